import { and, asc, count, desc, eq, inArray, sql } from 'drizzle-orm';
import { licensedContractStates } from '#app/domain/contract-machine.ts';
import { statesWith } from '#app/domain/machine.ts';
import { tradeMachine } from '#app/domain/trade.ts';
import { achievementPeople, achievements, contracts, trades } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { findTrust } from '../organisations/trust.server.ts';
import { findReplyRecord } from '../deals/reply-records.server.ts';
import { shownUnit } from './shown-unit.server.ts';

const mostPeople = 24;

const published = (orgId: string) => and(eq(achievements.orgId, orgId), eq(achievements.state, 'published'));

/** What a unit shows of itself: what it offers, how it answers, who stands behind it by name and consent. */
export async function getPublicUnit(ctx: Context, uscc: string) {
  const unit = await shownUnit(ctx, uscc);
  const [[sums], licences, replies, people, running, trust] = await Promise.all([
    ctx.db
      .select({ all: count(), listed: sql<number>`count(*) filter (where ${achievements.isListed})::int` })
      .from(achievements)
      .where(published(unit.id)),
    ctx.db.$count(
      contracts,
      and(eq(contracts.licensorOrgId, unit.id), inArray(contracts.state, licensedContractStates)),
    ),
    findReplyRecord(ctx, unit.id),
    ctx.db
      .select({
        name: achievementPeople.name,
        title: sql<string>`max(${achievementPeople.title})`,
        works: sql<number>`count(*)::int`,
      })
      .from(achievementPeople)
      .innerJoin(achievements, eq(achievements.id, achievementPeople.achievementId))
      .where(and(published(unit.id), eq(achievementPeople.isPublic, true)))
      .groupBy(achievementPeople.name)
      .orderBy(desc(count()), asc(achievementPeople.name))
      .limit(mostPeople),
    ctx.db
      .select({ no: trades.no, name: achievements.name, state: trades.state })
      .from(trades)
      .innerJoin(achievements, eq(achievements.id, trades.achievementId))
      .where(and(eq(trades.orgId, unit.id), inArray(trades.state, statesWith(tradeMachine, 'live'))))
      .orderBy(asc(trades.biddingAt))
      .limit(5),
    findTrust(ctx, unit.id),
  ]);
  const { id, name, kind, regionCode, intro, isSample } = unit;
  return {
    unit: { id, name, kind, regionCode, intro, isSample, uscc },
    achievements: sums?.all ?? 0,
    listed: sums?.listed ?? 0,
    licences,
    replies,
    trust,
    people,
    trades: running,
  };
}

/** The 挂牌交易 that runs for an achievement, if one does. */
export async function findLiveTradeOf(ctx: Pick<Context, 'db'>, achievementId: string) {
  const [row] = await ctx.db
    .select({ no: trades.no, state: trades.state, biddingAt: trades.biddingAt, applyUntil: trades.applyUntil })
    .from(trades)
    .where(and(eq(trades.achievementId, achievementId), inArray(trades.state, statesWith(tradeMachine, 'live'))));
  return row ?? null;
}
