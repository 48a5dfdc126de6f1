import { and, eq, inArray } from 'drizzle-orm';
import { contractableStates } from '#app/domain/deal-state.ts';
import { formatWan } from '#app/domain/money.ts';
import { achievements, deals, tradeApplications } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { openTalkingDeal } from '../deals/open-talking-deal.server.ts';
import { concludeSoldListing } from '../listings/conclude-listing.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { moveTrade, tellTrade, type Trade } from './own-trade.server.ts';

/** The result stood without an open objection: the listing is sold, and the two sides have a deal in which they draft the contract. */
export async function concludeTrade(tx: In<Context>, trade: Trade): Promise<Trade> {
  const [winner] = await tx.db
    .select()
    .from(tradeApplications)
    .where(eq(tradeApplications.id, trade.winnerId ?? ''));
  if (winner === undefined || trade.priceFen === null) throw new Error('a concluded trade has a winner and a price');
  const row = await moveTrade(tx, trade, 'conclude', { dealId: await dealOf(tx, trade, winner, trade.priceFen) });
  await concludeSoldListing(tx, row.listingId, 'trade');
  await clearDeadline(tx, 'trade.result', row.id);
  await tellTrade(tx, row, 'trade.conclude');
  return row;
}

/** The two may be talking already: then they go on there. */
async function dealOf(
  tx: In<Context>,
  trade: Trade,
  winner: typeof tradeApplications.$inferSelect,
  priceFen: bigint,
): Promise<string> {
  const { achievementId, orgId: licensorOrgId } = trade;
  // The achievement's row orders all talks about it, so that no pair gets two open deals.
  await tx.db
    .select({ id: achievements.id })
    .from(achievements)
    .where(eq(achievements.id, achievementId))
    .for('update');
  const [open] = await tx.db
    .select({ id: deals.id })
    .from(deals)
    .where(
      and(
        eq(deals.achievementId, achievementId),
        eq(deals.licenseeOrgId, winner.orgId),
        inArray(deals.state, [...contractableStates]),
      ),
    );
  if (open !== undefined) return open.id;
  const deal = await openTalkingDeal(tx, {
    achievementId,
    achievementVersionN: trade.versionN,
    licensorOrgId,
    licenseeOrgId: winner.orgId,
    demandId: null,
    origin: 'trade',
    sourceId: trade.id,
    purpose: `挂牌交易 ${trade.no} 成交，成交价 ${formatWan(priceFen)}。按公告的标的和付款条件起草合同。`,
    askedBy: winner.appliedBy,
    repliedBy: null,
    saidByOrgId: winner.orgId,
    deed: 'deal.trade',
  });
  return deal.id;
}
