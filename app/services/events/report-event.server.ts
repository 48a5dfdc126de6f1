import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { eventFiles, eventReports } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { eventFigures } from './event-figures.server.ts';
import { type Event, moveEvent, ownEvent } from './own-event.server.ts';

/**
 * Hands in the report. It needs at least one item that was presented and an attendance list: check-ins of this platform, or a
 * list uploaded as evidence (domain.md 1.4).
 */
export async function reportEvent(ctx: ActorContext, input: { id: string; summary: string }): Promise<Event> {
  const event = await ownEvent(ctx, input.id);
  const figures = await eventFigures(ctx, event.id);
  if (figures.items === 0) throw new AppError('invalid', { says: '议程里至少要有一项成果或需求，才能提交报告。' });
  const lists = await ctx.db.$count(
    eventFiles,
    and(eq(eventFiles.eventId, event.id), eq(eventFiles.kind, 'attendance')),
  );
  if (figures.came === 0 && lists === 0) {
    throw new AppError('invalid', { says: '没有签到记录：请补录签到，或上传签到表。' });
  }
  return inTransaction(ctx, async (tx) => {
    const row = await moveEvent(tx, event, 'report');
    const report = {
      summary: input.summary,
      figures,
      submittedBy: tx.actor.userId,
      submittedAt: tx.now(),
      decidedBy: null,
      decidedByOrgId: null,
      decidedAt: null,
    };
    await tx.db
      .insert(eventReports)
      .values({ eventId: row.id, ...report })
      .onConflictDoUpdate({ target: eventReports.eventId, set: report });
    await clearDeadline(tx, 'event.report', row.id);
    return row;
  });
}
