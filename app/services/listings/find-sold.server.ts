import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Day } from '#app/domain/days.ts';
import type { ListingEnd } from '#app/domain/listing-end.ts';
import { statesWith } from '#app/domain/machine.ts';
import { tradeMachine } from '#app/domain/trade.ts';
import { listings, trades } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { saleStands } from './standing-sale.server.ts';

export interface Sold {
  readonly by: ListingEnd;
  readonly on: Day;
  /** What the result of a 挂牌交易 said in public; an auction's and a contract's price are the parties'. */
  readonly trade: { readonly no: string; readonly priceFen: bigint | null } | null;
}

/**
 * How an achievement was sold: by the end of its last listing. Null while it was never listed, is listed anew, ended otherwise, or
 * what it was sold by binds no more.
 */
export async function findSold(ctx: Pick<Context, 'db'>, achievementId: string): Promise<Sold | null> {
  const [last] = await ctx.db
    .select({ stands: saleStands('listings'), by: listings.concludedBy, on: listings.concludedOn, trade: trades })
    .from(listings)
    .leftJoin(trades, and(eq(trades.listingId, listings.id), inArray(trades.state, statesWith(tradeMachine, 'sold'))))
    .where(eq(listings.achievementId, achievementId))
    .orderBy(desc(listings.listedAt), desc(listings.id))
    .limit(1);
  if (last === undefined || !last.stands || last.by === null || last.on === null) return null;
  const trade = last.by === 'trade' && last.trade !== null ? last.trade : null;
  return { by: last.by, on: last.on, trade: trade && { no: trade.no, priceFen: trade.priceFen } };
}
