import type { Readable } from 'node:stream';
import { and, eq } from 'drizzle-orm';
import { type AchievementSearch, queryOf, readAchievementSearch } from '#app/domain/achievement-search.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { type ExportFormat, freeExportRows } from '#app/domain/export-application.ts';
import { exportCells, exportColumns, publicRecord } from '#app/domain/export-cells.ts';
import { exportApplications } from '#db/schema/index.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { lockName } from '../lock-name.server.ts';
import { searchIds } from '../platform/search-records.server.ts';
import { codeLists } from '../reference/code-lists.server.ts';
import { freeRowsLeft, rowsTakenFor } from './export-limit.server.ts';
import { countOthers } from './count-others.server.ts';
import { othersRecordsOf } from './exported-records.server.ts';
import { gatheredSince, recordsToTake } from './gathered-records.server.ts';
import { beginExport, counting } from './log-export.server.ts';
import { recordFile } from './record-file.server.ts';

export interface ExportOthersInput {
  readonly format: ExportFormat;
  /** What stands behind the question mark of the list. */
  readonly query: string;
  readonly applicationId?: string | undefined;
}

const pageRows = 100;

/**
 * Public records of other units that a search finds, as a file: within the daily limit of the person, or within an approved
 * application and for its search. What is promised counts at once, so that exports side by side share one limit
 * (保守国家秘密法 art. 36: what is harmless one by one may not be so together). What gathers of a sensitive field or of one project leaves by
 * an approved application only.
 */
export async function exportOthers(ctx: ActorContext, input: ExportOthersInput): Promise<Readable> {
  const { format, applicationId } = input;
  const approved = applicationId === undefined ? null : await loadApproved(ctx, applicationId);
  const query = approved?.query ?? queryOf(input.query);
  const search = readAchievementSearch(new URLSearchParams(query));
  const [{ others: found }, lists] = await Promise.all([countOthers(ctx, search), codeLists(ctx)]);
  const wanted = approved === null ? await recordsToTake(ctx, search, freeExportRows) : [];
  const log = await inTransaction(ctx, async (tx) => {
    const left = await rowsLeft(tx, approved);
    if (left === 0) throw new AppError('rate_limited');
    const leaving = wanted.slice(0, left);
    if (approved === null) await requireUngathered(tx, leaving);
    return beginExport(tx, {
      scope: 'others',
      format,
      query,
      rows: Math.min(found, left),
      applicationId: approved?.id ?? null,
      recordIds: leaving.map(({ id }) => id),
    });
  });
  const columns = exportColumns('others');
  async function* cells(): AsyncGenerator<readonly string[]> {
    for await (const record of foundRecords(ctx, search, log.rows)) {
      const written = exportCells(publicRecord(record), lists, 'others');
      yield columns.map(({ key }) => written.get(key) ?? '');
    }
  }
  return recordFile(
    format,
    columns.map(({ header }) => header),
    counting(ctx, log.id, cells()),
  );
}

/**
 * What gathers is let go by a person only: he sees what gathers when he decides on the application. Files of one unit side by side wait
 * for one another, as those of one person do by their limit, so that each is judged with the others.
 */
async function requireUngathered(tx: In<ActorContext>, leaving: Awaited<ReturnType<typeof recordsToTake>>) {
  if (tx.actor.org !== null) await lockName(tx.db, `export gathers ${tx.actor.org.orgId}`);
  if ((await gatheredSince(tx, leaving)).length > 0) throw new AppError('state_changed');
}

/** Whoever exports at the same time waits here, and finds what was promised counted. */
async function rowsLeft(tx: In<ActorContext>, approved: Approved | null): Promise<number> {
  await lockName(tx.db, `export ${approved?.id ?? tx.actor.userId}`);
  return approved === null ? freeRowsLeft(tx) : Math.max(0, approved.rows - (await rowsTakenFor(tx, approved.id)));
}

type Approved = typeof exportApplications.$inferSelect;

async function loadApproved(ctx: ActorContext, id: string): Promise<Approved> {
  const [row] = await ctx.db
    .select()
    .from(exportApplications)
    .where(and(eq(exportApplications.id, id), eq(exportApplications.orgId, ctx.actor.org?.orgId ?? id)));
  if (row === undefined) throw new AppError('not_found');
  if (row.state !== 'approved' || (row.validUntilOn ?? '') < dayOf(ctx.now())) throw new AppError('state_changed');
  return row;
}

async function* foundRecords(ctx: ActorContext, search: AchievementSearch, most: number) {
  let sent = 0;
  for (let offset = 0; sent < most; offset += pageRows) {
    const ids = await searchIds(ctx, 'achievement', search, offset, pageRows);
    for (const record of await othersRecordsOf(ctx, ids, ctx.actor.org?.orgId)) {
      if ((sent += 1) > most) return;
      yield record;
    }
    if (ids.length < pageRows) return;
  }
}
