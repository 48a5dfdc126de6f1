import type { CheckoutMethod } from '#app/domain/checkout-method.ts';
import { AppError } from '#app/domain/errors.ts';
import type { CardAccountGateway } from './gateway-accounts.server.ts';

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
