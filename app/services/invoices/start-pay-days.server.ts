import { eq } from 'drizzle-orm';
import { addDays, type Day, dayOf, endOfDay } from '#app/domain/days.ts';
import { obligations } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';
import { type Claim, invoiceFirstDays } from './plan-invoice.server.ts';

/** 先票后款: the days to pay run from the later of claim and invoice. Payment first: the due day stays. */
export async function startPayDays(tx: In<Context>, claim: Claim, issuedOn: Day): Promise<void> {
  const days = await invoiceFirstDays(tx, claim);
  if (days === null) return;
  const raisedOn = dayOf(claim.createdAt);
  const dueOn = addDays(issuedOn > raisedOn ? issuedOn : raisedOn, days);
  await putOff(tx, claim, dueOn);
  await clearDeadline(tx, 'obligation.invoice', claim.id);
}

/** Moves a claim's due day with the payer's deadline. */
export async function putOff(tx: In<Context>, claim: Claim, dueOn: Day): Promise<void> {
  await tx.db.update(obligations).set({ dueOn }).where(eq(obligations.id, claim.id));
  const dueAt = endOfDay(dueOn);
  await setDeadline(tx, { kind: 'obligation.pay', subjectId: claim.id, orgId: claim.payerOrgId, dueAt });
}
