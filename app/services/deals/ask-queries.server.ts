import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { matchableStates } from '#app/domain/demand-match.ts';
import { AppError } from '#app/domain/errors.ts';
import { matchLevelLabels } from '#app/domain/matching.ts';
import { offeredPrice } from '#app/domain/offered-price.ts';
import {
  achievements,
  achievementVersions,
  demands,
  demandVersions,
  matches,
  organisations,
} from '#db/schema/index.ts';
import { currentVersion } from '../achievements/current-version.server.ts';
import type { ActorContext } from '../context.server.ts';
import { listedTermsOf } from '../listings/listed-terms.server.ts';
import { findOpenTalk } from './find-open-talk.server.ts';

const confidentialityOf = sql<string>`${demandVersions.data}->>'confidentiality'`;

/** What the form of a request shows of the achievement, and the open deal of this pair, if there is one. */
export async function getAskPage(ctx: ActorContext, achievementId: string, demandId: string | null) {
  const [row] = await ctx.db
    .select({
      id: achievements.id,
      no: achievements.no,
      name: achievements.name,
      orgId: achievements.orgId,
      orgName: organisations.name,
      isSample: organisations.isSample,
      data: achievementVersions.data,
    })
    .from(achievements)
    .innerJoin(organisations, eq(organisations.id, achievements.orgId))
    .innerJoin(achievementVersions, currentVersion)
    .where(and(eq(achievements.id, achievementId), eq(achievements.state, 'published')));
  if (row === undefined) throw new AppError('not_found');
  const own = ctx.actor.org?.orgId;
  const isOffer = row.orgId === own;
  const [demand] =
    isOffer && demandId !== null
      ? await ctx.db
          .select({ id: demands.id, orgId: demands.orgId, confidentiality: confidentialityOf })
          .from(demands)
          .innerJoin(
            demandVersions,
            and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, demands.versionN)),
          )
          .where(and(eq(demands.id, demandId), inArray(demands.state, [...matchableStates])))
      : [];
  const licenseeOrgId = isOffer ? demand?.orgId : own;
  const pair = licenseeOrgId === undefined ? null : { achievementId, licenseeOrgId };
  const { data, ...achievement } = row;
  return {
    achievement: {
      ...achievement,
      problem: data.problem,
      price: offeredPrice(data.price, await listedTermsOf(ctx, achievementId)),
    },
    isOffer,
    open: pair && (await findOpenTalk(ctx, pair, demand ?? null)),
  };
}

/** Public achievements of the actor's organisation with which it may answer a demand, those that match it first. */
export async function listOfferable(ctx: ActorContext, demandId: string) {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined) return [];
  const rows = await ctx.db
    .select({ id: achievements.id, name: achievements.name, level: matches.level })
    .from(achievements)
    .leftJoin(matches, and(eq(matches.achievementId, achievements.id), eq(matches.demandId, demandId)))
    .where(and(eq(achievements.orgId, orgId), eq(achievements.state, 'published')))
    .orderBy(sql`${matches.scorePpm} desc nulls last`, desc(achievements.publishedAt))
    .limit(300);
  return rows.map(({ level, ...row }) => ({ ...row, level: level === null ? null : matchLevelLabels[level] }));
}
