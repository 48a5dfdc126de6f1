import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import type { ActorContext } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { concludeSoldListing } from '../listings/conclude-listing.server.ts';
import { loadOwnListing } from '../listings/own-listing.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { type Auction, inAuction, moveAuction, requireBuyerName } from './own-auction.server.ts';
import { mayRunTrade } from './own-trade.server.ts';

export interface Sale {
  readonly confirmationNo: string;
  readonly buyerName: string;
  /** Null where the buyer is a person. */
  readonly buyerUscc: string | null;
  readonly priceFen: Fen;
}

interface Recorded extends Sale {
  readonly listingId: string;
  readonly file: Received;
}

/** Records the 成交确认书 after the sale: the listing is sold, and no second auction is announced for it. */
export async function recordSale(ctx: ActorContext, { listingId, file, ...facts }: Recorded): Promise<Auction> {
  if (!mayRunTrade(ctx.actor)) throw new AppError('forbidden');
  await loadOwnListing(ctx, listingId);
  await screenTexts(ctx, [facts.confirmationNo, facts.buyerName, file.name]);
  await requireBuyerName(ctx, facts);
  return inAuction(ctx, { listingId, state: 'announced' }, async (tx, before) => {
    if (dayOf(tx.now()) < before.saleOn) throw new AppError('invalid', { says: `拍卖日 ${before.saleOn} 还没有到。` });
    const { id: confirmationFileId } = await keepFile(tx, file, 'auction', before.orgId);
    const sold = await moveAuction(tx, before, 'sell', { ...facts, confirmationFileId });
    await concludeSoldListing(tx, before.listingId, 'auction');
    return sold;
  });
}
