import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import type { ActorContext } from '../context.server.ts';
import { type Auction, inAuction, moveAuction } from './own-auction.server.ts';

interface Ended {
  readonly listingId: string;
}

/** Nobody bought it: 流拍. */
export const recordUnsold = (ctx: ActorContext, { listingId }: Ended): Promise<Auction> =>
  inAuction(ctx, { listingId, state: 'announced' }, (tx, before) => {
    if (dayOf(tx.now()) < before.saleOn) throw new AppError('invalid', { says: `拍卖日 ${before.saleOn} 还没有到。` });
    return moveAuction(tx, before, 'fail');
  });

/** The mandate to the house is taken back. */
export const withdrawAuction = (ctx: ActorContext, { listingId }: Ended): Promise<Auction> =>
  inAuction(ctx, { listingId, state: 'announced' }, (tx, before) => moveAuction(tx, before, 'withdraw'));
