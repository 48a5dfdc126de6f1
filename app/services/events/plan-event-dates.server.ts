import type { Context, In } from '../context.server.ts';
import { clearDeadline, type DeadlineKind, setDeadline } from '../platform/deadline.server.ts';
import type { Event } from './own-event.server.ts';

const hour = 3_600_000;

/** The days and hours on which the platform acts for an event: it closes, reminds, begins and ends by itself. */
export async function planEventDates(tx: In<Context>, event: Event): Promise<void> {
  const start = event.startsAt.getTime();
  const dates: [DeadlineKind, number][] = [
    ['event.close', event.registrationEndsAt.getTime()],
    ['event.remind_days', start - 72 * hour],
    ['event.remind_hours', start - 3 * hour],
    ['event.start', start],
    ['event.end', event.endsAt.getTime()],
  ];
  for (const [kind, time] of dates) {
    // Who registers within the last three days or hours needs no reminder that is already late.
    const isLate = kind.startsWith('event.remind') && time <= tx.now().getTime();
    if (isLate) await clearDeadline(tx, kind, event.id);
    else await setDeadline(tx, { kind, subjectId: event.id, orgId: null, dueAt: new Date(time) });
  }
}

/** Nothing of an event comes any more. */
export async function dropEventDates(tx: In<Context>, eventId: string): Promise<void> {
  for (const kind of ['close', 'remind_days', 'remind_hours', 'start', 'end', 'report'] as const) {
    await clearDeadline(tx, `event.${kind}`, eventId);
  }
}
