import { asc, eq } from 'drizzle-orm';
import { setOffClaims } from '#app/domain/deposit-set-off.ts';
import { contracts, obligations, receipts, tradeApplications } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { obligationsOf } from '../payments/queries.server.ts';

/** The receipts by which deposits of a trade count as paid, by their applications: the last one of each. */
export async function setOffReceiptsOf(ctx: Pick<Context, 'db'>, tradeId: string) {
  const rows = await ctx.db
    .select({
      applicationId: tradeApplications.id,
      id: receipts.id,
      no: receipts.no,
      state: receipts.state,
      label: obligations.label,
    })
    .from(receipts)
    .innerJoin(tradeApplications, eq(tradeApplications.id, receipts.depositApplicationId))
    .innerJoin(obligations, eq(obligations.id, receipts.obligationId))
    .where(eq(tradeApplications.tradeId, tradeId))
    .orderBy(asc(receipts.createdAt), asc(receipts.id));
  return new Map(rows.map(({ applicationId, ...receipt }) => [applicationId, receipt]));
}

/** What of the price is still to be paid under contracts of these numbers: what a deposit can be set off in. */
export async function setOffClaimsOf(ctx: Pick<Context, 'db'>, nos: readonly string[]) {
  const found = [];
  for (const no of nos) {
    const [contract] = await ctx.db.select({ id: contracts.id }).from(contracts).where(eq(contracts.no, no));
    const claims = contract === undefined ? [] : setOffClaims(await obligationsOf(ctx, contract.id));
    found.push(...claims.map(({ id, label, payableFen, dueOn }) => ({ id, contractNo: no, label, payableFen, dueOn })));
  }
  return found;
}
