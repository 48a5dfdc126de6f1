import { Stripe } from 'stripe';
import { AppError } from '#app/domain/errors.ts';

/** An answer of the provider that does not say what it must. */
export const unreadable = (what: string) => new AppError('unavailable', { reason: `unreadable_${what}` });

function toAppError(error: unknown): unknown {
  if (!(error instanceof Stripe.errors.StripeError)) return error;
  const reason = error.code ?? error.type;
  const params = { reason, providerRequestId: error.requestId };
  const isRefused =
    error instanceof Stripe.errors.StripeInvalidRequestError ||
    error instanceof Stripe.errors.StripePermissionError ||
    error instanceof Stripe.errors.StripeCardError ||
    error instanceof Stripe.errors.StripeIdempotencyError;
  return new AppError(isRefused ? 'invalid' : 'unavailable', params);
}

/** What the provider answered; its refusals and outages in the platform's own errors, without its words. */
export const asked = <T>(answer: Promise<T>): Promise<T> =>
  answer.catch((error: unknown) => {
    throw toAppError(error);
  });
