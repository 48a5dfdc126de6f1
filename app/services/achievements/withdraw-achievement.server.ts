import { hasRole } from '#app/domain/access.ts';
import type { ActorContext } from '../context.server.ts';
import { endListingOf, findLiveListingOf } from '../listings/own-listing.server.ts';
import { haltTradesOf } from '../trades/halt-trades.server.ts';
import { refuseInTrade } from '../trades/refuse-in-trade.server.ts';
import { type Achievement, moveAchievement } from './load-own.server.ts';

/**
 * Takes it off the public list. The row and its versions stay: deals and contracts refer to them. While a trade runs only the
 * secrecy reviewer may, and the trade stops with it: others prepare to bid, but what must stay closed closes at once
 * (保守国家秘密法 art. 34).
 */
export const withdrawAchievement = (ctx: ActorContext, input: { readonly id: string }): Promise<Achievement> =>
  moveAchievement(ctx, {
    id: input.id,
    event: 'withdraw',
    set: { isListed: false },
    hold: (tx) => findLiveListingOf(tx, input.id),
    also: async (tx, row) => {
      const listing = await findLiveListingOf(tx, row.id);
      if (listing !== null && !hasRole(tx.actor, 'secrecy')) await refuseInTrade(tx, listing.id);
      await haltTradesOf(tx, row.id, 'halt');
      await endListingOf(tx, row.id);
    },
  });
