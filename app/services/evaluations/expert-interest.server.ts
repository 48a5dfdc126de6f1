import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { openDealStates } from '#app/domain/deal-state.ts';
import { deals, memberships, tradeApplications, trades } from '#db/schema/index.ts';
import type { ActorContext, In } from '../context.server.ts';
import { liveTradeStates } from '../trades/own-trade.server.ts';

/**
 * Whether a unit that the expert belongs to talks about the achievement, or applied to bid for it and has not withdrawn: he has an
 * interest in what it is worth. Told to himself alone: who bids is nobody else's business.
 */
export async function hasInterest({ db, actor }: In<ActorContext>, achievementId: string): Promise<boolean> {
  const own = db
    .select({ id: memberships.orgId })
    .from(memberships)
    .where(and(eq(memberships.userId, actor.userId), isNull(memberships.endedAt)));
  const talks = await db.$count(
    deals,
    and(
      eq(deals.achievementId, achievementId),
      inArray(deals.licenseeOrgId, own),
      inArray(deals.state, [...openDealStates]),
    ),
  );
  if (talks > 0) return true;
  const [bid] = await db
    .select({ one: sql`1` })
    .from(tradeApplications)
    .innerJoin(trades, eq(trades.id, tradeApplications.tradeId))
    .where(
      and(
        eq(trades.achievementId, achievementId),
        inArray(tradeApplications.orgId, own),
        ne(tradeApplications.state, 'withdrawn'),
        inArray(trades.state, liveTradeStates),
      ),
    )
    .limit(1);
  return bid !== undefined;
}
