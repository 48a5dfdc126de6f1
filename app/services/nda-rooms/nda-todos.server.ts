import { and, asc, eq, or, sql } from 'drizzle-orm';
import { isRoomOpen } from '#app/domain/deal-access.ts';
import { mayAcceptNda } from '#app/domain/nda-access.ts';
import { achievements, deals, ndas } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import type { Todo } from '../desk/todo.ts';

/** Texts about secrecy that wait for the acceptance of the actor's side. */
export async function listNdaTodos(ctx: ActorContext): Promise<Todo[]> {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined || !mayAcceptNda(ctx.actor)) return [];
  const accepted = sql`exists (select 1 from nda_acceptances a where a.nda_id = ${ndas.id} and a.org_id = ${orgId})`;
  const rows = await ctx.db
    .select({ id: ndas.id, dealId: deals.id, no: deals.no, state: deals.state, name: achievements.name })
    .from(ndas)
    .innerJoin(deals, eq(deals.id, ndas.dealId))
    .innerJoin(achievements, eq(achievements.id, deals.achievementId))
    .where(
      and(
        eq(ndas.state, 'proposed'),
        or(eq(deals.licensorOrgId, orgId), eq(deals.licenseeOrgId, orgId)),
        sql`not ${accepted}`,
      ),
    )
    .orderBy(asc(ndas.createdAt))
    .limit(20);
  return rows
    .filter(({ state }) => isRoomOpen(state))
    .map(({ id, dealId, no, name }) => ({
      id: `nda.accept:${id}`,
      kind: 'nda.accept',
      title: name,
      detail: no,
      amountFen: null,
      dueAt: null,
      href: `/desk/deals/${dealId}/room`,
      isMine: true,
    }));
}
