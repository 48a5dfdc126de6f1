import { sql } from 'drizzle-orm';
import type { ContractSums } from '#app/domain/event-report.ts';
import { receiptStatesArrived } from '#app/domain/payment-machine.ts';
import { refundStatesGivenBack } from '#app/domain/refund.ts';
import type { Context } from '../context.server.ts';
import { oneOfStates } from '../payments/claim-sums.server.ts';

export interface EventContract extends ContractSums {
  readonly achievementId: string;
  readonly demandId: string | null;
}

/**
 * The signed contracts that began at an event, in the order of signing, each with its milestones and what its payee confirmed
 * less what went back; a broker's commission is paid out of it and not counted again. Their amounts go to nobody one by one.
 */
export async function eventContracts(ctx: Pick<Context, 'db'>, eventId: string): Promise<EventContract[]> {
  const rows = await ctx.db.execute<{
    achievement_id: string;
    demand_id: string | null;
    signed_fen: string;
    received_fen: string;
  }>(sql`
    select d.achievement_id, d.demand_id,
      (select coalesce(sum(m.amount_fen), 0)::text from milestones m where m.contract_id = c.id) as signed_fen,
      (select coalesce(sum(r.amount_fen - coalesce(
          (select sum(f.amount_fen) from refunds f
            where f.receipt_id = r.id and f.state in ${oneOfStates(refundStatesGivenBack)}), 0)), 0)::text
        from receipts r where r.contract_id = c.id and r.state in ${oneOfStates(receiptStatesArrived)}
          and r.payee_org_id = c.licensor_org_id) as received_fen
    from event_deals e join deals d on d.id = e.deal_id join contracts c on c.deal_id = d.id
    where e.event_id = ${eventId} and c.signed_at is not null
    order by c.signed_at, c.id
  `);
  return [...rows].map((row) => ({
    achievementId: row.achievement_id,
    demandId: row.demand_id,
    signedFen: BigInt(row.signed_fen),
    receivedFen: BigInt(row.received_fen),
  }));
}
