import { and, asc, eq, lte, not, sql } from 'drizzle-orm';
import { dayOf, endOfDay } from '#app/domain/days.ts';
import { dunDueUntil } from '#app/domain/dunning.ts';
import { mayDoMoney } from '#app/domain/receipt-deeds.ts';
import { contracts, obligations, organisations } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { claimedFen, isContested, outstandingFen, writtenOffFen } from '../payments/claim-sums.server.ts';
import type { Todo } from './todo.ts';

/** What others owe the actor's organisation and is overdue or due soon: its people press for it (催收). */
export async function listDunnable(ctx: ActorContext, orgId: string, limit: number): Promise<Todo[]> {
  const openFen = sql<string>`(${outstandingFen}::bigint - ${claimedFen}::bigint - ${writtenOffFen}::bigint)::text`;
  const rows = await ctx.db
    .select({
      id: obligations.id,
      label: obligations.label,
      dueOn: obligations.dueOn,
      title: contracts.title,
      payer: organisations.name,
      openFen,
      lastOn: sql<string | null>`(select max(n.sent_on)::text from dunnings n where n.obligation_id = obligations.id)`,
    })
    .from(obligations)
    .innerJoin(contracts, eq(contracts.id, obligations.contractId))
    .innerJoin(organisations, eq(organisations.id, obligations.payerOrgId))
    .where(
      and(
        eq(obligations.payeeOrgId, orgId),
        lte(obligations.dueOn, dunDueUntil(dayOf(ctx.now()))),
        sql`${openFen}::bigint > 0`,
        not(isContested),
      ),
    )
    .orderBy(asc(obligations.dueOn), asc(obligations.id))
    .limit(limit);
  return rows.map(({ id, label, dueOn, title, payer, openFen: open, lastOn }) => ({
    id: `obligation.dun:${id}`,
    kind: 'obligation.dun',
    title,
    detail: `${payer} · ${label}${lastOn === null ? '' : ` · 上次催款 ${lastOn}`}`,
    amountFen: BigInt(open),
    dueAt: endOfDay(dueOn),
    href: `/desk/obligations/${id}`,
    isMine: mayDoMoney(ctx.actor, 'dun'),
  }));
}
