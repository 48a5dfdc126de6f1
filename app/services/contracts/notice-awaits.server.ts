import { and, eq, inArray, isNull } from 'drizzle-orm';
import { type NoticeAwaits, noticeAwaits } from '#app/domain/notice-awaits.ts';
import { deadlines, objections } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import type { Publicity } from './move-publicity.server.ts';
import { reviewersOf } from './reviewers.server.ts';

/** For whom a notice waits that is held up by objections; null of others. */
export async function noticeAwaitsOf(
  ctx: ActorContext,
  { id, state, orgId }: Pick<Publicity, 'id' | 'state' | 'orgId'>,
): Promise<NoticeAwaits | null> {
  if (state !== 'objected') return null;
  const rows = await ctx.db
    .select({ id: objections.id, state: objections.state, dueAt: deadlines.dueAt, reviewUntil: objections.reviewUntil })
    .from(objections)
    .leftJoin(
      deadlines,
      and(
        eq(deadlines.subjectType, 'objection'),
        eq(deadlines.subjectId, objections.id),
        inArray(deadlines.kind, ['admit', 'decide']),
        isNull(deadlines.doneAt),
      ),
    )
    .where(eq(objections.publicityId, id));
  const awaits = noticeAwaits(rows);
  if (awaits?.kind !== 'review' || ctx.actor.org?.orgId !== orgId) return awaits;
  const inReview = rows.filter((row) => row.state === 'in_review').map((row) => row.id);
  const people = [...(await reviewersOf(ctx, orgId, inReview)).values()].flat();
  const isReader = people.some((person) => person.id === ctx.actor.userId);
  return { ...awaits, reviewers: { isReader, names: [...new Map(people.map((one) => [one.id, one.name])).values()] } };
}
