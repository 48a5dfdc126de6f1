import { Stripe } from 'stripe';
import { type CheckoutMethod, checkoutLimits, checkoutMethods } from '#app/domain/checkout-method.ts';
import { AppError, isAppError } from '#app/domain/errors.ts';
import { type CardAccountGateway, stripeAccounts } from './gateway-accounts.server.ts';
import { asked, unreadable } from './gateway-refusal.server.ts';

export interface OpenCheckoutInput {
  /** The payment attempt; also the idempotency key, so a repeat must carry the very same values. */
  readonly attemptId: string;
  readonly amountFen: bigint;
  readonly currency: 'CNY';
  /** The payee's own connected account: a direct charge, never the platform's (decision on 二清). */
  readonly account: string;
  readonly description: string;
  /** The ways to pay that the page may offer: those of them that the payee's account has. */
  readonly methods: readonly CheckoutMethod[];
  readonly payerEmail?: string;
  /** `{CHECKOUT_SESSION_ID}` in it, written literally, becomes the session's id. */
  readonly successUrl: string;
  readonly cancelUrl: string;
  /** Between 30 minutes and 24 hours ahead. */
  readonly expiresAt: Date;
}

export interface Checkout {
  readonly sessionId: string;
  readonly attemptId: string;
  readonly status: 'open' | 'complete' | 'expired';
  readonly paid: boolean;
  /** The payer did his part and the money did not come: on this page it never will. */
  readonly failed?: boolean;
  /** Once paid, what was really received; before, what is asked. */
  readonly amountFen: bigint;
  readonly currency: string;
  readonly paymentIntentId: string | null;
  /** Once paid, when the payer did his part; we may hear of it days later. */
  readonly paidAt?: Date;
}

export interface GatewayRefund {
  /** Null when the provider made none. */
  readonly refundId: string | null;
  readonly status: 'pending' | 'succeeded' | 'failed';
}

/** A refund as the provider lists it; `ownId` is the idempotency key it was asked for by, null where it was made there. */
export interface ListedRefund extends GatewayRefund {
  readonly refundId: string;
  readonly amountFen: bigint;
  readonly ownId: string | null;
}

/** A dispute (拒付) as the provider has it now. */
export interface GatewayDispute {
  readonly disputeId: string;
  readonly paymentIntentId: string | null;
  readonly amountFen: bigint;
  readonly currency: string;
  readonly reason: string;
  /** The provider's word: `needs_response`, `won`, `lost`, `warning_…`. */
  readonly status: string;
  readonly openedAt: Date;
  readonly evidenceBy: Date | null;
}

/** A verified message. It only says where to look: the truth is asked of the provider. */
export interface WebhookMessage {
  readonly eventId: string;
  readonly type: string;
  readonly account: string | null;
  readonly attemptId: string | null;
  readonly sessionId: string | null;
  /** Of a refund, a charge or a dispute. */
  readonly paymentIntentId: string | null;
  readonly disputeId: string | null;
  /** It is about the account itself: its standing, its ways to pay, or that it left the platform. */
  readonly isOfAccount: boolean;
}

/**
 * The card payment provider. Every call may throw `unavailable` (try again later: no answer, or an outage there) or `invalid`
 * (refused; `reason` is the provider's code). No provider message goes further, since it may quote a key.
 */
export interface PaymentGateway extends CardAccountGateway {
  readonly isEnabled: boolean;
  /** Where `openCheckout` and `accountLink` send people; a form that redirects there needs them in its form-action. */
  readonly checkoutOrigins: readonly string[];
  openCheckout(input: OpenCheckoutInput): Promise<{ readonly sessionId: string; readonly url: string }>;
  readCheckout(input: { readonly sessionId: string; readonly account: string }): Promise<Checkout>;
  /** Closes an open page, so that nobody pays on it any more; `invalid` when it is no longer open. */
  expireCheckout(input: { readonly sessionId: string; readonly account: string }): Promise<void>;
  refund(input: {
    readonly paymentIntentId: string;
    readonly account: string;
    readonly amountFen: bigint;
    readonly idempotencyKey: string;
  }): Promise<GatewayRefund>;
  readRefund(input: { readonly refundId: string; readonly account: string }): Promise<GatewayRefund>;
  /** All refunds of a payment, however they were made. */
  listRefunds(input: { readonly paymentIntentId: string; readonly account: string }): Promise<ListedRefund[]>;
  readDispute(input: { readonly disputeId: string; readonly account: string }): Promise<GatewayDispute>;
  /** Which attempt a payment was made for; null where it is none of ours. */
  attemptOf(input: { readonly paymentIntentId: string; readonly account: string }): Promise<string | null>;
  /** `rawBody` untouched, as it came. Throws `invalid` unless one of the secrets signed it in the last 5 minutes. */
  parseWebhook(rawBody: Buffer | string, signatureHeader: string | null): WebhookMessage;
}

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

/** The largest card payment, 999,999.99 yuan: the provider's limit. Above it, bank transfer only. */
export const largestCardPaymentFen = checkoutLimits.card;

const apiVersion = '2026-10-28.endive';

/** Amounts leave as `number` here and nowhere else. */
function toMinorUnits(amountFen: bigint): number {
  if (amountFen <= 0n) throw new AppError('invalid', { reason: 'amount_not_positive' });
  if (amountFen > largestCardPaymentFen) throw new AppError('card_limit_exceeded', { limitFen: largestCardPaymentFen });
  return Number(amountFen);
}

function fromMinorUnits(amount: number | null): bigint {
  if (amount === null || !Number.isSafeInteger(amount) || amount < 0) throw unreadable('amount');
  return BigInt(amount);
}

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

const refundStatuses: Readonly<Record<string, GatewayRefund['status']>> = {
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'failed',
};

const readBack = (refund: Stripe.Refund): GatewayRefund => ({
  refundId: refund.id,
  status: refundStatuses[refund.status ?? ''] ?? 'pending',
});

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
      const found = await asked(stripe.paymentIntents.retrieve(paymentIntentId, {}, options)).catch(
        (error: unknown) => {
          if (isAppError(error) && error.code === 'invalid') return null;
          throw error;
        },
      );
      return found?.metadata['attempt_id'] ?? null;
    },

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

const off = () => new AppError('unavailable', { reason: 'card_payments_off' });

/** No card payments here: no card button, bank transfer goes on. */
export const disabledGateway: PaymentGateway = {
  isEnabled: false,
  checkoutOrigins: [],
  openCheckout: () => Promise.reject(off()),
  readCheckout: () => Promise.reject(off()),
  expireCheckout: () => Promise.reject(off()),
  refund: () => Promise.reject(off()),
  readRefund: () => Promise.reject(off()),
  listRefunds: () => Promise.reject(off()),
  readDispute: () => Promise.reject(off()),
  attemptOf: () => Promise.reject(off()),
  openAccount: () => Promise.reject(off()),
  accountLink: () => Promise.reject(off()),
  readAccount: () => Promise.reject(off()),
  parseWebhook: () => {
    throw off();
  },
};
