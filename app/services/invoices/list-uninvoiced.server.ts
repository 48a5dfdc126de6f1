import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { kindsWith } from '#app/domain/obligation.ts';
import { contracts, obligations, organisations } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { paidFen } from '../payments/claim-sums.server.ts';
import { moneyOrgOf } from '../payments/money-access.server.ts';

/** Beside a row of obligations: blue invoices less red ones. */
const billedFen = sql<string>`coalesce((select sum(case when i.colour = 'red' then -i.total_fen else i.total_fen end)
  from invoices i where i.obligation_id = obligations.id), 0)::text`;

/** What arrived at the reader's organisation and is not invoiced yet, the oldest due day first. */
export async function listUninvoiced(ctx: ActorContext, limit = 200) {
  const rows = await ctx.db
    .select({
      id: obligations.id,
      label: obligations.label,
      dueOn: obligations.dueOn,
      contractId: obligations.contractId,
      contractTitle: contracts.title,
      payer: { name: organisations.name, isSample: organisations.isSample },
      paidFen,
      billedFen,
    })
    .from(obligations)
    .innerJoin(contracts, eq(contracts.id, obligations.contractId))
    .innerJoin(organisations, eq(organisations.id, obligations.payerOrgId))
    .where(
      and(
        eq(obligations.payeeOrgId, moneyOrgOf(ctx)),
        inArray(obligations.kind, kindsWith('invoiced')),
        sql`${paidFen}::bigint > ${billedFen}::bigint`,
      ),
    )
    .orderBy(asc(obligations.dueOn), asc(obligations.id))
    .limit(limit);
  return rows.map(({ paidFen: paid, billedFen: billed, ...row }) => ({
    ...row,
    paidFen: BigInt(paid),
    billedFen: BigInt(billed),
    leftFen: BigInt(paid) - BigInt(billed),
  }));
}
