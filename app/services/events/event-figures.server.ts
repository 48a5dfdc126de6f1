import { and, eq, sql } from 'drizzle-orm';
import { type ContractSums, type EventFigures, publicFigures, type ShownFigures } from '#app/domain/event-report.ts';
import { eventMeetings } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { eventContracts } from './event-contracts.server.ts';

/**
 * What an event brought, as it stands now: from those who registered to the cash of the contracts that began there. 签约 is the
 * contracts' amount, 到账 only what payees confirmed, less what went back;
 * a broker's commission is paid out of it and not counted again.
 */
export async function eventFigures(ctx: Pick<Context, 'db'>, eventId: string): Promise<EventFigures> {
  const [row] = await ctx.db.execute<{
    registered: number;
    came: number;
    items: number;
    deals: number;
    intents: number;
    satisfaction_ppm: number | null;
  }>(sql`
    select
      (select coalesce(sum(seats), 0)::int from event_registrations where event_id = ${eventId} and state = 'registered') as registered,
      (select coalesce(sum(seats), 0)::int from event_registrations where event_id = ${eventId} and checked_in_at is not null) as came,
      (select count(*)::int from event_items where event_id = ${eventId} and state = 'accepted') as items,
      (select count(*)::int from event_deals where event_id = ${eventId}) as deals,
      (select count(*)::int from event_deals e join deals d on d.id = e.deal_id
        where e.event_id = ${eventId} and d.state not in ('declined', 'withdrawn', 'expired')
          and not exists (select 1 from event_meetings m where m.deal_id = e.deal_id)) +
      (select count(distinct m.id)::int from event_meetings m join event_meeting_sides s on s.meeting_id = m.id
        where m.event_id = ${eventId} and m.state = 'held' and s.outcome = 'intent') as intents,
      (select (avg(overall) / 5 * 1000000)::int from event_feedback where event_id = ${eventId}) as satisfaction_ppm
  `);
  const contracts = await eventContracts(ctx, eventId);
  const sum = (of: keyof ContractSums) => String(contracts.reduce((total, one) => total + one[of], 0n));
  return {
    registered: row?.registered ?? 0,
    came: row?.came ?? 0,
    meetings: await meetingsHeld(ctx, eventId),
    intents: row?.intents ?? 0,
    deals: row?.deals ?? 0,
    contracts: contracts.length,
    signedFen: sum('signedFen'),
    receivedFen: sum('receivedFen'),
    items: row?.items ?? 0,
    satisfactionPpm: row?.satisfaction_ppm ?? null,
  };
}

/** The same as everybody may read them. */
export const shownFigures = async (ctx: Pick<Context, 'db'>, eventId: string): Promise<ShownFigures> =>
  publicFigures(await eventFigures(ctx, eventId), await eventContracts(ctx, eventId));

/** Whole, for the department that counts what the year's events brought. */
export async function countedFigures(ctx: Pick<Context, 'db'>, eventId: string): Promise<ShownFigures> {
  const figures = await eventFigures(ctx, eventId);
  return { ...figures, summed: figures.contracts, paidSummed: figures.contracts };
}

async function meetingsHeld(ctx: Pick<Context, 'db'>, eventId: string): Promise<number> {
  return ctx.db.$count(eventMeetings, and(eq(eventMeetings.eventId, eventId), eq(eventMeetings.state, 'held')));
}
