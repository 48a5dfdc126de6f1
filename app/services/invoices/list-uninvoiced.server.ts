import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { invoiceStanding } from '#app/domain/invoice.ts';
import type { TakenBack } from '#app/domain/taken-back-claims.ts';
import { contracts, credits, obligations, organisations } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { outstandingFen } from '../payments/claim-sums.server.ts';
import { billedColumns, billedFen, isOwnBilled } from './billed-columns.server.ts';
import { notBilledOf } from './not-billed-of.server.ts';

/**
 * What the reader's organisation was paid, by money or a credit, and is not invoiced yet, the oldest due day first. Not what corrected
 * reports took back since: it was set off, is repaid, or waits for the claim that it is set against.
 */
export async function listUninvoiced(ctx: ActorContext, limit = 200) {
  const isPaid = sql`obligations.amount_fen - ${outstandingFen}::bigint > ${billedFen}::bigint`;
  const rows = await ctx.db
    .select({ ...billedColumns, outstandingFen })
    .from(obligations)
    .innerJoin(contracts, eq(contracts.id, obligations.contractId))
    .innerJoin(organisations, eq(organisations.id, obligations.payerOrgId))
    .where(and(isOwnBilled(ctx), isPaid))
    .orderBy(asc(obligations.dueOn), asc(obligations.id))
    .limit(limit);
  const taken = await takenBackOfAll(
    ctx,
    rows.map(({ contractId }) => contractId),
  );
  return rows.flatMap(({ outstandingFen: open, billedFen: billed, ...row }) => {
    const [outstandingFen, billedFen] = [BigInt(open), BigInt(billed)];
    const { takenBackFen, waitingFen } = taken.get(row.id) ?? { takenBackFen: 0n, waitingFen: 0n };
    const claim = { amountFen: row.amountFen, takenBackFen, waitingFen, outstandingFen, invoicedFen: billedFen };
    const { dueFen, arrivedFen, arrivedLeftFen } = invoiceStanding(claim);
    const line = { ...row, takenOffFen: takenBackFen + waitingFen, dueFen, arrivedFen, billedFen, arrivedLeftFen };
    return arrivedLeftFen > 0n ? [line] : [];
  });
}

/** Of the claims of these contracts, what reports took back. */
async function takenBackOfAll(ctx: ActorContext, contractIds: readonly string[]): Promise<Map<string, TakenBack>> {
  const isOwn = inArray(credits.contractId, [...contractIds]);
  const credited = await ctx.db.selectDistinct({ id: credits.contractId }).from(credits).where(isOwn);
  const taken = await Promise.all(credited.map(({ id }) => notBilledOf(ctx, id)));
  return new Map(taken.flatMap((one) => [...one]));
}
