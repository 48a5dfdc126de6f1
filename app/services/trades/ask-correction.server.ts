import { AppError } from '#app/domain/errors.ts';
import { correctionFault } from '#app/domain/sale-request.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import type { Received } from '../files/keep-file.server.ts';
import { loadOwnListing } from '../listings/own-listing.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { askOfSale } from './ask-of-sale.server.ts';
import { requireBuyerName } from './own-auction.server.ts';
import { lockOpenSale, recordedFacts, type SaleRequest } from './own-sale.server.ts';
import { mayRunTrade } from './own-trade.server.ts';
import type { Sale } from './record-sale.server.ts';

interface Correction extends Sale {
  readonly listingId: string;
  readonly auctionId: string;
  readonly reason: string;
  /** Null: the paper was the right one. */
  readonly file: Received | null;
}

/**
 * Asks that a slip in the record of a sale be put right, while no contract has been begun from it. Another price or buyer needs the
 * right paper: name and price are what a contract without publicity rests on. Nothing changes before the approver has agreed.
 */
export async function askCorrection(
  ctx: ActorContext,
  { listingId, auctionId, reason, file, ...facts }: Correction,
): Promise<SaleRequest> {
  if (!mayRunTrade(ctx.actor)) throw new AppError('forbidden');
  await loadOwnListing(ctx, listingId);
  await screenTexts(ctx, [facts.confirmationNo, facts.buyerName, reason, file?.name ?? '']);
  await requireBuyerName(ctx, facts);
  return inTransaction(ctx, async (tx) => {
    const held = await lockOpenSale(tx, { listingId, auctionId }, 'correct');
    const was = recordedFacts(held);
    const fault = correctionFault(was, facts, file !== null);
    if (fault === 'nothing') throw new AppError('invalid', { says: '和登记的一样，没有要更正的。' });
    if (fault === 'paper') {
      const says = '更正成交价或者买受人，请上传写着正确内容的成交确认书。';
      throw new AppError('invalid', { says }, 'file');
    }
    return askOfSale(tx, held, { kind: 'correct', reason, file, ...facts });
  });
}
