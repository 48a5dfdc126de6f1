import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { billableFen } from '#app/domain/invoice.ts';
import { contracts, credits, obligations, organisations } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { billedColumns, billedFen, isOwnBilled } from './billed-columns.server.ts';
import { notBilledOf } from './not-billed-of.server.ts';

/** Claims of the reader's organisation that stand invoiced above what credits and repayments left of them: each needs a red invoice. */
export async function listOverInvoiced(ctx: ActorContext) {
  const hasCredits = inArray(obligations.contractId, ctx.db.select({ id: credits.contractId }).from(credits));
  const rows = await ctx.db
    .select(billedColumns)
    .from(obligations)
    .innerJoin(contracts, eq(contracts.id, obligations.contractId))
    .innerJoin(organisations, eq(organisations.id, obligations.payerOrgId))
    .where(and(isOwnBilled(ctx), hasCredits, sql`${billedFen}::bigint > 0`))
    .orderBy(asc(obligations.dueOn), asc(obligations.id));
  const ofContracts = [...new Set(rows.map(({ contractId }) => contractId))];
  const notBilled = await Promise.all(ofContracts.map((id) => notBilledOf(ctx, id)));
  const repaid = new Map(notBilled.flatMap((one) => [...one.repaid]));
  return rows.flatMap(({ amountFen, creditedFen: credited, billedFen: billed, ...row }) => {
    const creditedFen = BigInt(credited);
    const repaidFen = repaid.get(row.id) ?? 0n;
    const billableLeft = billableFen({ amountFen, creditedFen, repaidFen });
    const overFen = BigInt(billed) - billableLeft;
    return overFen > 0n ? [{ ...row, billedFen: BigInt(billed), billableFen: billableLeft, overFen }] : [];
  });
}
