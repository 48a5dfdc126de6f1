import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { billableFen, invoiceStanding } from '#app/domain/invoice.ts';
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
  const waiting = new Map(notBilled.flatMap((one) => [...one.waiting]));
  return rows.flatMap(({ amountFen, creditedFen: credited, billedFen: billed, ...row }) => {
    const [billedFen, creditedFen] = [BigInt(billed), BigInt(credited)];
    const [repaidFen, waitingFen] = [repaid.get(row.id) ?? 0n, waiting.get(row.id) ?? 0n];
    const claim = { amountFen, creditedFen, repaidFen, waitingFen };
    const { overFen } = invoiceStanding({ ...claim, paidFen: 0n, invoicedFen: billedFen });
    const line = { ...row, amountFen, creditedFen, repaidFen, billedFen, billableFen: billableFen(claim), overFen };
    return overFen > 0n ? [line] : [];
  });
}
