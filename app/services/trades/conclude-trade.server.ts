import { eq } from 'drizzle-orm';
import { formatWan } from '#app/domain/money.ts';
import { tradeApplications } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { openResultDeal } from '../deals/open-result-deal.server.ts';
import { concludeSoldListing } from '../listings/conclude-listing.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { moveTrade, tellConcluded, type Trade } from './own-trade.server.ts';

/** The result stood without an open objection: the listing is sold, and the two sides have a deal in which they draft the contract. */
export async function concludeTrade(tx: In<Context>, trade: Trade): Promise<Trade> {
  const [winner] = await tx.db
    .select()
    .from(tradeApplications)
    .where(eq(tradeApplications.id, trade.winnerId ?? ''));
  if (winner === undefined || trade.priceFen === null) throw new Error('a concluded trade has a winner and a price');
  const dealId = await openResultDeal(tx, {
    achievementId: trade.achievementId,
    achievementVersionN: trade.versionN,
    sellerOrgId: trade.orgId,
    buyerOrgId: winner.orgId,
    sourceId: trade.id,
    purpose: `挂牌交易 ${trade.no} 成交，成交价 ${formatWan(trade.priceFen)}。按公告的标的和付款条件起草合同。`,
    askedBy: winner.appliedBy,
  });
  const row = await moveTrade(tx, trade, 'conclude', { dealId });
  await concludeSoldListing(tx, row.listingId, 'trade');
  await clearDeadline(tx, 'trade.result', row.id);
  await tellConcluded(tx, row);
  return row;
}
