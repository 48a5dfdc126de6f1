import { and, arrayContains, asc, count, desc, eq, gte, inArray, isNotNull, like, lt, or, sql } from 'drizzle-orm';
import { comingEventStates, type EventKind, pastEventStates, publicEventStates } from '#app/domain/event.ts';
import { activeStates, admittedStates } from '#app/domain/event-registration.ts';
import { AppError } from '#app/domain/errors.ts';
import { addMonths, startOfDay } from '#app/domain/days.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import { eventRegistrations, eventReports, events, eventTickets, organisations } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { shownFigures } from './event-figures.server.ts';
import { programmeOf } from './programme.server.ts';
import { publicFilesOf } from './public-files.server.ts';
import { slidesFor } from './slides.server.ts';

export const eventsPageSize = 20;

export interface EventFilter {
  readonly when: 'coming' | 'past';
  readonly kind: EventKind | null;
  /** A 市州 or county; its own and what lies in it. */
  readonly region: string | null;
  /** A technology field of the first level, with all below it; '24' finds '24.1'. */
  readonly field: string | null;
  readonly chain: string | null;
  /** '2026-12': events that begin in it. */
  readonly month: string | null;
  readonly page: number;
}

const seats = {
  capacity: sql<number>`(select coalesce(sum(t.capacity), 0)::int from event_tickets t where t.event_id = ${events.id})`,
  taken: sql<number>`(select coalesce(sum(t.taken), 0)::int from event_tickets t where t.event_id = ${events.id})`,
  items: sql<number>`(select count(*)::int from event_items i where i.event_id = ${events.id} and i.state = 'accepted')`,
  /** Of an event that was reported on: contracts that began there. */
  contracts: sql<number>`(select count(*)::int from event_deals d join contracts c on c.deal_id = d.deal_id
    where d.event_id = ${events.id} and c.signed_at is not null and ${events.state} in ('reported', 'closed'))`,
};

/** What a list shows of an event. */
export const eventBriefs = {
  id: events.id,
  no: events.no,
  kind: events.kind,
  title: events.title,
  theme: events.theme,
  regionCode: events.regionCode,
  mode: events.mode,
  venue: events.venue,
  startsAt: events.startsAt,
  endsAt: events.endsAt,
  state: events.state,
  isSample: events.isSample,
  orgName: organisations.name,
  ...seats,
};

/** True for what begins with the part of a region's code that stands for it: 621100 holds 621102, 620000 everything. */
const inRegion = (code: string) => like(events.regionCode, `${code.replace(/(00)+$/, '')}%`);

type EventTopic = Pick<EventFilter, 'kind' | 'region' | 'field' | 'chain'>;

/** What an event is about and where; the calendar and the list ask alike. */
const isAbout = ({ kind, region, field, chain }: EventTopic) =>
  and(
    kind === null ? undefined : eq(events.kind, kind),
    region === null ? undefined : inRegion(region),
    field === null
      ? undefined
      : sql`exists (select 1 from unnest(${events.fields}) f where f = ${field} or f like ${`${field}.%`})`,
    chain === null ? undefined : arrayContains(events.chains, [chain]),
  );

/** Events that everybody may see, the next first, or the last first. */
export async function listPublicEvents(ctx: Context, { when, month, page, ...topic }: EventFilter) {
  const isComing = when === 'coming';
  const where = and(
    inArray(events.state, isComing ? comingEventStates : pastEventStates),
    listingShown,
    isAbout(topic),
    month === null
      ? undefined
      : and(
          gte(events.startsAt, startOfDay(`${month}-01`)),
          lt(events.startsAt, startOfDay(addMonths(`${month}-01`, 1))),
        ),
  );
  const [rows, totals] = await Promise.all([
    ctx.db
      .select(eventBriefs)
      .from(events)
      .innerJoin(organisations, eq(organisations.id, events.orgId))
      .where(where)
      .orderBy(isComing ? asc(events.startsAt) : desc(events.startsAt), asc(events.id))
      .limit(eventsPageSize)
      .offset((page - 1) * eventsPageSize),
    ctx.db
      .select({ n: count() })
      .from(events)
      .innerJoin(organisations, eq(organisations.id, events.orgId))
      .where(where),
  ]);
  return { rows, total: totals[0]?.n ?? 0 };
}

