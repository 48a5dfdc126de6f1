import type { Stripe } from 'stripe';
import { isAppError } from '#app/domain/errors.ts';
import { fromMinorUnits, toMinorUnits } from './gateway-amounts.server.ts';
import { asked } from './gateway-refusal.server.ts';
import type { GatewayRefund, PaymentGateway } from './gateway.server.ts';

const refundStatuses: Readonly<Record<string, GatewayRefund['status']>> = {
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'failed',
};

const readBack = (refund: Stripe.Refund): GatewayRefund => ({
  refundId: refund.id,
  status: refundStatuses[refund.status ?? ''] ?? 'pending',
});

/** What becomes of a payment after it was made: refunds, disputes, and for which attempt it was. */
export const stripeRefunds = (
  stripe: Stripe,
): Pick<PaymentGateway, 'refund' | 'readRefund' | 'listRefunds' | 'readDispute' | 'attemptOf'> => ({
  async refund({ paymentIntentId, account, amountFen, idempotencyKey }) {
    const refund = await asked(
      stripe.refunds.create(
        { payment_intent: paymentIntentId, amount: toMinorUnits(amountFen), metadata: { refund_id: idempotencyKey } },
        { idempotencyKey: `refund:${idempotencyKey}`, stripeAccount: account },
      ),
    );
    return readBack(refund);
  },

  async readRefund({ refundId, account }) {
    return readBack(await asked(stripe.refunds.retrieve(refundId, {}, { stripeAccount: account })));
  },

  async listRefunds({ paymentIntentId, account }) {
    const found = await asked(
      stripe.refunds.list({ payment_intent: paymentIntentId, limit: 100 }, { stripeAccount: account }),
    );
    return found.data.map((refund) => ({
      ...readBack(refund),
      refundId: refund.id,
      amountFen: fromMinorUnits(refund.amount),
      ownId: refund.metadata?.['refund_id'] ?? null,
    }));
  },

  async readDispute({ disputeId, account }) {
    const found = await asked(stripe.disputes.retrieve(disputeId, {}, { stripeAccount: account }));
    const intent = found.payment_intent;
    const dueBy = found.evidence_details?.due_by ?? null;
    return {
      disputeId: found.id,
      paymentIntentId: typeof intent === 'string' ? intent : (intent?.id ?? null),
      amountFen: fromMinorUnits(found.amount),
      currency: found.currency.toUpperCase(),
      reason: found.reason,
      status: found.status,
      openedAt: new Date(found.created * 1_000),
      evidenceBy: dueBy === null ? null : new Date(dueBy * 1_000),
    };
  },

  async attemptOf({ paymentIntentId, account }) {
    const options = { stripeAccount: account };
    const found = await asked(stripe.paymentIntents.retrieve(paymentIntentId, {}, options)).catch((error: unknown) => {
      if (isAppError(error) && error.code === 'invalid') return null;
      throw error;
    });
    return found?.metadata['attempt_id'] ?? null;
  },
});
