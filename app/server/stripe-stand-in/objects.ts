// The fields of Stripe's objects that the app reads, spelled as on the wire. Amounts are integers of at most
// 99,999,999 minor units, the provider's own limit, so `number` is exact here.

/** The ways to pay that the stand-in knows. */
export const methodTypes = ['card', 'alipay', 'wechat_pay'] as const;
export type MethodType = (typeof methodTypes)[number];

export type Metadata = Record<string, string>;

export interface Session {
  readonly id: string;
  readonly object: 'checkout.session';
  readonly adaptive_pricing: { readonly enabled: boolean };
  readonly amount_subtotal: number;
  readonly amount_total: number;
  readonly cancel_url: string | null;
  readonly client_reference_id: string | null;
  readonly created: number;
  readonly currency: 'cny';
  readonly customer: null;
  customer_details: { readonly email: string | null } | null;
  readonly customer_email: string | null;
  expires_at: number;
  readonly livemode: false;
  readonly locale: string | null;
  readonly metadata: Metadata;
  readonly mode: 'payment';
  payment_intent: string | null;
  readonly payment_method_types: readonly MethodType[];
  payment_status: 'paid' | 'unpaid';
  status: 'open' | 'complete' | 'expired';
  readonly submit_type: string | null;
  readonly success_url: string;
  readonly ui_mode: 'hosted_page';
}

/** What the session keeps for the payment that is made only when the payer pays, and for the page's words. */
export interface SessionPlan {
  readonly intentMetadata: Metadata;
  readonly intentDescription: string | null;
  readonly lines: readonly { readonly name: string; readonly quantity: number; readonly unitAmount: number }[];
}

export interface Intent {
  readonly id: string;
  readonly object: 'payment_intent';
  readonly amount: number;
  readonly amount_capturable: 0;
  amount_received: number;
  readonly capture_method: 'automatic_async';
  readonly confirmation_method: 'automatic';
  readonly created: number;
  readonly currency: 'cny';
  readonly customer: null;
  readonly description: string | null;
  last_payment_error: { type: 'card_error'; code: string; decline_code: string; message: string } | null;
  latest_charge: string | null;
  readonly livemode: false;
  readonly metadata: Metadata;
  readonly payment_method_types: readonly MethodType[];
  receipt_email: string | null;
  status: 'requires_payment_method' | 'processing' | 'succeeded';
}

export interface Refund {
  readonly id: string;
  readonly object: 'refund';
  readonly amount: number;
  readonly charge: string | null;
  readonly created: number;
  readonly currency: 'cny';
  readonly metadata: Metadata;
  readonly payment_intent: string;
  readonly reason: string | null;
  status: 'succeeded' | 'failed';
}

export interface Dispute {
  readonly id: string;
  readonly object: 'dispute';
  readonly amount: number;
  readonly charge: string;
  readonly created: number;
  readonly currency: 'cny';
  readonly evidence_details: {
    readonly due_by: number;
    readonly has_evidence: false;
    readonly past_due: false;
    readonly submission_count: 0;
  };
  readonly livemode: false;
  readonly metadata: Metadata;
  readonly payment_intent: string;
  readonly reason: string;
  status: 'needs_response' | 'won' | 'lost';
}

/** The bank account to which an account is paid out. */
export interface BankAccount {
  readonly id: string;
  readonly object: 'bank_account';
  readonly account: string;
  readonly bank_name: string;
  readonly country: string;
  readonly currency: string;
  readonly default_for_currency: true;
  readonly fingerprint: string;
  readonly last4: string;
  readonly metadata: Metadata;
  readonly status: 'new';
}

export interface Account {
  readonly id: string;
  readonly object: 'account';
  business_profile: { readonly name: string | null };
  readonly business_type: string | null;
  capabilities: Readonly<Record<string, 'active' | 'inactive'>>;
  charges_enabled: boolean;
  readonly country: string;
  readonly created: number;
  readonly default_currency: 'cny';
  details_submitted: boolean;
  readonly email: string | null;
  /** Absent in state that an older demo left. */
  external_accounts?: {
    readonly object: 'list';
    readonly data: readonly BankAccount[];
    readonly has_more: false;
    readonly url: string;
  };
  readonly metadata: Metadata;
  payouts_enabled: boolean;
  requirements: {
    readonly currently_due: readonly string[];
    readonly disabled_reason: string | null;
    readonly eventually_due: readonly string[];
    readonly past_due: readonly string[];
    readonly pending_verification: readonly string[];
  };
}

/** A page on which an account's holder files what is asked; it is good once. */
export interface SetupLink {
  readonly token: string;
  readonly account: string;
  readonly returnUrl: string;
  readonly refreshUrl: string;
  readonly expiresAt: number;
}

export interface StandInEvent {
  readonly id: string;
  readonly object: 'event';
  /** Absent on the platform's own events, as with Stripe. */
  readonly account?: string;
  readonly api_version: string;
  readonly created: number;
  readonly data: { readonly object: Readonly<Record<string, unknown>> };
  readonly livemode: false;
  pending_webhooks: number;
  readonly request: { readonly id: string | null; readonly idempotency_key: string | null };
  readonly type: string;
}
