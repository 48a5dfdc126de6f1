import { and, isNotNull, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { eventFeedback, eventRegistrations, events } from '#db/schema/index.ts';
import { type Context, inTransaction } from '../context.server.ts';

export interface Feedback {
  readonly registrationId: string;
  readonly overall: number;
  readonly usefulness: number;
  readonly organisation: number;
  readonly comment: string;
}

/** What somebody who came thinks of it: once, from the beginning of the event on. His ticket is the proof. */
export async function giveFeedback(ctx: Context, { registrationId, ...marks }: Feedback): Promise<void> {
  const [row] = await ctx.db
    .select({ event: events })
    .from(eventRegistrations)
    .innerJoin(events, eq(events.id, eventRegistrations.eventId))
    .where(and(eq(eventRegistrations.id, registrationId), isNotNull(eventRegistrations.checkedInAt)));
  if (row === undefined) throw new AppError('invalid', { says: '签到参加后才能评价。' });
  if (row.event.startsAt > ctx.now()) throw new AppError('state_changed');
  await inTransaction(ctx, async (tx) => {
    const stored = await tx.db
      .insert(eventFeedback)
      .values({ eventId: row.event.id, registrationId, ...marks, createdAt: tx.now() })
      .onConflictDoNothing()
      .returning({ id: eventFeedback.id });
    if (stored.length === 0) throw new AppError('duplicate', { says: '你已经评价过了，谢谢。' });
  });
}
