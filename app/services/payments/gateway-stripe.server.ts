import { Stripe } from 'stripe';
import { AppError } from '#app/domain/errors.ts';
import { stripeAccounts } from './gateway-accounts.server.ts';
import { stripeCheckout } from './gateway-checkout.server.ts';
import { stripeRefunds } from './gateway-refunds.server.ts';
import type { PaymentGateway, WebhookMessage } from './gateway.server.ts';

export interface StripeGatewayOptions {
  readonly secretKey: string;
  /** Several while a secret is being rotated. */
  readonly webhookSecret: string | readonly string[];
  readonly host?: string;
  readonly port?: number;
  readonly protocol?: 'http' | 'https';
  readonly timeoutMs?: number;
  /** The account's own checkout domain, if it has one. */
  readonly checkoutOrigins?: readonly string[];
}

const apiVersion = '2026-10-28.endive';

function readEvent(event: Stripe.Event): WebhookMessage {
  const object: unknown = event.data.object;
  const { object: kind, id, client_reference_id: reference, metadata, ...rest } = object as Record<string, unknown>;
  const intent = rest['payment_intent'];
  const isMovement = kind === 'refund' || kind === 'charge' || kind === 'dispute';
  const named = reference ?? (metadata as Record<string, unknown> | null | undefined)?.['attempt_id'];
  return {
    eventId: event.id,
    type: event.type,
    account: event.account ?? null,
    attemptId: typeof named === 'string' ? named : null,
    sessionId: kind === 'checkout.session' && typeof id === 'string' ? id : null,
    paymentIntentId: isMovement && typeof intent === 'string' ? intent : null,
    disputeId: kind === 'dispute' && typeof id === 'string' ? id : null,
    isOfAccount: event.type.startsWith('account.') || event.type === 'capability.updated',
  };
}

/** Stripe by its official SDK; the stand-in of the demo by the same one, told apart only by host, port and protocol. */
export function stripeGateway(options: StripeGatewayOptions): PaymentGateway {
  const { secretKey, webhookSecret, checkoutOrigins, timeoutMs = 10_000, ...address } = options;
  const stripe = new Stripe(secretKey, {
    ...address,
    apiVersion,
    timeout: timeoutMs,
    maxNetworkRetries: 2,
    telemetry: false,
  });
  const secrets = [webhookSecret].flat();
  const { host, port, protocol = 'https' } = address;
  const ownOrigins =
    host === undefined
      ? ['https://checkout.stripe.com', 'https://connect.stripe.com']
      : [new URL(`${protocol}://${host}:${port ?? ''}`).origin];

  return {
    isEnabled: true,
    checkoutOrigins: checkoutOrigins ?? ownOrigins,
    ...stripeAccounts(stripe),
    ...stripeCheckout(stripe),
    ...stripeRefunds(stripe),

    parseWebhook(rawBody, signatureHeader) {
      for (const secret of secrets) {
        try {
          return readEvent(stripe.webhooks.constructEvent(rawBody, signatureHeader ?? '', secret));
        } catch (error) {
          if (error instanceof Stripe.errors.StripeSignatureVerificationError) continue;
          throw new AppError('invalid', { reason: 'webhook_unreadable' });
        }
      }
      throw new AppError('invalid', { reason: 'webhook_signature' });
    },
  };
}
