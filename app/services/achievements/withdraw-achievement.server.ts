import type { ActorContext } from '../context.server.ts';
import { endListingOf } from '../listings/own-listing.server.ts';
import { type Achievement, moveAchievement } from './load-own.server.ts';

/** Takes it off the public list. The row and its versions stay: deals and contracts refer to them. */
export const withdrawAchievement = (ctx: ActorContext, input: { readonly id: string }): Promise<Achievement> =>
  moveAchievement(ctx, {
    id: input.id,
    event: 'withdraw',
    set: { isListed: false },
    also: (tx, row) => endListingOf(tx, row.id),
  });
