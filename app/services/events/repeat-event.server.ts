import { asc, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { AppError } from '#app/domain/errors.ts';
import { laterInSeries, quarterOf, type SeriesStep } from '#app/domain/event-series.ts';
import { events, eventSessions, eventTickets } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { nextNumber } from '../platform/next-number.server.ts';
import { once } from '../platform/once.server.ts';
import { type Event, ownEvent } from './own-event.server.ts';
import { makeEventKeys } from './ticket-code.server.ts';

interface RepeatEvent {
  readonly id: string;
  readonly step: SeriesStep;
  readonly times: number;
  readonly key?: string | undefined;
}

/**
 * Lays out the next events of a series as drafts: the same seats, questions and agenda, a month or a quarter on. Speakers, items and
 * papers are not taken along: each is asked and reviewed anew.
 */
export async function repeatEvent(ctx: ActorContext, input: RepeatEvent): Promise<Event[]> {
  const event = await ownEvent(ctx, input.id);
  if (event.state === 'cancelled') throw new AppError('state_changed');
  return inTransaction(ctx, async (tx) => {
    const { isFirst } = await once(tx, input.key, 'event.repeat', event.id);
    if (!isFirst) return [];
    const tickets = await tx.db.select().from(eventTickets).where(eq(eventTickets.eventId, event.id));
    const sessions = await tx.db
      .select()
      .from(eventSessions)
      .where(eq(eventSessions.eventId, event.id))
      .orderBy(asc(eventSessions.startsAt));
    const made: Event[] = [];
    for (let n = 1; n <= input.times; n += 1) made.push(await copyEvent(tx, event, tickets, sessions, input.step, n));
    return made;
  });
}

async function copyEvent(
  tx: Parameters<typeof once>[0],
  event: Event,
  tickets: readonly (typeof eventTickets.$inferSelect)[],
  sessions: readonly (typeof eventSessions.$inferSelect)[],
  step: SeriesStep,
  n: number,
): Promise<Event> {
  const startsAt = laterInSeries(event.startsAt, step, n);
  const moved = (at: Date) => new Date(at.getTime() - event.startsAt.getTime() + startsAt.getTime());
  const [no = ''] = await nextNumber(tx, 'event');
  const { kind, title, theme, intro, fields, chains, regionCode, mode, venue, mapUrl, onlineUrl, hosts } = event;
  const row = await insertRow(tx, events, {
    id: v7(),
    no,
    orgId: event.orgId,
    kind,
    title,
    theme,
    intro,
    fields,
    chains,
    regionCode,
    mode,
    venue,
    mapUrl,
    onlineUrl,
    hosts,
    questions: event.questions,
    companionsMax: event.companionsMax,
    takesItems: event.takesItems,
    offerHours: event.offerHours,
    isSample: event.isSample,
    startsAt,
    endsAt: moved(event.endsAt),
    registrationEndsAt: moved(event.registrationEndsAt),
    series: quarterOf(startsAt),
    state: 'draft',
    createdBy: tx.actor.userId,
    createdAt: tx.now(),
    updatedAt: tx.now(),
  });
  const seats = tickets.map(({ kind: of, capacity, needsApproval, isInviteOnly }) => ({
    eventId: row.id,
    kind: of,
    capacity,
    needsApproval,
    isInviteOnly,
  }));
  if (seats.length > 0) await tx.db.insert(eventTickets).values(seats);
  const parts = sessions.map((one) => ({
    eventId: row.id,
    title: one.title,
    note: one.note,
    room: one.room,
    startsAt: moved(one.startsAt),
    endsAt: moved(one.endsAt),
    createdAt: tx.now(),
  }));
  if (parts.length > 0) await tx.db.insert(eventSessions).values(parts);
  await makeEventKeys(tx, row.id);
  await audit(tx, { deed: 'event.repeat', subjectType: 'event', subjectId: row.id, versionN: 1 });
  return row;
}
