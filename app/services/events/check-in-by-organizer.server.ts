import { v7 } from 'uuid';
import type { CheckInDeed, CheckInMethod, CheckInOutcome } from '#app/domain/check-in.ts';
import { AppError } from '#app/domain/errors.ts';
import type { ActorContext } from '../context.server.ts';
import { checkIn } from './check-in.server.ts';
import { ownEvent } from './own-event.server.ts';

/** The organizer works from the list, or enters the paper list afterwards; a conflict is said at once. */
export async function checkInByOrganizer(
  ctx: ActorContext,
  input: { eventId: string; registrationId: string; deed: CheckInDeed; method: CheckInMethod },
): Promise<CheckInOutcome> {
  const event = await ownEvent(ctx, input.eventId);
  const scan = { ...input, scanKey: v7(), at: ctx.now() };
  const outcome = await checkIn(ctx, event.id, scan, { userId: ctx.actor.userId });
  const says: Partial<Record<CheckInOutcome, string>> = {
    already_in: '这位已经签到。',
    not_in: '这位还没有签到。',
    not_admitted: '这位没有有效的报名。',
  };
  const fault = says[outcome];
  if (fault !== undefined) throw new AppError('invalid', { says: fault });
  return outcome;
}
