import type { CardAccountStanding } from '#app/domain/card-account.ts';
import { AppError } from '#app/domain/errors.ts';
import type {
  Checkout,
  GatewayDispute,
  GatewayRefund,
  OpenCheckoutInput,
  PaymentGateway,
} from '#app/services/payments/gateway.server.ts';

export interface FakeGateway extends PaymentGateway {
  /** What the provider says of each session; a test changes it as a payer would. */
  readonly sessions: Map<string, Checkout>;
  /** Every session that was really opened, not those found again by their key. */
  readonly opened: OpenCheckoutInput[];
  pay(attemptId: string, given?: Partial<Checkout>): void;
  /** Refunds that were really made, by their keys; a test sets `refundAnswer` to what the provider does next. */
  readonly refunds: Map<string, { readonly amountFen: bigint; status: GatewayRefund['status'] }>;
  refundAnswer: GatewayRefund['status'] | 'refuse' | 'silence';
  /** What the provider says of each account that was opened; a test changes it as the provider would. */
  readonly accounts: Map<string, CardAccountStanding>;
  /** What the provider says of each dispute. */
  readonly disputes: Map<string, GatewayDispute>;
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
  const refunds: FakeGateway['refunds'] = new Map();
  const disputes: FakeGateway['disputes'] = new Map();
  const accounts: FakeGateway['accounts'] = new Map();
  const gateway: FakeGateway = {
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
    refunds,
    refundAnswer: 'succeeded',
    refund: async ({ idempotencyKey, amountFen }) => {
      const { refundAnswer } = gateway;
      if (refundAnswer === 'refuse') throw new AppError('invalid', { reason: 'charge_already_refunded' });
      const made = refunds.get(idempotencyKey) ?? { amountFen, status: 'succeeded' as const };
      // Done, but its answer is lost on the way: the next call with the key gets it.
      if (refundAnswer === 'silence') {
        refunds.set(idempotencyKey, made);
        throw new AppError('unavailable');
      }
      if (!refunds.has(idempotencyKey)) refunds.set(idempotencyKey, { amountFen, status: refundAnswer });
      return { refundId: `re_${idempotencyKey}`, status: refunds.get(idempotencyKey)?.status ?? 'pending' };
    },
    readRefund: async ({ refundId }) => {
      const made = refunds.get(refundId.slice(3));
      if (made === undefined) throw new AppError('invalid', { reason: 'resource_missing' });
      return { refundId, status: made.status };
    },
    listRefunds: async () =>
      [...refunds].map(([ownId, { amountFen, status }]) => ({ refundId: `re_${ownId}`, ownId, amountFen, status })),
    accounts,
    openAccount: async ({ ownId }) => {
      const account = `acct_${ownId}`;
      const asking = { isEnabled: false, isFiled: false, methods: [], due: ['external_account'], disabledReason: null };
      if (!accounts.has(account)) accounts.set(account, { ...asking, name: '', payout: '' });
      return { account };
    },
    accountLink: async ({ account }) => ({ url: `https://pay.example/setup/${account}` }),
    readAccount: async ({ account }) => {
      const standing = accounts.get(account);
      if (standing === undefined) throw new AppError('unavailable');
      return standing;
    },
    disputes,
    readDispute: async ({ disputeId }) => {
      const found = disputes.get(disputeId);
      if (found === undefined) throw new AppError('invalid', { reason: 'resource_missing' });
      return found;
    },
    attemptOf: async ({ paymentIntentId }) =>
      [...sessions.values()].find((session) => session.paymentIntentId === paymentIntentId)?.attemptId ?? null,
    parseWebhook: () => {
      throw new AppError('invalid', { reason: 'webhook_signature' });
    },
  };
  return gateway;
}
