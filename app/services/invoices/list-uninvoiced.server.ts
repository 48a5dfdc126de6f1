import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { invoiceStanding } from '#app/domain/invoice.ts';
import { contracts, credits, obligations, organisations } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { paidFen } from '../payments/claim-sums.server.ts';
import { billedColumns, billedFen, isOwnBilled } from './billed-columns.server.ts';
import { type NotBilled, notBilledOf } from './not-billed-of.server.ts';

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
    const [paidFen, billedFen, creditedFen] = [BigInt(paid), BigInt(billed), BigInt(credited)];
    const [repaidFen, waitingFen] = [kept.repaid.get(row.id) ?? 0n, kept.waiting.get(row.id) ?? 0n];
    const claim = { amountFen, creditedFen, repaidFen, waitingFen, paidFen, invoicedFen: billedFen };
    const { dueFen, arrivedLeftFen } = invoiceStanding(claim);
    const takenOffFen = creditedFen + repaidFen + waitingFen;
    const line = { ...row, amountFen, takenOffFen, dueFen, paidFen, billedFen, leftFen: arrivedLeftFen };
    return arrivedLeftFen > 0n ? [line] : [];
  });
}

/** Of the claims of these contracts, what reports took back and no claim has taken up: repaid, or waiting. */
async function heldOf(ctx: ActorContext, contractIds: readonly string[]): Promise<NotBilled> {
  const isOwn = inArray(credits.contractId, [...contractIds]);
  const credited = await ctx.db.selectDistinct({ id: credits.contractId }).from(credits).where(isOwn);
  const held = await Promise.all(credited.map(({ id }) => notBilledOf(ctx, id)));
  return {
    repaid: new Map(held.flatMap(({ repaid }) => [...repaid])),
    waiting: new Map(held.flatMap(({ waiting }) => [...waiting])),
  };
}
