import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { type ContractSums, toldSums } from '#app/domain/event-report.ts';
import {
  achievements,
  deals,
  demands,
  eventDeals,
  eventItems,
  eventMeetings,
  meetingRequests,
} from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { eventContracts } from './event-contracts.server.ts';

export interface ItemResult {
  readonly no: string;
  readonly title: string;
  readonly meetings: number;
  readonly intents: number;
  readonly deals: number;
  readonly contracts: number;
  /** Contracts of it that brought money. */
  readonly paid: number;
  /** As `toldSums`: null where they would tell one price. */
  readonly signedFen: string | null;
  readonly receivedFen: string | null;
}

interface Subject {
  readonly achievementId: string | null;
  readonly demandId: string | null;
}

/**
 * What came of each achievement and demand on the programme: meetings about it, intents, deals, contracts, money. Last, where there is
 * any, what was about none of them. A meeting is about what its deal is, else what the two named beforehand.
 */
export async function eventItemResults(ctx: Pick<Context, 'db'>, eventId: string): Promise<ItemResult[]> {
  const [items, meetings, began, contracts] = await Promise.all([
    ctx.db
      .select({
        achievementId: eventItems.achievementId,
        demandId: eventItems.demandId,
        no: sql<string>`coalesce(${achievements.no}, ${demands.no})`,
        title: sql<string>`coalesce(${achievements.name}, ${demands.title})`,
      })
      .from(eventItems)
      .leftJoin(achievements, eq(achievements.id, eventItems.achievementId))
      .leftJoin(demands, eq(demands.id, eventItems.demandId))
      .where(and(eq(eventItems.eventId, eventId), eq(eventItems.state, 'accepted')))
      .orderBy(asc(eventItems.position), asc(eventItems.createdAt)),
    ctx.db
      .select({
        achievementId: sql<string | null>`coalesce(${deals.achievementId}, ${meetingRequests.achievementId})`,
        demandId: sql<string | null>`coalesce(${deals.demandId}, ${meetingRequests.demandId})`,
        hasIntent: sql<boolean>`exists (select 1 from event_meeting_sides s
          where s.meeting_id = ${eventMeetings.id} and s.outcome = 'intent')`,
      })
      .from(eventMeetings)
      .innerJoin(meetingRequests, eq(meetingRequests.id, eventMeetings.requestId))
      .leftJoin(deals, eq(deals.id, eventMeetings.dealId))
      .where(and(eq(eventMeetings.eventId, eventId), inArray(eventMeetings.state, ['held']))),
    ctx.db
      .select({ achievementId: deals.achievementId, demandId: deals.demandId })
      .from(eventDeals)
      .innerJoin(deals, eq(deals.id, eventDeals.dealId))
      .where(eq(eventDeals.eventId, eventId)),
    eventContracts(ctx, eventId),
  ]);
  const isAbout = (item: Subject) => (row: Subject) =>
    item.achievementId === null ? row.demandId === item.demandId : row.achievementId === item.achievementId;
  const rows = items.map((item) => resultOf(item, isAbout(item), meetings, began, contracts));
  const isAboutNone = (row: Subject) => !items.some((item) => isAbout(item)(row));
  const rest = resultOf({ no: '', title: '议程以外' }, isAboutNone, meetings, began, contracts);
  return rest.meetings + rest.deals + rest.contracts === 0 ? rows : [...rows, rest];
}

function resultOf(
  { no, title }: { readonly no: string; readonly title: string },
  isAbout: (row: Subject) => boolean,
  meetings: readonly (Subject & { readonly hasIntent: boolean })[],
  began: readonly Subject[],
  contracts: readonly (Subject & ContractSums)[],
): ItemResult {
  const met = meetings.filter(isAbout);
  const signed = contracts.filter(isAbout);
  const { signedFen, receivedFen } = toldSums(signed);
  return {
    no,
    title,
    meetings: met.length,
    intents: met.filter(({ hasIntent }) => hasIntent).length,
    deals: began.filter(isAbout).length,
    contracts: signed.length,
    paid: signed.filter((one) => one.receivedFen > 0n).length,
    signedFen,
    receivedFen,
  };
}
