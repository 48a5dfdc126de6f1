import { byHand, record, seconds } from './desk.ts';
import type { Desk } from './desk.ts';
import type { Dispute } from './objects.ts';
import { newId } from './store.ts';

const daysToAnswer = 10;

/** As if the payer's bank disputed the whole payment of a session. */
export function openDispute(desk: Desk, sessionId: string, reason = 'product_not_received'): Dispute {
  const session = desk.store.sessions.get(sessionId);
  const intent = desk.store.intents.get(session?.object.payment_intent ?? '');
  if (!intent || intent.object.latest_charge === null) throw new Error(`session ${sessionId} is not paid`);
  const created = seconds(desk.now());
  const dispute: Dispute = {
    id: newId('dp_'),
    object: 'dispute',
    amount: intent.object.amount_received,
    charge: intent.object.latest_charge,
    created,
    currency: 'cny',
    evidence_details: {
      due_by: created + daysToAnswer * 86_400,
      has_evidence: false,
      past_due: false,
      submission_count: 0,
    },
    livemode: false,
    metadata: {},
    payment_intent: intent.object.id,
    reason,
    status: 'needs_response',
  };
  desk.store.disputes.set(dispute.id, { account: intent.account, object: dispute });
  record(desk, intent.account, 'charge.dispute.created', dispute, byHand);
  return dispute;
}

/** As if the card network had decided. */
export function closeDispute(desk: Desk, disputeId: string, status: 'won' | 'lost'): void {
  const found = desk.store.disputes.get(disputeId);
  if (!found) throw new Error(`no dispute ${disputeId}`);
  found.object.status = status;
  record(desk, found.account, 'charge.dispute.closed', found.object, byHand);
}
