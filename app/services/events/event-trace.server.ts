import { and, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { DealState } from '#app/domain/deal.ts';
import { receiptStatesArrived } from '#app/domain/payment-machine.ts';
import { refundStatesGivenBack } from '#app/domain/refund.ts';
import {
  achievements,
  contracts,
  deals,
  demands,
  demandVersions,
  eventDeals,
  organisations,
} from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { oneOfStates } from '../payments/claim-sums.server.ts';

export interface TracedDeal {
  readonly dealId: string;
  readonly dealNo: string;
  readonly state: DealState;
  readonly achievementId: string;
  readonly demandId: string | null;
  readonly title: string;
  readonly licensor: string;
  /** Null: the owner of an anonymous demand, before he signs. */
  readonly licensee: string | null;
  /** From a meeting at a table, and not from the programme alone. */
  readonly isMet: boolean;
  readonly contractNo: string | null;
  readonly contractTitle: string | null;
  readonly signedAt: Date | null;
  /** Money of it came in and has not all gone back. What it was is the parties' own. */
  readonly hasReceived: boolean;
}

/**
 * From the room to the cash, deal by deal: who met, what was signed, what arrived. The organizer brought the two together; to
 * a department the owner of an anonymous demand is named once he has signed.
 */
export async function eventTrace(
  ctx: Pick<Context, 'db'>,
  eventId: string,
  { isOrganizer }: { readonly isOrganizer: boolean },
): Promise<TracedDeal[]> {
  const licensee = alias(organisations, 'licensee');
  return ctx.db
    .select({
      dealId: deals.id,
      dealNo: deals.no,
      state: deals.state,
      achievementId: deals.achievementId,
      demandId: deals.demandId,
      title: achievements.name,
      licensor: organisations.name,
      licensee: isOrganizer
        ? licensee.name
        : sql<
            string | null
          >`case when ${contracts.signedAt} is null and ${demandVersions.data}->>'confidentiality' = 'anonymous'
            then null else ${licensee.name} end`,
      isMet: sql<boolean>`exists (select 1 from event_meetings m where m.deal_id = ${deals.id})`,
      contractNo: contracts.no,
      contractTitle: contracts.title,
      signedAt: contracts.signedAt,
      hasReceived: sql<boolean>`coalesce((select sum(r.amount_fen - coalesce(
          (select sum(f.amount_fen) from refunds f where f.receipt_id = r.id and f.state in ${oneOfStates(refundStatesGivenBack)}), 0))
        from receipts r where r.contract_id = ${contracts.id} and r.state in ${oneOfStates(receiptStatesArrived)}
          and r.payee_org_id = ${contracts.licensorOrgId}), 0) > 0`,
    })
    .from(eventDeals)
    .innerJoin(deals, eq(deals.id, eventDeals.dealId))
    .innerJoin(achievements, eq(achievements.id, deals.achievementId))
    .innerJoin(organisations, eq(organisations.id, deals.licensorOrgId))
    .innerJoin(licensee, eq(licensee.id, deals.licenseeOrgId))
    .leftJoin(contracts, eq(contracts.dealId, deals.id))
    .leftJoin(demands, eq(demands.id, deals.demandId))
    .leftJoin(demandVersions, and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, demands.versionN)))
    .where(eq(eventDeals.eventId, eventId))
    .orderBy(deals.no, contracts.no);
}
