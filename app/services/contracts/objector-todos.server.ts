import { and, asc, eq, gte } from 'drizzle-orm';
import { contracts, objections, publicities } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import type { Todo } from '../desk/todo.ts';
import { pathOfNotice } from './notice-path.ts';

/** Answers to the actor's own objections for which he may still ask for a review, each until its day, whatever organisation he is of. */
export async function listObjectorTodos(ctx: ActorContext): Promise<Todo[]> {
  const rows = await ctx.db
    .select({ id: objections.id, reviewUntil: objections.reviewUntil, publicity: publicities, no: contracts.no })
    .from(objections)
    .innerJoin(publicities, eq(publicities.id, objections.publicityId))
    .innerJoin(contracts, eq(contracts.id, publicities.contractId))
    .where(
      and(
        eq(objections.filedBy, ctx.actor.userId),
        eq(objections.state, 'dismissed'),
        gte(objections.reviewUntil, ctx.now()),
      ),
    )
    .orderBy(asc(objections.reviewUntil))
    .limit(20);
  return rows.map(({ id, reviewUntil, publicity, no }) => ({
    id: `objection.review:${id}`,
    subjectId: id,
    kind: 'objection.review',
    title: (publicity.notice as { achievement?: { name?: string } }).achievement?.name ?? '',
    detail: no,
    amountFen: null,
    dueAt: reviewUntil,
    href: pathOfNotice(publicity),
    isMine: true,
  }));
}
