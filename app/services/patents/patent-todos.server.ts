import type { ActorContext } from '../context.server.ts';
import type { Todo } from '../desk/todo.ts';
import { lapsedListings } from './lapsed-listings.server.ts';
import { mayKeepPatents } from './own-patents.server.ts';

/** Listings of the unit that rest on lapsed patents, one row an achievement. */
export async function listPatentTodos(ctx: ActorContext): Promise<Todo[]> {
  if (!mayKeepPatents(ctx.actor)) return [];
  const lapsed = await lapsedListings(ctx, ctx.actor.org?.orgId ?? '');
  const byListing = new Map(lapsed.map((one) => [one.listingId, one]));
  return [...byListing.values()].slice(0, 20).map(({ listingId, name, number }) => ({
    id: `patent.lapse:${listingId}`,
    kind: 'patent.lapse',
    title: name,
    detail: number,
    amountFen: null,
    dueAt: null,
    href: '/desk/patents?tab=lapsed',
    isMine: true,
  }));
}
