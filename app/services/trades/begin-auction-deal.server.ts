import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { formatWan } from '#app/domain/money.ts';
import { sameName } from '#app/domain/same-name.ts';
import { auctions, organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { openResultDeal } from '../deals/open-result-deal.server.ts';
import { loadOwnListing } from '../listings/own-listing.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { isSaleQuestioned } from './own-sale.server.ts';
import { mayRunTrade, titleOf } from './own-trade.server.ts';

/**
 * Names the buyer of the 成交确认书 on the platform and opens the deal in which the contract with it is drafted at the price of the
 * sale. Another organisation than the paper names is refused; once named it stays. Asked again, it gives the same deal.
 */
export async function beginAuctionDeal(
  ctx: ActorContext,
  input: { readonly listingId: string; readonly auctionId: string; readonly uscc: string },
): Promise<string> {
  if (!mayRunTrade(ctx.actor)) throw new AppError('forbidden');
  const listing = await loadOwnListing(ctx, input.listingId);
  if (!ctx.actor.org?.verified) throw new AppError('organisation_unverified');
  const [buyer] = await ctx.db.select().from(organisations).where(eq(organisations.uscc, input.uscc));
  return inTransaction(ctx, async (tx) => {
    const isThis = and(eq(auctions.id, input.auctionId), eq(auctions.listingId, listing.id));
    const [auction] = await tx.db.select().from(auctions).where(isThis).for('update');
    if (auction === undefined) throw new AppError('not_found');
    if (auction.dealId !== null) return auction.dealId;
    if (auction.state !== 'sold' || auction.priceFen === null) throw new AppError('state_changed');
    if (await isSaleQuestioned(tx, { way: 'auction', row: auction })) {
      throw new AppError('invalid', { says: '这项成交的更正或者解除在等审批，有了结果再起草合同。' });
    }
    if (buyer?.state !== 'verified' || buyer.kind !== 'enterprise')
      throw new AppError('invalid', { says: '没有这个信用代码的已认证企业，请让买受人先在平台注册认证。' }, 'uscc');
    if (buyer.id === auction.orgId) throw new AppError('invalid', { says: '买受人不能是你单位自己。' }, 'uscc');
    if (auction.buyerUscc !== null && auction.buyerUscc !== buyer.uscc) {
      const says = `成交登记里买受人的信用代码是 ${auction.buyerUscc}。登记有误的，请先更正成交登记。`;
      throw new AppError('invalid', { says }, 'uscc');
    }
    if (!sameName(buyer.name, auction.buyerName ?? '')) {
      const says = `成交确认书上的买受人是“${auction.buyerName}”，这个信用代码是“${buyer.name}”。登记有误的，请先更正成交登记。`;
      throw new AppError('invalid', { says }, 'uscc');
    }
    const { achievementId, orgId: sellerOrgId, priceFen, confirmationNo } = auction;
    const dealId = await openResultDeal(tx, {
      achievementId,
      achievementVersionN: listing.versionN,
      sellerOrgId,
      buyerOrgId: buyer.id,
      sourceId: auction.id,
      purpose: `拍卖成交（成交确认书 ${confirmationNo}），成交价 ${formatWan(priceFen)}。按公告的标的和付款条件起草合同。`,
      askedBy: tx.actor.userId,
    });
    await tx.db.update(auctions).set({ buyerOrgId: buyer.id, dealId }).where(eq(auctions.id, auction.id));
    await audit(tx, { deed: 'auction.begin', subjectType: 'achievement', subjectId: achievementId });
    const notice = { kind: 'auction.begin', params: { title: await titleOf(tx, auction) } };
    await notifyOrganisation(tx, buyer.id, ['officer', 'approver'], { ...notice, href: `/desk/deals/${dealId}` });
    return dealId;
  });
}
