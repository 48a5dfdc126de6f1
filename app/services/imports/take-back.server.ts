import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { achievementMachine } from '#app/domain/achievement.ts';
import { nameKey } from '#app/domain/achievement-data.ts';
import { headerOf } from '#app/domain/import-columns.ts';
import { nextState, sourcesOf } from '#app/domain/machine.ts';
import { achievementVersions, importRows, imports } from '#db/schema/index.ts';
import { writePublicVersion } from '../achievements/write-public-version.server.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import { noteSearchChange } from '../platform/note-search-change.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { officialNumber } from '../reviews/official-number.server.ts';
import type { Import } from './load-import.server.ts';
import { isTaken } from './merge-rows.server.ts';
import { moveImport } from './move-import.server.ts';
import { touchedSince } from './touched-since.server.ts';

const batchRows = 1_000;
const listOf = (ids: readonly string[]) => sql`${`{${ids.join(',')}}`}::uuid[]`;

type Row = Pick<typeof importRows.$inferSelect, 'id' | 'rowNo' | 'state' | 'achievementId' | 'versionN' | 'team'>;

/**
 * Takes an import back batch by batch, from where an earlier run stopped: what it made is withdrawn, its name and number are
 * free again; what it wrote over gets its earlier version back as a new one. What somebody touched since stays, with the reason.
 */
export async function takeBack(ctx: Context, input: { readonly importId: string }): Promise<void> {
  let kept = 0;
  for (const state of ['imported', 'updated'] as const) kept = await takeBackAll(ctx, input.importId, state, kept);
  await inTransaction(ctx, async (tx) => {
    const [row] = await tx.db.select().from(imports).where(eq(imports.id, input.importId)).for('update');
    if (row?.state === 'undoing') await finish(tx, row);
  });
}

/** One kind of row after the other, so that each piece is found by the index in its order, however many went before. */
async function takeBackAll(
  ctx: Context,
  importId: string,
  state: 'imported' | 'updated',
  keptBefore: number,
): Promise<number> {
  let kept = keptBefore;
  for (let after = 0; ;) {
    const last = await inTransaction(ctx, async (tx) => {
      const [row] = await tx.db.select().from(imports).where(eq(imports.id, importId)).for('update');
      if (row === undefined || row.state !== 'undoing') return null;
      const waiting = await tx.db
        .select({
          id: importRows.id,
          rowNo: importRows.rowNo,
          state: importRows.state,
          achievementId: importRows.achievementId,
          versionN: importRows.versionN,
          team: importRows.team,
        })
        .from(importRows)
        .where(and(eq(importRows.importId, row.id), eq(importRows.state, state), gt(importRows.rowNo, after)))
        .orderBy(asc(importRows.rowNo))
        .limit(batchRows);
      if (waiting.length === 0) return null;
      kept += waiting.length - (await takeBackRows(tx, row, waiting));
      // A run before or beside this one may have come further.
      await tx.db
        .update(imports)
        .set({ keptRows: sql`greatest(${imports.keptRows}, ${kept}::int)` })
        .where(eq(imports.id, row.id));
      return waiting.at(-1)?.rowNo ?? null;
    });
    if (last === null) return kept;
    after = last;
  }
}

/** Gives how many were taken back. */
async function takeBackRows(tx: In<Context>, row: Import, waiting: readonly Row[]): Promise<number> {
  const reasons = await touchedSince(tx, waiting);
  const free = waiting.filter(({ id }) => !reasons.has(id));
  const made = free.filter(({ state }) => state === 'imported').flatMap(({ achievementId }) => achievementId ?? []);
  const from = sourcesOf(achievementMachine, 'undo');
  const now = tx.now().toISOString();
  if (made.length > 0) {
    // Held by their ids first: a plan that went by state would pass over all that an earlier piece has taken back. Nothing but a
    // name may hold the name: the corrected sheet comes next.
    await tx.db.execute(sql`
      with held as materialized (
        select id, org_id, state from achievements where id = any(${listOf(made)}) for update
      )
      update achievements set state = ${nextState(achievementMachine, 'published', 'undo')}, undone_at = ${now}::timestamptz,
        name_key = 'undone ' || achievements.id, reg_no = null, updated_at = ${now}::timestamptz
      from held where achievements.id = held.id and held.org_id = ${row.orgId}::uuid
        and held.state = any(${`{${from.join(',')}}`}::text[])`);
    await noteSearchChange(tx, 'achievement', ...made);
  }
  for (const each of free) {
    const says = each.state === 'updated' ? await restore(tx, row, each) : null;
    if (says !== null) reasons.set(each.id, says);
  }
  const undone = free.filter(({ id }) => !reasons.has(id));
  if (undone.length > 0) {
    await tx.db
      .update(importRows)
      .set({ state: 'undone', team: null })
      .where(sql`${importRows.id} = any(${listOf(undone.map(({ id }) => id))})`);
  }
  for (const [id, says] of reasons) {
    await tx.db
      .update(importRows)
      .set({ errors: [{ column: headerOf('name'), says }] })
      .where(eq(importRows.id, id));
  }
  await tx.db
    .update(imports)
    .set({ undoneRows: sql`${imports.undoneRows} + ${undone.length}` })
    .where(eq(imports.id, row.id));
  await tx.jobs.enqueue(tx.db, 'search.drain', {});
  return undone.length;
}

/** The version before the import's own, as the newest one; or why it cannot come back. */
async function restore(tx: In<Context>, row: Import, { achievementId, versionN, team }: Row): Promise<string | null> {
  if (achievementId === null || versionN === null) return null;
  const [earlier] = await tx.db
    .select()
    .from(achievementVersions)
    .where(and(eq(achievementVersions.achievementId, achievementId), eq(achievementVersions.n, versionN - 1)));
  if (earlier === undefined) return null;
  const { data } = earlier;
  const regNo = await officialNumber(tx, achievementId, data.regNo);
  if (await isTaken(tx, row.orgId, achievementId, nameKey(data.name), regNo)) {
    return '原来的名称或登记号已用在另一项成果上，不随导入撤销。';
  }
  const isGiven = (key: 'people' | 'priceFloor') => team?.given?.includes(key) === true;
  const floor = team?.priceFloorFen ?? null;
  await writePublicVersion(tx, {
    id: achievementId,
    n: versionN + 1,
    data,
    regNo,
    authorId: row.createdBy,
    people: isGiven('people') ? (team?.people ?? []) : null,
    columns: isGiven('priceFloor') ? { priceFloorFen: floor === null ? null : BigInt(floor) } : {},
  });
  return null;
}

async function finish(tx: In<Context>, row: Import): Promise<void> {
  // What waited to write over a public record never will: nothing of it stays but the name.
  await tx.db
    .update(importRows)
    .set({ state: 'skipped', data: null, team: null })
    .where(and(eq(importRows.importId, row.id), eq(importRows.state, 'duplicate')));
  await moveImport(tx, row, 'finish', { finishedAt: tx.now() });
  const href = `/desk/imports/${row.id}`;
  await notifyPeople(tx, [row.createdBy], { kind: 'import.undone', params: { title: `${row.undoneRows} 项` }, href });
}
