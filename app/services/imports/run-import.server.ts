import { and, asc, count, eq, inArray, sql } from 'drizzle-orm';
import { achievementMachine } from '#app/domain/achievement.ts';
import { dayOf } from '#app/domain/days.ts';
import { importMachine } from '#app/domain/import.ts';
import { headerOf } from '#app/domain/import-columns.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { importRows, imports } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import { nextNumber } from '../platform/next-number.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import type { Import } from './load-import.server.ts';
import { mergeRows } from './merge-rows.server.ts';

export interface RunOptions {
  readonly batchRows?: number;
  /** Stops after so many batches: tests of a crash in the middle. */
  readonly maxBatches?: number;
}

/**
 * Stores the rows that passed, in batches of one transaction each. Progress is in the rows themselves: what is stored is
 * no longer `valid`, so a run after a crash goes on where the last committed batch ended and stores nothing twice.
 */
export async function runImport(
  ctx: Context,
  input: { readonly importId: string },
  { batchRows, maxBatches = Number.POSITIVE_INFINITY }: RunOptions = {},
): Promise<void> {
  for (let batch = 0; batch < maxBatches; batch += 1) {
    const goesOn = await inTransaction(ctx, async (tx) => {
      const [row] = await tx.db.select().from(imports).where(eq(imports.id, input.importId)).for('update');
      if (row === undefined || row.state !== 'running') return false;
      const size = batchRows ?? batchOf(row.validRows);
      if ((await storeNew(tx, row, size)) > 0 || (await mergeRows(tx, row, Math.min(size, 200))) > 0) return true;
      await finish(tx, row);
      return false;
    });
    if (!goesOn) return;
  }
}

/** Twentieths of the whole, so that the bar moves for small files too; large ones go by batches that store fastest. */
const batchOf = (rows: number): number => Math.min(2_000, Math.max(25, Math.ceil(rows / 20)));

/**
 * The next valid rows become achievements, all within the database: the achievement takes the id of its row. Gives how many
 * rows were dealt with.
 */
