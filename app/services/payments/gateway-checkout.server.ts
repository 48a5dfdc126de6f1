import type { Stripe } from 'stripe';
import { type CheckoutMethod, checkoutMethods } from '#app/domain/checkout-method.ts';
import { AppError } from '#app/domain/errors.ts';
import { fromMinorUnits, toMinorUnits } from './gateway-amounts.server.ts';
import { asked, unreadable } from './gateway-refusal.server.ts';
import type { Checkout, PaymentGateway } from './gateway.server.ts';

const excluding = (methods: CheckoutMethod[]) =>
  methods.length === 0 ? {} : { excluded_payment_method_types: methods };

/** A delayed payment that failed leaves its intent so; on a page that is complete nobody tries again. */
const endedIntents: readonly string[] = ['requires_payment_method', 'canceled'];

function readSession(session: Stripe.Checkout.Session): Checkout {
  const intent = session.payment_intent;
  if (typeof intent === 'string') throw unreadable('payment_intent');
  const attemptId = session.client_reference_id;
  const status = (['open', 'complete', 'expired'] as const).find((known) => known === session.status);
  if (!status) throw unreadable('status');
  if (attemptId === null) throw new AppError('invalid', { reason: 'session_of_no_attempt' });
  const paid = session.payment_status === 'paid' && intent?.status === 'succeeded';
  const failed = status === 'complete' && !paid && endedIntents.includes(intent?.status ?? '');
  return {
    sessionId: session.id,
    attemptId,
    status,
    paid,
    failed,
    amountFen: fromMinorUnits(paid ? intent.amount_received : session.amount_total),
    currency: ((paid ? intent.currency : session.currency) ?? '').toUpperCase(),
    paymentIntentId: intent?.id ?? null,
    ...(paid && { paidAt: new Date(intent.created * 1_000) }),
  };
}

/** The pages on which a payer pays: each a direct charge on the payee's own account. */
export const stripeCheckout = (
  stripe: Stripe,
): Pick<PaymentGateway, 'openCheckout' | 'readCheckout' | 'expireCheckout'> => ({
  async openCheckout(input) {
    if (input.currency !== 'CNY') throw new AppError('invalid', { reason: 'currency_not_cny' });
    const unitAmount = toMinorUnits(input.amountFen);
    const metadata = { attempt_id: input.attemptId };
    const session = await asked(
      stripe.checkout.sessions.create(
        {
          mode: 'payment',
          line_items: [
            {
              quantity: 1,
              price_data: { currency: 'cny', unit_amount: unitAmount, product_data: { name: input.description } },
            },
          ],
          // The provider offers what the account has, without those that are too small for the amount.
          ...excluding(checkoutMethods.filter((method) => !input.methods.includes(method))),
          client_reference_id: input.attemptId,
          metadata,
          payment_intent_data: { metadata, description: input.description },
          customer_email: input.payerEmail,
          success_url: input.successUrl,
          cancel_url: input.cancelUrl,
          expires_at: Math.floor(input.expiresAt.getTime() / 1_000),
          // The books are in CNY: the payer is never charged in another currency.
          adaptive_pricing: { enabled: false },
          locale: 'zh',
          submit_type: 'pay',
        },
        { idempotencyKey: `checkout:${input.attemptId}`, stripeAccount: input.account },
      ),
    );
    if (!session.url) throw unreadable('url');
    return { sessionId: session.id, url: session.url };
  },

  async readCheckout({ sessionId, account }) {
    const options = { stripeAccount: account };
    return readSession(
      await asked(stripe.checkout.sessions.retrieve(sessionId, { expand: ['payment_intent'] }, options)),
    );
  },

  async expireCheckout({ sessionId, account }) {
    await asked(stripe.checkout.sessions.expire(sessionId, {}, { stripeAccount: account }));
  },
});
