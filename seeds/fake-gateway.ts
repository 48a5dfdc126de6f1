import { AppError } from '#app/domain/errors.ts';
import type { Checkout, OpenCheckoutInput, PaymentGateway } from '#app/services/payments/gateway.server.ts';

export interface FakeGateway extends PaymentGateway {
  /** What the provider says of each session; a test changes it as a payer would. */
  readonly sessions: Map<string, Checkout>;
  /** Every session that was really opened, not those found again by their key. */
  readonly opened: OpenCheckoutInput[];
  pay(attemptId: string, given?: Partial<Checkout>): void;
}

/** A card provider for tests of verbs: as idempotent as the real one, in memory. */
export function fakeGateway(): FakeGateway {
  const sessions = new Map<string, Checkout>();
  const opened: OpenCheckoutInput[] = [];
  const idOf = (attemptId: string): string => `cs_${attemptId}`;
  const change = (id: string, given: Partial<Checkout>): void => {
    const session = sessions.get(id);
    if (session === undefined) throw new Error('no such session');
    sessions.set(id, { ...session, ...given });
  };
  return {
    isEnabled: true,
    checkoutOrigins: [],
    sessions,
    opened,
    pay: (attemptId, given = {}) =>
      change(idOf(attemptId), { status: 'complete', paid: true, paymentIntentId: `pi_${attemptId}`, ...given }),
    openCheckout: async (input) => {
      const sessionId = idOf(input.attemptId);
      if (!sessions.has(sessionId)) {
        opened.push(input);
        const { attemptId, amountFen, currency } = input;
        sessions.set(sessionId, {
          sessionId,
          attemptId,
          amountFen,
          currency,
          status: 'open',
          paid: false,
          paymentIntentId: null,
        });
      }
      return { sessionId, url: `https://pay.example/${sessionId}` };
    },
    readCheckout: async ({ sessionId }) => {
      const session = sessions.get(sessionId);
      if (session === undefined) throw new AppError('invalid', { reason: 'resource_missing' });
      return session;
    },
    expireCheckout: async ({ sessionId }) => {
      if (sessions.get(sessionId)?.status !== 'open') throw new AppError('invalid', { reason: 'resource_missing' });
      change(sessionId, { status: 'expired' });
    },
    refund: async () => ({ refundId: 're_test', status: 'succeeded' }),
    parseWebhook: () => {
      throw new AppError('invalid', { reason: 'webhook_signature' });
    },
  };
}
