import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { billableFen } from '#app/domain/invoice.ts';
import type { Fen } from '#app/domain/money.ts';
import { contracts, credits, obligations, organisations } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { paidFen } from '../payments/claim-sums.server.ts';
import { billedColumns, billedFen, isOwnBilled } from './billed-columns.server.ts';
import { notBilledOf } from './not-billed-of.server.ts';

/**
 * What arrived at the reader's organisation and is not invoiced yet, the oldest due day first. Not what corrected reports took back
 * since: it is repaid, or waits for the claim that it is set against.
 */
export async function listUninvoiced(ctx: ActorContext, limit = 200) {
  const rows = await ctx.db
    .select({ ...billedColumns, paidFen })
    .from(obligations)
    .innerJoin(contracts, eq(contracts.id, obligations.contractId))
    .innerJoin(organisations, eq(organisations.id, obligations.payerOrgId))
    .where(and(isOwnBilled(ctx), sql`${paidFen}::bigint > ${billedFen}::bigint`))
    .orderBy(asc(obligations.dueOn), asc(obligations.id))
    .limit(limit);
  const kept = await heldOf(
    ctx,
    rows.map(({ contractId }) => contractId),
  );
  return rows.flatMap(({ paidFen: paid, billedFen: billed, amountFen, creditedFen: credited, ...row }) => {
    const [paidFen, billedFen, repaidFen] = [BigInt(paid), BigInt(billed), kept.get(row.id) ?? 0n];
    const billable = billableFen({ amountFen, creditedFen: BigInt(credited), repaidFen });
    const leftFen = (paidFen < billable ? paidFen : billable) - billedFen;
    return leftFen > 0n ? [{ ...row, paidFen, billedFen, leftFen }] : [];
  });
}

/** Of the claims of these contracts, what reports took back and no claim has taken up: repaid, or waiting. */
async function heldOf(ctx: ActorContext, contractIds: readonly string[]): Promise<ReadonlyMap<string, Fen>> {
  const isOwn = inArray(credits.contractId, [...contractIds]);
  const credited = await ctx.db.selectDistinct({ id: credits.contractId }).from(credits).where(isOwn);
  const held = await Promise.all(credited.map(({ id }) => notBilledOf(ctx, id)));
  return new Map(held.flatMap(({ withWaiting }) => [...withWaiting]));
}
