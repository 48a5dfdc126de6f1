import { asc, eq, inArray, sql } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import {
  itemsPaper,
  type PaperPerson,
  reportPaper,
  schedulePaper,
  signedPaper,
  signInPaper,
  slipsPaper,
} from '#app/domain/event-papers.ts';
import { admittedStates, ticketKindLabels } from '#app/domain/event-registration.ts';
import { eventFileKindLabels } from '#app/domain/event-report.ts';
import type { Paper } from '#app/domain/paper.ts';
import { publicData } from '#app/domain/public-data.ts';
import {
  achievements,
  achievementVersions,
  demands,
  demandVersions,
  eventAttendees,
  eventRegistrations,
  eventTickets,
  organisations,
} from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { getDeskEvent } from '../events/desk-queries.server.ts';
import { listNumber } from '../events/door-list.server.ts';
import { shownFigures } from '../events/event-figures.server.ts';
import { eventItemResults } from '../events/event-item-results.server.ts';
import { eventTrace } from '../events/event-trace.server.ts';
import { type Event, ownEvent } from '../events/own-event.server.ts';
import { programmeOf } from '../events/programme.server.ts';
import { ticketSigner } from '../events/ticket-code.server.ts';
import { getMeetingDesk } from '../meetings/queries.server.ts';
import { type Card, printBadges, printSeatCards } from './print-cards.server.ts';

/** Papers for the organizer alone: they name people. */
export const eventPapers: Readonly<Record<string, (ctx: ActorContext, event: Event) => Promise<Paper>>> = {
  'sign-in': async (ctx, event) => signInPaper(event, await admitted(ctx, event)),
  items: async (ctx, event) => itemsPaper(event, await presented(ctx, event)),
  schedule: async (ctx, event) => schedulePaper(event, await meetingsOf(ctx, event)),
  slips: async (ctx, event) => slipsPaper(event, await meetingsOf(ctx, event)),
  signed: async (ctx, event) => signedPaper(event, await contractsOf(ctx, event), await shownFigures(ctx, event.id)),
  report: reportOf,
};

/** Cards as PDF: badges with the ticket's QR, and cards for the table. */
export const eventCards: Readonly<Record<string, (ctx: ActorContext, event: Event) => Promise<Buffer>>> = {
  badges: async (ctx, event) => printBadges(event.title, await cardsOf(ctx, event)),
  seats: async (ctx, event) => printSeatCards(event.title, await cardsOf(ctx, event)),
};

export const paperEvent = (ctx: ActorContext, id: string): Promise<Event> => ownEvent(ctx, id);

async function admitted(ctx: ActorContext, event: Event): Promise<(PaperPerson & { id: string; serial: number })[]> {
  const rows = await ctx.db
    .select({
      id: eventRegistrations.id,
      serial: eventRegistrations.ticketSerial,
      state: eventRegistrations.state,
      n: listNumber,
      attendee: eventAttendees,
      orgName: organisations.name,
      kind: eventTickets.kind,
    })
    .from(eventRegistrations)
    .innerJoin(eventAttendees, eq(eventAttendees.registrationId, eventRegistrations.id))
    .innerJoin(eventTickets, eq(eventTickets.id, eventRegistrations.ticketId))
    .leftJoin(organisations, eq(organisations.id, eventRegistrations.orgId))
    .where(eq(eventRegistrations.eventId, event.id))
    .orderBy(asc(eventRegistrations.createdAt), asc(eventRegistrations.id));
  return rows
    .filter(({ state }) => admittedStates.includes(state))
    .map(({ id, serial, n, attendee, orgName, kind }) => ({
      id,
      serial,
      n,
      kind,
      name: attendee.name,
      unit: orgName ?? attendee.unit,
      post: attendee.post,
      tail: attendee.phone.slice(-4),
      companions: attendee.companions.map(({ name }) => name),
    }));
}

async function cardsOf(ctx: ActorContext, event: Event): Promise<Card[]> {
  const [people, codeOf] = await Promise.all([admitted(ctx, event), ticketSigner(ctx, event.id, 'badge')]);
  return people.flatMap(({ id, serial, name, unit, kind, companions }) => {
    const card = { name, unit, kind: ticketKindLabels[kind], code: codeOf({ id, ticketSerial: serial }) };
    return [card, ...companions.map((companion) => ({ ...card, name: companion, code: null }))];
  });
}

/** What is presented, in the words that are public. */
async function presented(ctx: ActorContext, event: Event) {
  const { items } = await programmeOf(ctx, event.id);
  const numbers = items.map(({ no }) => no);
  if (numbers.length === 0) return [];
  const [records, wishes] = await Promise.all([
    ctx.db
      .select({ no: achievements.no, data: achievementVersions.data })
      .from(achievements)
      .innerJoin(
        achievementVersions,
        sql`${achievementVersions.achievementId} = ${achievements.id} and ${achievementVersions.n} = ${achievements.versionN}`,
      )
      .where(inArray(achievements.no, numbers)),
    ctx.db
      .select({ no: demands.no, text: sql<string>`coalesce(${demandVersions.data}->>'summary', '')` })
      .from(demands)
      .innerJoin(
        demandVersions,
        sql`${demandVersions.demandId} = ${demands.id} and ${demandVersions.n} = ${demands.versionN}`,
      )
      .where(inArray(demands.no, numbers)),
  ]);
  const textOf = new Map([
    // The compilation is handed to everybody: of a closed record it says what its public page says.
    ...records.map(({ no, data }) => [no, publicData(data, { isSignedIn: false }).abstract] as const),
    ...wishes.map(({ no, text }) => [no, text] as const),
  ]);
  return items.map(({ no, title, kind, orgName }) => ({ no, title, kind, orgName, summary: textOf.get(no) ?? '' }));
}

async function meetingsOf(ctx: ActorContext, event: Event) {
  const { people, meetings } = await getMeetingDesk(ctx, event.id);
  const who = new Map(people.map(({ id, name, unit }) => [id, unit ? `${name}（${unit}）` : name]));
  return meetings.map(({ startsAt, endsAt, table, sides }) => ({
    startsAt,
    endsAt,
    table,
    sides: sides.map(({ registrationId }) => ({
      id: registrationId,
      who: who.get(registrationId) ?? '已退出的参会人',
    })),
  }));
}

async function contractsOf(ctx: ActorContext, event: Event) {
  return (await eventTrace(ctx, event.id, { isOrganizer: true })).flatMap((row) =>
    row.signedAt === null || row.contractNo === null
      ? []
      : [
          {
            no: row.contractNo,
            title: row.contractTitle ?? row.title,
            licensor: row.licensor,
            licensee: row.licensee ?? '匿名企业',
            signedOn: dayOf(row.signedAt),
            hasReceived: row.hasReceived,
          },
        ],
  );
}

async function reportOf(ctx: ActorContext, event: Event): Promise<Paper> {
  const [found, figures, items] = await Promise.all([
    getDeskEvent(ctx, event.id),
    shownFigures(ctx, event.id),
    eventItemResults(ctx, event.id),
  ]);
  return reportPaper(event, {
    figures,
    summary: found.report?.summary ?? '',
    items,
    files: found.papers.map(({ kind, name }) => `${eventFileKindLabels[kind]} ${name}`),
  });
}

/** A paper or card of an event by its name in the address. */
export function namedPaper<Made>(made: Readonly<Record<string, Made>>, name: string): Made {
  const found = Object.hasOwn(made, name) ? made[name] : undefined;
  if (found === undefined) throw new AppError('not_found');
  return found;
}
