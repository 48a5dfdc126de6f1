import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import type { AchievementSearch } from '#app/domain/achievement-search.ts';
import { type GatheredFacts, gatherer, type Gathering } from '#app/domain/aggregation.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import { achievements, achievementVersions, organisations } from '#db/schema/index.ts';
import { currentVersion } from '../achievements/current-version.server.ts';
import { leavesInBulk } from '../achievements/leaves-in-bulk.server.ts';
import type { ActorContext } from '../context.server.ts';
import { searchIds } from '../platform/search-records.server.ts';

const pageRows = 500;

/** What comes together in the first so many public records of other units that a search finds, as an export of them would take. */
export async function gatheredRecords(
  ctx: ActorContext,
  search: AchievementSearch,
  most: number,
): Promise<Gathering[]> {
  const all = gatherer();
  for (let offset = 0; offset < most; offset += pageRows) {
    const ids = await searchIds(ctx, 'achievement', search, offset, Math.min(pageRows, most - offset));
    for (const facts of await factsOf(ctx, ids)) all.take(facts);
    if (ids.length < pageRows) break;
  }
  return all.found();
}

const factsOf = async ({ db, actor }: ActorContext, ids: readonly string[]): Promise<GatheredFacts[]> =>
  ids.length === 0
    ? []
    : db
        .select({
          fields: sql<string[]>`${achievementVersions.data} -> 'fields'`,
          projectNo: sql<string | null>`${achievementVersions.data} ->> 'projectNo'`,
        })
        .from(achievements)
        .innerJoin(achievementVersions, currentVersion)
        .innerJoin(organisations, eq(organisations.id, achievements.orgId))
        .where(
          and(
            inArray(achievements.id, [...ids]),
            eq(achievements.state, 'published'),
            actor.org === null ? undefined : ne(achievements.orgId, actor.org.orgId),
            listingShown,
            leavesInBulk,
          ),
        );
