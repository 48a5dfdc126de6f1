import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import type { Received } from '../files/keep-file.server.ts';
import { loadOwnListing } from '../listings/own-listing.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { askOfSale } from './ask-of-sale.server.ts';
import { lockOpenSale, refuseSignedFor, type SaleRequest } from './own-sale.server.ts';
import { mayRunTrade } from './own-trade.server.ts';

interface Dissolution {
  readonly listingId: string;
  readonly auctionId: string;
  readonly reason: string;
  /** What shows it: the house's certificate, the buyer's letter or the demand that he did not answer. */
  readonly file: Received;
}

/** Asks that a sale be undone because its buyer does not perform (拍卖法 art. 39). It stands until the approver has agreed. */
export async function askDissolution(
  ctx: ActorContext,
  { listingId, auctionId, reason, file }: Dissolution,
): Promise<SaleRequest> {
  if (!mayRunTrade(ctx.actor)) throw new AppError('forbidden');
  await loadOwnListing(ctx, listingId);
  await screenTexts(ctx, [reason, file.name]);
  return inTransaction(ctx, async (tx) => {
    const { auction } = await lockOpenSale(tx, { listingId, auctionId });
    await refuseSignedFor(tx, auction.id);
    return askOfSale(tx, auction, { kind: 'dissolve', reason, file });
  });
}
