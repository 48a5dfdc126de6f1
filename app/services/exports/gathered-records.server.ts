import { and, eq, gt, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import type { AchievementSearch } from '#app/domain/achievement-search.ts';
import { gatheredDays, type GatheredFacts, gatherer, type Gathering } from '#app/domain/aggregation.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import { achievements, achievementVersions, exportLogs, organisations } from '#db/schema/index.ts';
import { currentVersion } from '../achievements/current-version.server.ts';
import { leavesInBulk } from '../achievements/leaves-in-bulk.server.ts';
import type { ActorContext } from '../context.server.ts';
import { searchIds } from '../platform/search-records.server.ts';

const pageRows = 500;
const dayMs = 86_400_000;

type Facts = GatheredFacts & { readonly id: string };

/** What comes together in the first so many public records of other units that a search finds, as an export of them would take. */
export async function gatheredRecords(
  ctx: ActorContext,
  search: AchievementSearch,
  most: number,
): Promise<Gathering[]> {
  return found(await recordsToTake(ctx, search, most));
}

/**
 * The same with what the unit, or the person for another unit or none, took away in the last `gatheredDays` days without asking: nine
 * records of a field a day are ninety in ten (保守国家秘密法 art. 36). One and the same record counts once.
 */
export async function gatheredSince(ctx: ActorContext, now: readonly Facts[]): Promise<Gathering[]> {
  const before = await takenBefore(ctx);
  const seen = new Set(now.map(({ id }) => id));
  const earlier = await factsOf(
    ctx,
    before.filter((id) => !seen.has(id)),
  );
  // What gathered by itself before this rule, or lies in what is not asked for now, is no reason: something of this file gathers.
  const own = gatherer();
  for (const facts of now) own.take(facts);
  return found([...now, ...earlier]).filter(own.holds);
}

function found(records: readonly Facts[]): Gathering[] {
  const all = gatherer();
  for (const facts of records) all.take(facts);
  return all.found();
}

/** The first so many public records of other units that a search finds, in its order. */
export async function recordsToTake(ctx: ActorContext, search: AchievementSearch, most: number): Promise<Facts[]> {
  const taken: Facts[] = [];
  for (let offset = 0; taken.length < most; offset += pageRows) {
    const ids = await searchIds(ctx, 'achievement', search, offset, pageRows);
    const facts = new Map((await factsOf(ctx, ids)).map((each) => [each.id, each]));
    taken.push(...ids.flatMap((id) => facts.get(id) ?? []));
    if (ids.length < pageRows) break;
  }
  return taken.slice(0, most);
}

/** Whose exports are judged together: the person's, whomever he acted for, and his unit's. */
const ofTaker = ({ actor }: ActorContext) =>
  or(eq(exportLogs.userId, actor.userId), actor.org === null ? undefined : eq(exportLogs.orgId, actor.org.orgId));

async function takenBefore(ctx: ActorContext): Promise<string[]> {
  const rows = await ctx.db
    .selectDistinct({ id: sql<string>`unnest(${exportLogs.recordIds})` })
    .from(exportLogs)
    .where(
      and(
        ofTaker(ctx),
        eq(exportLogs.scope, 'others'),
        isNull(exportLogs.applicationId),
        gt(exportLogs.at, new Date(ctx.now().getTime() - gatheredDays * dayMs)),
      ),
    );
  return rows.map(({ id }) => id);
}

const factsOf = async ({ db, actor }: ActorContext, ids: readonly string[]): Promise<Facts[]> =>
  ids.length === 0
    ? []
    : db
        .select({
          id: achievements.id,
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