async function storeNew(tx: In<Context>, row: Import, size: number): Promise<number> {
  const waiting = await tx.db
    .select({ id: importRows.id })
    .from(importRows)
    .where(and(eq(importRows.importId, row.id), eq(importRows.state, 'valid')))
    .orderBy(asc(importRows.rowNo))
    .limit(size);
  if (waiting.length === 0) return 0;
  const ids = `{${waiting.map(({ id }) => id).join(',')}}`;
  const numbers = `{${(await nextNumber(tx, 'achievement', waiting.length)).join(',')}}`;
  const published = transitionOf(achievementMachine, achievementMachine.initial, 'import')?.to ?? 'published';
  const held = transitionOf(achievementMachine, achievementMachine.initial, 'submit')?.to ?? 'unit_review';
  const now = tx.now().toISOString();
  const [stored] = (await tx.db.execute(sql`
    with batch as materialized (
      select r.id, r.name, r.name_key, r.reg_no, r.data, r.sha256, r.team, given.no,
        -- Dual use, export control and what the screen marked: a person looks first.
        (r.data ->> 'isDualUse' = 'true' or r.data ->> 'exportControl' is not null
          or jsonb_array_length(coalesce(r.team -> 'flags', '[]')) > 0) as is_held,
        array(select jsonb_array_elements_text(r.team -> 'flags')) as flags
      from unnest(${ids}::uuid[], ${numbers}::text[]) as given (id, no) join import_rows r on r.id = given.id
    ), taken as (
      insert into achievements (id, no, org_id, name, name_key, reg_no, version_n, state, is_sample, import_id,
        price_floor_fen, review_flags, published_at, confirmed_on, created_by, updated_at)
      select b.id, b.no, ${row.orgId}::uuid, b.name, b.name_key, b.reg_no, 1,
        case when b.is_held then ${held} else ${published} end, o.is_sample, ${row.id}::uuid,
        (b.team ->> 'priceFloorFen')::bigint, b.flags, case when b.is_held then null else ${now}::timestamptz end,
        ${dayOf(tx.now())}::date, ${row.createdBy}::uuid, ${now}::timestamptz
      from batch b join organisations o on o.id = ${row.orgId}::uuid
      -- Somebody may have registered the same achievement since the check: that row becomes a duplicate, not a failure.
      on conflict do nothing
      returning id, state
    ), versions as (
      insert into achievement_versions (id, achievement_id, n, data, sha256, author_id)
      select b.id, b.id, 1, b.data, b.sha256, ${row.createdBy}::uuid from batch b join taken using (id)
    ), people as (
      insert into achievement_people (id, achievement_id, position, name, title, share_ppm, unit, contact)
      select gen_random_uuid(), b.id, p.at - 1, p.person ->> 'name', coalesce(p.person ->> 'title', ''),
        (p.person ->> 'sharePpm')::int, coalesce(p.person ->> 'unit', ''), p.person ->> 'contact'
      from batch b join taken using (id), jsonb_array_elements(b.team -> 'people') with ordinality as p (person, at)
    ), to_search as (
      insert into search_changes (kind, row_id) select 'achievement', id from taken where state = ${published}
    ), to_match as (
      insert into match_changes (kind, row_id) select 'achievement', id from taken where state = ${published}
    ), marked as (
      -- The row keeps its name only: people and texts stand with the achievement now.
      update import_rows r set state = 'imported', achievement_id = r.id, data = null, team = null
      from taken where r.id = taken.id
    ), refused as (
      update import_rows r set state = 'skipped', data = null, team = null, errors = ${lateErrors}::jsonb
      from batch b where r.id = b.id and not exists (select 1 from taken where taken.id = b.id)
    )
    select (select count(*) from taken)::int as taken, (select count(*) from batch)::int as "all"`)) as unknown as [
    { taken: number; all: number },
  ];
  await tx.db
    .update(imports)
    .set({
      doneRows: sql`${imports.doneRows} + ${stored.all}`,
      importedRows: sql`${imports.importedRows} + ${stored.taken}`,
      skippedRows: sql`${imports.skippedRows} + ${stored.all - stored.taken}`,
    })
    .where(eq(imports.id, row.id));
  if (stored.taken > 0) {
    await tx.jobs.enqueue(tx.db, 'search.drain', {});
    await tx.jobs.enqueue(tx.db, 'match.compute', {});
  }
  return stored.all;
}

const lateErrors = JSON.stringify([
  {
    column: headerOf('name'),
    code: 'duplicate',
    says: '检查之后，已有同名或同登记号的成果入库，这一行没有导入。',
  },
]);

async function finish(tx: In<Context>, row: Import): Promise<void> {
  const transition = transitionOf(importMachine, row.state, 'finish');
  if (transition === undefined) return;
  // Repeated rows that nobody asked for are left out for good: nothing of them stays but the name.
  const [skipped] = await tx.db
    .select({ rows: count() })
    .from(importRows)
    .where(and(eq(importRows.importId, row.id), eq(importRows.state, 'duplicate')));
  await tx.db
    .update(importRows)
    .set({ state: 'skipped', data: null, team: null })
    .where(and(eq(importRows.importId, row.id), inArray(importRows.state, ['duplicate'])));
  const [now] = await tx.db
    .update(imports)
    .set({
      state: transition.to,
      finishedAt: tx.now(),
      skippedRows: sql`${imports.skippedRows} + ${skipped?.rows ?? 0}`,
    })
    .where(eq(imports.id, row.id))
    .returning();
  await audit(tx, { deed: 'import.finish', subjectType: 'import', subjectId: row.id, orgId: row.orgId });
  await notifyPeople(tx, [row.createdBy], {
    kind: 'import.done',
    params: { title: `${(now?.importedRows ?? 0) + (now?.updatedRows ?? 0)} 项` },
    href: `/desk/imports/${row.id}`,
  });
}
