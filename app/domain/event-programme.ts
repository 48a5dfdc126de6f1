interface Part {
  readonly id: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}
interface Shown {
  readonly id: string;
  readonly sessionId: string | null;
  readonly minutes: number;
}

/**
 * When each item of a session begins: one after the other from the session's beginning, in the order given. What belongs to no
 * session of the agenda has no time. Example: two of 10 minutes from 9:00 begin at 9:00 and 9:10.
 */
export function itemTimes(sessions: readonly Part[], items: readonly Shown[]): ReadonlyMap<string, Date> {
  const free = new Map(sessions.map(({ id, startsAt }) => [id, startsAt.getTime()]));
  const times = new Map<string, Date>();
  for (const { id, sessionId, minutes } of items) {
    const at = sessionId === null ? undefined : free.get(sessionId);
    if (sessionId === null || at === undefined) continue;
    times.set(id, new Date(at));
    free.set(sessionId, at + minutes * 60_000);
  }
  return times;
}

/** Minutes by which the items of a session run over its end; 0 where they fit. */
export function minutesOver(session: Part, items: readonly Shown[]): number {
  const own = items.filter(({ sessionId }) => sessionId === session.id);
  const wanted = own.reduce((sum, { minutes }) => sum + minutes, 0);
  return Math.max(0, wanted - Math.floor((session.endsAt.getTime() - session.startsAt.getTime()) / 60_000));
}
