import { eq } from 'drizzle-orm';
import { addDays, type Day, dayOf, endOfDay, laterDay } from '#app/domain/days.ts';
import { invoicedFen, invoiceStanding } from '#app/domain/invoice.ts';
import { invoices, obligations } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { outstandingFen } from '../payments/claim-sums.server.ts';
import { findContestedOn } from '../payments/interest-of-claim.server.ts';
import { moveDueDay } from '../payments/move-due-day.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';
import { billableParts } from './billable-parts.server.ts';
import { type Claim, invoiceFirstDays } from './plan-invoice.server.ts';

/**
 * 先票后款: the days to pay run from the day on which the buyer gets the invoice, which is when it is recorded, whatever date it
 * bears: nobody is late in hindsight, and no day comes earlier. Payment first, or paid before the invoice: the due day stays; of a
 * contested claim it follows when the dispute is over. The contract is locked.
 */
export async function startPayDays(tx: In<Context>, { id }: Pick<Claim, 'id'>): Promise<void> {
  const [claim] = await tx.db.select().from(obligations).where(eq(obligations.id, id));
  const endOn = claim ? await findPayDaysEnd(tx, claim) : null;
  if (claim === undefined || endOn === null) return;
  await clearDeadline(tx, 'obligation.invoice', id);
  if (!(await isOpen(tx, claim)) || (await findContestedOn(tx, claim)) !== null) return;
  await putOff(tx, claim, laterDay(claim.dueOn, endOn));
}

/** The last of the days to pay that a whole invoice began; null where payment comes first or something is not invoiced. */
export async function findPayDaysEnd(ctx: Pick<Context, 'db'>, claim: Claim): Promise<Day | null> {
  const days = await invoiceFirstDays(ctx, claim);
  if (days === null) return null;
  const billed = await ctx.db.select().from(invoices).where(eq(invoices.obligationId, claim.id));
  if (
    invoiceStanding({ ...(await billableParts(ctx, claim)), outstandingFen: 0n, invoicedFen: invoicedFen(billed) })
      .leftFen > 0n
  )
    return null;
  const got = billed.filter(({ colour }) => colour === 'blue').map(({ createdAt }) => dayOf(createdAt));
  // Settled by credits alone: no invoice, no days.
  return got.length === 0 ? null : addDays(got.reduce(laterDay), days);
}

/** Moves a claim's due day with the payer's deadline, and says where to. One by which interest was charged already stays: null. */
export async function putOff(tx: In<Context>, claim: Claim, day: Day): Promise<Day | null> {
  const dueOn = await moveDueDay(tx, claim, day);
  if (dueOn === null) return null;
  // Of a contested claim nobody is reminded before the dispute is over.
  if ((await findContestedOn(tx, claim)) !== null) return dueOn;
  const dueAt = endOfDay(dueOn);
  await setDeadline(tx, { kind: 'obligation.pay', subjectId: claim.id, orgId: claim.payerOrgId, dueAt });
  return dueOn;
}

/** Something of it is still to be paid. */
export async function isOpen({ db }: Pick<Context, 'db'>, { id }: Pick<Claim, 'id'>): Promise<boolean> {
  const [open] = await db.select({ fen: outstandingFen }).from(obligations).where(eq(obligations.id, id));
  return BigInt(open?.fen ?? '0') > 0n;
}
