import { and, eq, inArray, isNull } from 'drizzle-orm';
import { type NoticeAwaits, noticeAwaits } from '#app/domain/notice-awaits.ts';
import { deadlines, objections } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import type { Publicity } from './move-publicity.server.ts';

/** For whom a notice waits that is held up by objections; null of others. */
export async function noticeAwaitsOf(
  { db }: Pick<Context, 'db'>,
  { id, state }: Pick<Publicity, 'id' | 'state'>,
): Promise<NoticeAwaits | null> {
  if (state !== 'objected') return null;
  const rows = await db
    .select({ state: objections.state, dueAt: deadlines.dueAt, reviewUntil: objections.reviewUntil })
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
  return noticeAwaits(rows);
}
