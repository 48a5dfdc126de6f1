import { eq } from 'drizzle-orm';
import { addDays, dayOf, endOfDay } from '#app/domain/days.ts';
import { invoicedFen, invoiceStanding } from '#app/domain/invoice.ts';
import { invoices, obligations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import { lockContract } from '../contracts/own-contract.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';
import { billableParts } from './billable-parts.server.ts';
import { type Claim, invoiceFirstDays } from './plan-invoice.server.ts';
import { isOpen, putOff } from './start-pay-days.server.ts';

/**
 * The due day of a claim has come and the agreed invoice is missing: the payer need not pay yet, so the day moves on by the
 * agreed days. Swept by deadline; paid or invoiced claims are left alone.
 */
export async function deferUninvoiced(ctx: Context, claimId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [seen] = await tx.db.select().from(obligations).where(eq(obligations.id, claimId));
    if (seen === undefined) return;
    await lockContract(tx, seen.contractId);
    const claim = await lockedClaim(tx, claimId);
    if (claim !== undefined && claim.dueOn < dayOf(tx.now())) await awaitInvoice(tx, claim);
  });
}

/**
 * A claim is open again that was settled, by money that went back or by a credit that left it: what of it was never invoiced still
 * waits for its invoice, so nobody is late with it, however long ago its day was. The contract is locked.
 */
export async function deferReopened(tx: In<Context>, claimId: string): Promise<void> {
  const claim = await lockedClaim(tx, claimId);
  if (claim !== undefined) await awaitInvoice(tx, claim);
}

async function lockedClaim(tx: In<Context>, id: string): Promise<Claim | undefined> {
  const [claim] = await tx.db.select().from(obligations).where(eq(obligations.id, id)).for('update');
  return claim;
}

/** Plans the invoice of an open claim for its due day; where that day is over, it moves on by the agreed days from today. */
async function awaitInvoice(tx: In<Context>, claim: Claim): Promise<void> {
  const days = await invoiceFirstDays(tx, claim);
  const billed = await tx.db.select().from(invoices).where(eq(invoices.obligationId, claim.id));
  const isBilled =
    invoiceStanding({ ...(await billableParts(tx, claim)), outstandingFen: 0n, invoicedFen: invoicedFen(billed) })
      .leftFen <= 0n;
  if (days === null || isBilled || !(await isOpen(tx, claim))) {
    return clearDeadline(tx, 'obligation.invoice', claim.id);
  }
  const today = dayOf(tx.now());
  const deadline = { kind: 'obligation.invoice', subjectId: claim.id, orgId: claim.payeeOrgId } as const;
  const isOver = claim.dueOn < today;
  // The day on which the claim is due, on from a rest day; one by which interest was charged stays, and is asked about again.
  const movedOn = isOver ? await putOff(tx, claim, addDays(today, days)) : null;
  const askedOn = isOver ? (movedOn ?? addDays(today, days)) : claim.dueOn;
  await setDeadline(tx, { ...deadline, dueAt: endOfDay(askedOn) });
  if (movedOn !== null)
    await audit(tx, { deed: 'obligation.put_off', subjectType: 'obligation', subjectId: claim.id, orgId: null });
}
