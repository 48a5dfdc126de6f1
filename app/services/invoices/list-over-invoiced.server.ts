import { and, asc, eq, sql } from 'drizzle-orm';
import { billableFen, invoiceStanding } from '#app/domain/invoice.ts';
import { contracts, obligations, organisations } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { billedColumns, billedFen, isOwnBilled } from './billed-columns.server.ts';
import { isReduced, notBilledOfAll } from './not-billed-of.server.ts';

/**
 * Claims of the reader's organisation that stand invoiced above what corrected reports and waivers left of them: each needs a red invoice.
 */
export async function listOverInvoiced(ctx: ActorContext) {
  const rows = await ctx.db
    .select(billedColumns)
    .from(obligations)
    .innerJoin(contracts, eq(contracts.id, obligations.contractId))
    .innerJoin(organisations, eq(organisations.id, obligations.payerOrgId))
    .where(and(isOwnBilled(ctx), isReduced(ctx), sql`${billedFen}::bigint > 0`))
    .orderBy(asc(obligations.dueOn), asc(obligations.id));
  const taken = await notBilledOfAll(
    ctx,
    rows.map(({ contractId }) => contractId),
  );
  return rows.flatMap(({ billedFen: billed, ...row }) => {
    const [billedFen, { amountFen }] = [BigInt(billed), row];
    const { takenBackFen, waitingFen } = taken.get(row.id) ?? { takenBackFen: 0n, waitingFen: 0n };
    const claim = { amountFen, takenBackFen, waitingFen };
    const { overFen } = invoiceStanding({ ...claim, outstandingFen: 0n, invoicedFen: billedFen });
    const line = { ...row, takenBackFen, billedFen, billableFen: billableFen(claim), overFen };
    return overFen > 0n ? [line] : [];
  });
}
