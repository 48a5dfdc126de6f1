import { addDays, type Day, dayOf, endOfDay } from '#app/domain/days.ts';
import type { Context, In } from '../context.server.ts';
import { moveDueDay } from '../payments/move-due-day.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';
import { type Claim, invoiceFirstDays } from './plan-invoice.server.ts';

/**
 * 先票后款: the days to pay run from the day on which the buyer gets the invoice, which is when it is recorded, whatever date it
 * bears: nobody is late in hindsight. Payment first: the due day stays.
 */
export async function startPayDays(tx: In<Context>, claim: Claim): Promise<void> {
  const days = await invoiceFirstDays(tx, claim);
  if (days === null) return;
  await putOff(tx, claim, addDays(dayOf(tx.now()), days));
  await clearDeadline(tx, 'obligation.invoice', claim.id);
}

/** Moves a claim's due day with the payer's deadline. One on which interest was charged already stays. */
export async function putOff(tx: In<Context>, claim: Claim, dueOn: Day): Promise<void> {
  if ((await moveDueDay(tx, claim, dueOn)) === null) return;
  const dueAt = endOfDay(dueOn);
  await setDeadline(tx, { kind: 'obligation.pay', subjectId: claim.id, orgId: claim.payerOrgId, dueAt });
}
