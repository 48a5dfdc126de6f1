import { and, asc, count, desc, eq, inArray, or, sql } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { type ImportRowState, importRowStates, importStatesWithRows } from '#app/domain/import.ts';
import { achievements, files, importRows, imports, searchChanges } from '#db/schema/index.ts';
import { isFlaggedRecord } from '../achievements/flagged-record.server.ts';
import type { ActorContext } from '../context.server.ts';
import { listImportReviews } from '../reviews/imported-work-queries.server.ts';
import { hiddenUpdatesOf } from '../reviews/imported-set.server.ts';
import { isUploadThere } from './is-upload-there.server.ts';
import { type Import, loadImport } from './load-import.server.ts';
import { secrecyReviewers } from './secrecy-reviewers.server.ts';
import { leftUpdates } from './left-updates.server.ts';
import { countMerges, noMerges } from './settle-choices.server.ts';

const pageRows = 50;

/** The organisation's imports, newest first. */
export async function listImports(ctx: ActorContext) {
  if (!hasRole(ctx.actor, 'officer', 'secrecy')) throw new AppError('forbidden');
  const orgId = ctx.actor.org?.orgId ?? '';
  return ctx.db
    .select({ import: imports, fileName: files.name })
    .from(imports)
    .innerJoin(files, eq(files.id, imports.fileId))
    .where(eq(imports.orgId, orgId))
    .orderBy(desc(imports.createdAt))
    .limit(100);
}

/** One import with a page of its rows that need a look, unless `state` asks for one kind; and how many there are of each. */
export async function getImport(
  ctx: ActorContext,
  input: { readonly id: string; readonly state: ImportRowState | null; readonly page: number },
) {
  const row = await loadImport(ctx, input.id);
  // While a check writes rows, nobody is shown any: its page asks twice a second.
  const hasRows = importStatesWithRows.includes(row.state);
  const chosen = and(
    hasRows ? undefined : sql`false`,
    eq(importRows.importId, row.id),
    input.state === null ? needsLook(row) : eq(importRows.state, input.state),
  );
  const [[file], rows, [total], counts, reviewers, [review]] = await Promise.all([
    ctx.db
      .select({ id: files.id, name: files.name, bytes: files.bytes, sha256: files.sha256 })
      .from(files)
      .where(eq(files.id, row.fileId)),
    ctx.db
      .select({
        rowNo: importRows.rowNo,
        state: importRows.state,
        errors: importRows.errors,
        name: importRows.name,
        duplicate: importRows.duplicate,
        choice: importRows.choice,
        versionN: importRows.versionN,
        achievement: {
          id: achievements.id,
          no: achievements.no,
          name: achievements.name,
          state: achievements.state,
        },
      })
      .from(importRows)
      .leftJoin(achievements, and(eq(achievements.id, importRows.achievementId), eq(achievements.orgId, row.orgId)))
      .where(chosen)
      .orderBy(asc(importRows.rowNo))
      .limit(pageRows)
      .offset((input.page - 1) * pageRows),
    ctx.db.select({ rows: count() }).from(importRows).where(chosen),
    countRows(ctx, row, hasRows),
    secrecyReviewers(ctx, row.orgId),
    listImportReviews(ctx, row.id),
  ]);
  return {
    row,
    file: file === undefined ? null : { id: file.id, name: file.name, bytes: file.bytes },
    isErased: file === undefined || !(await isUploadThere(ctx, file.sha256)),
    isSearchable: row.state !== 'done' || row.reviewedBy === null || !(await waitsForIndex(ctx, row.id)),
    reviewers: reviewers.filter(({ id }) => ![ctx.actor.userId, row.createdBy, row.mappedBy].includes(id)),
    review: review ?? null,
    merges: row.state === 'checked' ? await countMerges(ctx, row.id, 'skip') : noMerges,
    hidden: row.state === 'waiting' ? await ctx.db.$count(importRows, hiddenUpdatesOf(row.id)) : 0,
    left: row.state === 'done' ? await leftUpdates(ctx, row.id) : [],
    held: row.state === 'done' ? await heldOf(ctx, row.id) : { first: [], count: 0 },
    reviewer: reviewers.find(({ id }) => id === row.reviewedBy)?.name ?? null,
    rows,
    counts,
    shown: total?.rows ?? 0,
    pages: Math.max(1, Math.ceil((total?.rows ?? 0) / pageRows)),
  };
}

/** What is wrong, what repeats and is not settled; of an import that was taken back also what stayed, with the reason. */
const needsLook = ({ state }: Import) =>
  or(
    inArray(importRows.state, ['invalid', 'duplicate']),
    state === 'undone' ? inArray(importRows.state, ['imported', 'updated']) : undefined,
  );

async function countRows(ctx: ActorContext, row: Import, hasRows: boolean) {
  const counted = await ctx.db
    .select({ state: importRows.state, rows: count() })
    .from(importRows)
    .where(and(eq(importRows.importId, row.id), hasRows ? undefined : sql`false`))
    .groupBy(importRows.state);
  const of = (state: ImportRowState): number => counted.find((each) => each.state === state)?.rows ?? 0;
  const stayed = row.state === 'undone' ? of('imported') + of('updated') : 0;
  return {
    ...(Object.fromEntries(importRowStates.map((state) => [state, of(state)])) as Record<ImportRowState, number>),
    look: of('invalid') + of('duplicate') + stayed,
  };
}

const heldShown = 20;

/** Records of an import that were not decided on with the rest, because a person reads each by itself; with the reasons. */
async function heldOf(ctx: ActorContext, importId: string) {
  const which = and(
    eq(achievements.importId, importId),
    inArray(achievements.state, ['unit_review', 'office_review']),
    isFlaggedRecord,
  );
  const [first, rows] = await Promise.all([
    ctx.db
      .select({ id: achievements.id, name: achievements.name, reasons: achievements.reviewFlags })
      .from(achievements)
      .where(which)
      .orderBy(asc(achievements.id))
      .limit(heldShown),
    ctx.db.$count(achievements, which),
  ]);
  return { first, count: rows };
}

/** True while the search has yet to take in what an import made: minutes for the largest. */
async function waitsForIndex(ctx: ActorContext, importId: string): Promise<boolean> {
  const waiting = await ctx.db
    .select({ id: searchChanges.id })
    .from(searchChanges)
    .innerJoin(achievements, eq(achievements.id, searchChanges.rowId))
    .where(and(eq(searchChanges.kind, 'achievement'), eq(achievements.importId, importId)))
    .limit(1);
  return waiting.length > 0;
}
