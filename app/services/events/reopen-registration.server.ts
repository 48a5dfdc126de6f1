import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { type Event, moveEvent, ownEvent } from './own-event.server.ts';
import { planEventDates } from './plan-event-dates.server.ts';

/** Lets people register again until a new time, not later than the beginning. */
export async function reopenRegistration(ctx: ActorContext, input: { id: string; until: Date }): Promise<Event> {
  const event = await ownEvent(ctx, input.id);
  if (input.until <= ctx.now() || input.until > event.startsAt) {
    throw new AppError('invalid', { says: '新的截止时间要在现在和活动开始之间' }, 'until');
  }
  return inTransaction(ctx, async (tx) => {
    const row = await moveEvent(tx, event, 'reopen', { registrationEndsAt: input.until });
    await planEventDates(tx, row);
    return row;
  });
}
