import { and, eq, sql } from 'drizzle-orm';
import type { EventFigures } from '#app/domain/event-report.ts';
import { receiptStatesArrived } from '#app/domain/payment-machine.ts';
import { refundStatesGivenBack } from '#app/domain/refund.ts';
import { eventMeetings } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { oneOfStates } from '../payments/claim-sums.server.ts';

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
    contracts: number;
    signed_fen: string;
    received_fen: string;
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
      (select count(*)::int from event_deals e join contracts c on c.deal_id = e.deal_id
        where e.event_id = ${eventId} and c.signed_at is not null) as contracts,
      (select coalesce(sum(m.amount_fen), 0)::text from event_deals e join contracts c on c.deal_id = e.deal_id
        join milestones m on m.contract_id = c.id where e.event_id = ${eventId} and c.signed_at is not null) as signed_fen,
      (select coalesce(sum(r.amount_fen - coalesce(
          (select sum(f.amount_fen) from refunds f
            where f.receipt_id = r.id and f.state in ${oneOfStates(refundStatesGivenBack)}), 0)), 0)::text
        from event_deals e join contracts c on c.deal_id = e.deal_id join receipts r on r.contract_id = c.id
        where e.event_id = ${eventId} and r.state in ${oneOfStates(receiptStatesArrived)}
          and r.payee_org_id = c.licensor_org_id) as received_fen,
      (select (avg(overall) / 5 * 1000000)::int from event_feedback where event_id = ${eventId}) as satisfaction_ppm
  `);
  return {
    registered: row?.registered ?? 0,
    came: row?.came ?? 0,
    meetings: await meetingsHeld(ctx, eventId),
    intents: row?.intents ?? 0,
    deals: row?.deals ?? 0,
    contracts: row?.contracts ?? 0,
    signedFen: row?.signed_fen ?? '0',
    receivedFen: row?.received_fen ?? '0',
    items: row?.items ?? 0,
    satisfactionPpm: row?.satisfaction_ppm ?? null,
  };
}

async function meetingsHeld(ctx: Pick<Context, 'db'>, eventId: string): Promise<number> {
  return ctx.db.$count(eventMeetings, and(eq(eventMeetings.eventId, eventId), eq(eventMeetings.state, 'held')));
}
