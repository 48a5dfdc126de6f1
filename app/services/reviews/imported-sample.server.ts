import { and, asc, count, eq, inArray, sql } from 'drizzle-orm';
import { mergeObstacle } from '#app/domain/import.ts';
import { type ImportReviewEvent, importReviewSteps, isSecrecyStep } from '#app/domain/import-review.ts';
import { mergeAchievement } from '#app/domain/merge-achievement.ts';
import { fieldLabels } from '#app/domain/record-groups.ts';
import { achievements, achievementVersions, importRows, imports } from '#db/schema/index.ts';
import { currentVersion } from '../achievements/current-version.server.ts';
import { isFlaggedRecord } from '../achievements/flagged-record.server.ts';
import type { ActorContext } from '../context.server.ts';
import { codeLists } from '../reference/code-lists.server.ts';
import { activeRules, rulesMark } from '../secrecy/active-rules.server.ts';
import { differencesOf } from './differences.server.ts';
import { importedPublications } from './imported-publications.server.ts';
import { hiddenUpdatesOf, importedSet, updatesOf } from './imported-set.server.ts';

const sampleSize = 10;

/** Every n-th of a list, from its first to its last: 10 of 95,000 stand at 1, 10,556, 21,111 … 95,000. */
const spread = <T>(all: readonly T[], most: number): T[] =>
  all.length <= most
    ? [...all]
    : Array.from({ length: most }, (_, at) => all[Math.round((at * (all.length - 1)) / (most - 1))]).filter(
        (one) => one !== undefined,
      );

/**
 * What a reviewer has before him when he decides on an import as a whole: the set's mark, a sample spread over it, what would be
 * written over public records, and what stays out because a person has to read it by itself. For the import's own unit.
 */
export async function importedSample(ctx: ActorContext, importId: string, event: ImportReviewEvent) {
  const { ids, updates, mark } = await importedSet(ctx, importId, event);
  const published = await importedPublications(ctx, importId, event);
  const drawn = published.flatMap((alike) => spread(alike.ids, sampleSize));
  const [sample, updated, hidden, [left], alone, [row], rules] = await Promise.all([
    listRecords(ctx, drawn),
    updates === 0 ? [] : listUpdates(ctx, importId),
    event === 'release' ? listHidden(ctx, importId) : { first: [], rows: 0 },
    ctx.db.select({ rows: count() }).from(achievements).where(flaggedOf(importId, event)),
    ctx.db
      .select({ id: achievements.id, name: achievements.name, reasons: achievements.reviewFlags })
      .from(achievements)
      .where(flaggedOf(importId, event))
      .orderBy(asc(achievements.id))
      .limit(sampleSize),
    ctx.db
      .select({ screenedBy: imports.screenedBy, notes: imports.notes })
      .from(imports)
      .where(eq(imports.id, importId)),
    activeRules(ctx),
  ]);
  const hasLaterRules = row?.screenedBy !== rulesMark(rules);
  return {
    mark,
    hasLaterRules,
    gathered: isSecrecyStep(event) ? (row?.notes.gathered ?? []) : [],
    rows: ids.length + updates,
    // Each way of publishing by itself, with a sample of its own.
    published: published.map(({ level, ids: alike, updates: over }) => ({
      level,
      rows: alike.length,
      updates: over,
      sample: sample.filter(({ id }) => alike.includes(id)),
    })),
    sample,
    updated,
    updates,
    hidden,
    flagged: left?.rows ?? 0,
    alone,
  };
}

const flaggedOf = (importId: string, event: ImportReviewEvent) =>
  and(eq(achievements.importId, importId), eq(achievements.state, importReviewSteps[event].from), isFlaggedRecord);

const listRecords = (ctx: ActorContext, ids: readonly string[]) =>
  ids.length === 0
    ? []
    : ctx.db
        .select({
          id: achievements.id,
          name: achievements.name,
          abstract: sql<string>`left(${achievementVersions.data} ->> 'abstract', 120)`,
        })
        .from(achievements)
        .innerJoin(achievementVersions, currentVersion)
        .where(inArray(achievements.id, [...ids]))
        .orderBy(asc(achievements.id));

/** Rows that were to update what is not public any more: the first of them, each with why it is not, and how many. */
async function listHidden(ctx: ActorContext, importId: string) {
  const [first, rows] = await Promise.all([
    ctx.db
      .select({ rowNo: importRows.rowNo, id: achievements.id, name: achievements.name, state: achievements.state })
      .from(importRows)
      .innerJoin(achievements, eq(achievements.id, importRows.achievementId))
      .where(hiddenUpdatesOf(importId))
      .orderBy(asc(importRows.rowNo))
      .limit(sampleSize),
    ctx.db.$count(importRows, hiddenUpdatesOf(importId)),
  ]);
  return { first: first.map(({ state, ...row }) => ({ ...row, says: mergeObstacle(state) ?? '' })), rows };
}

/** Rows that write over a public record: which, and word by word what they would make of it. */
async function listUpdates(ctx: ActorContext, importId: string) {
  const rows = await ctx.db
    .select({
      rowNo: importRows.rowNo,
      team: importRows.team,
      data: importRows.data,
      earlier: achievementVersions.data,
      id: achievements.id,
      name: achievements.name,
    })
    .from(importRows)
    .innerJoin(achievements, eq(achievements.id, importRows.achievementId))
    .innerJoin(achievementVersions, currentVersion)
    .where(updatesOf(importId))
    .orderBy(asc(importRows.rowNo))
    .limit(sampleSize);
  const lists = await codeLists(ctx);
  return rows.map(({ team, data, earlier, ...row }) => {
    const given = team?.given ?? [];
    const later = data === null ? earlier : mergeAchievement(earlier, data, given);
    return {
      ...row,
      differences: differencesOf(earlier, later, lists, true),
      // What stands apart from the text.
      besides: given.filter((key) => key === 'people' || key === 'priceFloor').map((key) => fieldLabels[key]),
    };
  });
}
