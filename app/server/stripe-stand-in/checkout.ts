import { ApiError } from './api-error.ts';
import { byHand, record, seconds } from './desk.ts';
import type { Cause, Desk } from './desk.ts';
import type { Intent, MethodType, Session } from './objects.ts';
import { sessionTotal } from './params.ts';
import type { NewSession } from './params.ts';
import { newId } from './store.ts';
import type { SessionRecord } from './store.ts';

/** As the API shows it: the page's address only while the session is open. */
export const shownSession = (desk: Desk, session: Session) => ({
  ...session,
  url: session.status === 'open' ? desk.payUrl(session.id) : null,
});

export function openSession(desk: Desk, account: string, input: NewSession, methods: readonly MethodType[]): Session {
  const total = sessionTotal(input.line_items);
  const created = seconds(desk.now());
  const session: Session = {
    id: newId('cs_test_', 58),
    object: 'checkout.session',
    adaptive_pricing: { enabled: input.adaptive_pricing?.enabled ?? false },
    amount_subtotal: total,
    amount_total: total,
    cancel_url: input.cancel_url ?? null,
    client_reference_id: input.client_reference_id ?? null,
    created,
    currency: 'cny',
    customer: null,
    customer_details: null,
    customer_email: input.customer_email ?? null,
    expires_at: input.expires_at ?? created + 86_400,
    livemode: false,
    locale: input.locale ?? null,
    metadata: input.metadata ?? {},
    mode: 'payment',
    payment_intent: null,
    payment_method_types: methods,
    payment_status: 'unpaid',
    status: 'open',
    submit_type: input.submit_type ?? null,
    success_url: input.success_url,
    ui_mode: 'hosted_page',
  };
  const plan = {
    intentMetadata: input.payment_intent_data?.metadata ?? {},
    intentDescription: input.payment_intent_data?.description ?? null,
    lines: input.line_items.map(({ quantity, price_data: price }) => ({
      name: price.product_data.name,
      quantity,
      unitAmount: price.unit_amount,
    })),
  };
  desk.store.sessions.set(session.id, { account, object: session, plan });
  desk.store.touch();
  return session;
}

function intentOf(desk: Desk, { account, object: session, plan }: SessionRecord): Intent {
  const present = session.payment_intent === null ? undefined : desk.store.intents.get(session.payment_intent);
  if (present) return present.object;
  const intent: Intent = {
    id: newId('pi_'),
    object: 'payment_intent',
    amount: session.amount_total,
    amount_capturable: 0,
    amount_received: 0,
    capture_method: 'automatic_async',
    confirmation_method: 'automatic',
    created: seconds(desk.now()),
    currency: 'cny',
    customer: null,
    description: plan.intentDescription,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    metadata: plan.intentMetadata,
    payment_method_types: session.payment_method_types,
    receipt_email: session.customer_email,
    status: 'requires_payment_method',
  };
  desk.store.intents.set(intent.id, { account, object: intent });
  session.payment_intent = intent.id;
  record(desk, account, 'payment_intent.created', intent, byHand);
  return intent;
}

/** The payer pays. Nothing happens unless the session is open. `received` differs from the total only in tests. */
export function pay(desk: Desk, of: SessionRecord, received = of.object.amount_total): void {
  if (of.object.status !== 'open') return;
  const intent = intentOf(desk, of);
  Object.assign(intent, { amount_received: received, last_payment_error: null, latest_charge: newId('ch_') });
  intent.status = 'succeeded';
  of.object.status = 'complete';
  of.object.payment_status = 'paid';
  of.object.customer_details = { email: of.object.customer_email };
  record(desk, of.account, 'payment_intent.succeeded', intent, byHand);
  record(desk, of.account, 'checkout.session.completed', shownSession(desk, of.object), byHand);
}

/** The payer did his part by a way whose money comes later: the page is complete and nothing is paid yet. */
export function payLater(desk: Desk, of: SessionRecord): void {
  if (of.object.status !== 'open') return;
  intentOf(desk, of).status = 'processing';
  of.object.status = 'complete';
  record(desk, of.account, 'checkout.session.completed', shownSession(desk, of.object), byHand);
}

/** What became of a delayed payment. */
export function endDelayed(desk: Desk, of: SessionRecord, end: 'succeeded' | 'failed'): void {
  const intent = intentOf(desk, of);
  if (intent.status !== 'processing') return;
  if (end === 'succeeded') {
    Object.assign(intent, {
      amount_received: of.object.amount_total,
      latest_charge: newId('ch_'),
      status: 'succeeded',
    });
    of.object.payment_status = 'paid';
  } else intent.status = 'requires_payment_method';
  record(desk, of.account, `checkout.session.async_payment_${end}`, shownSession(desk, of.object), byHand);
}

/** The card is declined. The session stays open: the payer may try again. */
export function decline(desk: Desk, of: SessionRecord): void {
  if (of.object.status !== 'open') return;
  const intent = intentOf(desk, of);
  intent.last_payment_error = {
    type: 'card_error',
    code: 'card_declined',
    decline_code: 'generic_decline',
    message: 'The card was declined.',
  };
  record(desk, of.account, 'payment_intent.payment_failed', intent, byHand);
}

function lapse(desk: Desk, of: SessionRecord, cause: Cause): void {
  of.object.status = 'expired';
  record(desk, of.account, 'checkout.session.expired', shownSession(desk, of.object), cause);
}

export function expireSession(desk: Desk, of: SessionRecord, cause: Cause): Session {
  if (of.object.status !== 'open') {
    throw new ApiError(400, { message: `Only an open Checkout Session can expire; this one is ${of.object.status}` });
  }
  lapse(desk, of, cause);
  return of.object;
}

/** Sessions whose time is over. Called before every request, so that nobody sees a stale one. */
export function expireDue(desk: Desk): void {
  const now = seconds(desk.now());
  for (const of of desk.store.sessions.values()) {
    if (of.object.status === 'open' && of.object.expires_at <= now) lapse(desk, of, byHand);
  }
}
