import { type Day, endOfDay, startOfDay } from '#app/domain/days.ts';
import { confirmDueOn, remindOn, unlistDueOn } from '#app/domain/listing.ts';
import type { Context, In } from '../context.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';

/** Sets the three dates of a confirmation anew: a reminder, the day it lapses, the day the listing is taken off. */
export async function planConfirmation(tx: In<Context>, subjectId: string, confirmedOn: Day): Promise<void> {
  const dueOn = confirmDueOn(confirmedOn);
  const set = (kind: 'listing.remind' | 'listing.lapse' | 'listing.expire', dueAt: Date) =>
    setDeadline(tx, { kind, subjectId, orgId: null, dueAt });
  await set('listing.remind', startOfDay(remindOn(confirmedOn)));
  await set('listing.lapse', endOfDay(dueOn));
  await set('listing.expire', endOfDay(unlistDueOn(confirmedOn)));
}