/** Every public event of one month with its day, for the calendar. */
export async function eventsOfMonth(ctx: Context, month: string, topic: EventTopic) {
  return ctx.db
    .select({ no: events.no, title: events.title, startsAt: events.startsAt, state: events.state })
    .from(events)
    .innerJoin(organisations, eq(organisations.id, events.orgId))
    .where(
      and(
        inArray(events.state, publicEventStates),
        listingShown,
        isAbout(topic),
        gte(events.startsAt, startOfDay(`${month}-01`)),
        lt(events.startsAt, startOfDay(addMonths(`${month}-01`, 1))),
      ),
    )
    .orderBy(asc(events.startsAt));
}

/** What an address names is asked of the database only where it can be an event's number. */
export const isEventNo = (text: string): boolean => /^HD-\d{4}-\d{1,9}$/.test(text);

/** A public event by its number, with live seats, its programme, the viewer's own registration and, once reported, results. */
export async function getPublicEvent(ctx: Context, no: string) {
  if (!isEventNo(no)) throw new AppError('not_found');
  const [row] = await ctx.db
    .select({ event: events, orgName: organisations.name })
    .from(events)
    .innerJoin(organisations, eq(organisations.id, events.orgId))
    .where(
      and(
        eq(events.no, no),
        listingShown,
        or(inArray(events.state, publicEventStates), and(eq(events.state, 'cancelled'), isNotNull(events.publishedAt))),
      ),
    );
  if (row === undefined) throw new AppError('not_found');
  const { event } = row;
  const isReported = event.state === 'reported' || event.state === 'closed';
  const [tickets, programme, own, figures, reports, { poster, handouts }] = await Promise.all([
    ctx.db.select().from(eventTickets).where(eq(eventTickets.eventId, event.id)).orderBy(asc(eventTickets.createdAt)),
    programmeOf(ctx, event.id),
    ownRegistration(ctx, event.id),
    isReported ? shownFigures(ctx, event.id) : null,
    isReported ? ctx.db.select().from(eventReports).where(eq(eventReports.eventId, event.id)) : [],
    publicFilesOf(ctx, event.id),
  ]);
  const hasSeat = own !== null && admittedStates.includes(own.state);
  return {
    event,
    orgName: row.orgName,
    tickets: tickets.map(({ id, kind, capacity, taken, needsApproval, isInviteOnly }) => ({
      id,
      kind,
      capacity,
      taken,
      needsApproval,
      isInviteOnly,
    })),
    programme,
    own,
    hasSeat,
    figures,
    summary: reports[0]?.summary ?? null,
    posterMark: poster?.sha256.slice(0, 12) ?? null,
    handouts: handouts.map(({ id, name, bytes }) => ({ id, name, bytes })),
    slides: (await slidesFor(ctx, event.id, hasSeat)).map(({ id, itemId, name }) => ({
      id,
      itemId,
      name,
    })),
  };
}

/** Seats of a public event by the id of their kind. */
export async function seatsOf(
  ctx: Pick<Context, 'db'>,
  no: string,
): Promise<Record<string, [taken: number, capacity: number]>> {
  if (!isEventNo(no)) throw new AppError('not_found');
  const rows = await ctx.db
    .select({ id: eventTickets.id, taken: eventTickets.taken, capacity: eventTickets.capacity })
    .from(eventTickets)
    .innerJoin(events, eq(events.id, eventTickets.eventId))
    .innerJoin(organisations, eq(organisations.id, events.orgId))
    .where(and(eq(events.no, no), inArray(events.state, publicEventStates), listingShown));
  if (rows.length === 0) throw new AppError('not_found');
  return Object.fromEntries(rows.map(({ id, taken, capacity }) => [id, [taken, capacity]]));
}

async function ownRegistration(ctx: Context, eventId: string) {
  if (ctx.actor === null) return null;
  const [row] = await ctx.db
    .select({
      id: eventRegistrations.id,
      state: eventRegistrations.state,
      ticketSerial: eventRegistrations.ticketSerial,
      seats: eventRegistrations.seats,
    })
    .from(eventRegistrations)
    .where(
      and(
        eq(eventRegistrations.eventId, eventId),
        eq(eventRegistrations.userId, ctx.actor.userId),
        inArray(eventRegistrations.state, activeStates),
      ),
    );
  return row ?? null;
}

/** The next events, for the home page. */
export async function nextEvents(ctx: Context, most: number) {
  return ctx.db
    .select(eventBriefs)
    .from(events)
    .innerJoin(organisations, eq(organisations.id, events.orgId))
    .where(and(inArray(events.state, comingEventStates), listingShown))
    .orderBy(asc(events.startsAt), asc(events.id))
    .limit(most);
}
