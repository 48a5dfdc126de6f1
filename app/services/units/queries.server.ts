import { and, asc, count, desc, eq, inArray, sql } from 'drizzle-orm';
import { licensedContractStates } from '#app/domain/contract-machine.ts';
import { isSupplier } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { statesWith } from '#app/domain/machine.ts';
import { tradeMachine } from '#app/domain/trade.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import { achievementPeople, achievements, contracts, organisations, trades } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { findTrust } from '../organisations/trust.server.ts';
import { findReplyRecord } from '../deals/reply-records.server.ts';

const mostPeople = 24;

/** A unit by its public code, while what it published is public. */
async function shownUnit(ctx: Context, uscc: string) {
  const [unit] = await ctx.db
    .select()
    .from(organisations)
    .where(and(eq(organisations.uscc, uscc), listingShown));
  if (unit === undefined || !isSupplier(unit.kind)) throw new AppError('not_found');
  return unit;
}

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

/** Somebody who agreed to be named, with the public work of his unit that names him. Nobody is here without his consent. */
export async function getPublicExpert(ctx: Context, { uscc, name }: { readonly uscc: string; readonly name: string }) {
  const unit = await shownUnit(ctx, uscc);
  const works = await ctx.db
    .select({
      no: achievements.no,
      name: achievements.name,
      confirmedOn: achievements.confirmedOn,
      isListed: achievements.isListed,
      title: achievementPeople.title,
      isSample: achievements.isSample,
    })
    .from(achievementPeople)
    .innerJoin(achievements, eq(achievements.id, achievementPeople.achievementId))
    .where(and(published(unit.id), eq(achievementPeople.isPublic, true), eq(achievementPeople.name, name)))
    .orderBy(desc(achievements.publishedAt))
    .limit(100);
  if (works.length === 0) throw new AppError('not_found');
  return {
    name,
    title: works.find(({ title }) => title !== '')?.title ?? '',
    unit: { name: unit.name, uscc, isSample: unit.isSample },
    works,
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
