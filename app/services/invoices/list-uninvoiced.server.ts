import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { invoiceStanding } from '#app/domain/invoice.ts';
import { contracts, obligations, organisations } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { outstandingFen } from '../payments/claim-sums.server.ts';
import { billedColumns, billedFen, isOwnBilled } from './billed-columns.server.ts';
import { isReduced, notBilledOfAll } from './not-billed-of.server.ts';

/**
 * What the reader's organisation was paid, by money or a credit, and is not invoiced yet, the oldest due day first. Not what corrected
 * reports took back since: it was set off, is repaid, or waits for the claim that it is set against; nor a penalty that was waived.
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
  const ids = [...new Set(rows.map(({ contractId }) => contractId))];
  const reduced = await ctx.db
    .selectDistinct({ id: obligations.contractId })
    .from(obligations)
    .where(and(inArray(obligations.contractId, ids), isReduced(ctx)));
  const taken = await notBilledOfAll(
    ctx,
    reduced.map(({ id }) => id),
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
