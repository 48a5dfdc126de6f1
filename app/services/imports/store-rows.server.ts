import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { achievementMachine } from '#app/domain/achievement.ts';
import { dayOf } from '#app/domain/days.ts';
import { headerOf } from '#app/domain/import-columns.ts';
import { nextState } from '#app/domain/machine.ts';
import { importRows, imports } from '#db/schema/index.ts';
import { type Context, type In, inTransaction, isUniqueViolation } from '../context.server.ts';
import { nextNumber } from '../platform/next-number.server.ts';
import type { Import } from './load-import.server.ts';

/**
 * The next valid rows below `after` that nobody else is storing become achievements, all within the database and in one
 * transaction: the achievement takes the id of its row, the row is no longer `valid`. Gives the last of their numbers, null
 * when there was none.
 */
export async function storeRows(ctx: Context, row: Import, after: number, size: number): Promise<number | null> {
  try {
    return await storeBatch(ctx, row, { after, size, onTaken: 'refuse' });
  } catch (error) {
    // Looking for taken names before each row costs a twentieth of the time, for what hardly ever happens: it is done where it did.
    if (!isUniqueViolation(error)) throw error;
    return storeBatch(ctx, row, { after, size, onTaken: 'pass over' });
  }
}

interface Batch {
  readonly after: number;
  readonly size: number;
  /** Somebody may have registered the same achievement since the check: that row becomes a duplicate, not a failure. */
  readonly onTaken: 'refuse' | 'pass over';
}

function storeBatch(ctx: Context, row: Import, { after, size, onTaken }: Batch): Promise<number | null> {
  return inTransaction(ctx, async (tx) => {
    const waiting = await tx.db
      .select({ id: importRows.id, rowNo: importRows.rowNo })
      .from(importRows)
      .where(and(eq(importRows.importId, row.id), eq(importRows.state, 'valid'), gt(importRows.rowNo, after)))
      .orderBy(asc(importRows.rowNo))
      .limit(size)
      .for('update', { skipLocked: true });
    if (waiting.length === 0) return null;
    // In a transaction of their own: while rows are stored, nobody waits for the counter.
    const numbers = await inTransaction(ctx, (own) => nextNumber(own, 'achievement', waiting.length));
    const { taken, all } = await store(
      tx,
      row,
      waiting.map(({ id }) => id),
      numbers,
      onTaken,
    );
    await tx.db
      .update(imports)
      .set({
        doneRows: sql`${imports.doneRows} + ${all}`,
        importedRows: sql`${imports.importedRows} + ${taken}`,
        skippedRows: sql`${imports.skippedRows} + ${all - taken}`,
      })
      .where(eq(imports.id, row.id));
    return waiting.at(-1)?.rowNo ?? null;
  });
}

interface Stored {
  readonly all: number;
  readonly taken: number;
}

async function store(
  tx: In<Context>,
  row: Import,
  ids: readonly string[],
  numbers: readonly string[],
  onTaken: Batch['onTaken'],
): Promise<Stored> {
  const given = sql`unnest(${`{${ids.join(',')}}`}::uuid[], ${`{${numbers.join(',')}}`}::text[])`;
  // Nothing is public before its secrecy reviewer's own click (保守国家秘密法 art. 35).
  const state = nextState(achievementMachine, achievementMachine.initial, 'import');
  const now = tx.now().toISOString();
  // The texts are read where they are copied and nowhere else: what goes from part to part of the statement stays small.
  const [stored] = (await tx.db.execute(sql`
    with batch as materialized (
      select r.id, r.name, r.name_key, r.reg_no, r.team, given.no
      from ${given} as given (id, no) join import_rows r on r.id = given.id
    ), taken as (
      insert into achievements (id, no, org_id, name, name_key, reg_no, version_n, state, is_sample, import_id,
        price_floor_fen, review_flags, confirmed_on, created_by, updated_at)
      select b.id, b.no, ${row.orgId}::uuid, b.name, b.name_key, b.reg_no, 1,
        ${state}, o.is_sample, ${row.id}::uuid,
        (b.team ->> 'priceFloorFen')::bigint,
        case when b.team ? 'flags' then array(select jsonb_array_elements_text(b.team -> 'flags')) else '{}' end,
        ${dayOf(tx.now())}::date, ${row.createdBy}::uuid, ${now}::timestamptz
      from batch b join organisations o on o.id = ${row.orgId}::uuid
      ${onTaken === 'pass over' ? sql`on conflict do nothing` : sql``}
      returning id
    ), versions as (
      insert into achievement_versions (id, achievement_id, n, data, sha256, author_id)
      select r.id, r.id, 1, r.data, r.sha256, ${row.createdBy}::uuid from taken join import_rows r using (id)
    ), people as (
      insert into achievement_people (id, achievement_id, position, name, title, share_ppm, unit, contact)
      -- The beginning of the row's id, which is its time: the index grows at its end.
      select (left(b.id::text, 15) || substr(gen_random_uuid()::text, 16))::uuid, b.id, p.at - 1, p.person ->> 'name', coalesce(p.person ->> 'title', ''),
        (p.person ->> 'sharePpm')::int, coalesce(p.person ->> 'unit', ''), p.person ->> 'contact'
      from batch b join taken using (id), jsonb_array_elements(b.team -> 'people') with ordinality as p (person, at)
    ), marked as (
      -- The row keeps its name only: people and texts stand with the achievement now.
      update import_rows r set state = 'imported', achievement_id = r.id, data = null, team = null
      from taken where r.id = taken.id
    ), refused as (
      update import_rows r set state = 'skipped', data = null, team = null, errors = ${lateErrors}::jsonb
      from batch b where r.id = b.id and not exists (select 1 from taken where taken.id = b.id)
    )
    select (select count(*) from batch)::int as "all", count(*)::int as taken from taken`)) as unknown as [Stored];
  return stored;
}

const lateErrors = JSON.stringify([
  {
    column: headerOf('name'),
    code: 'duplicate',
    says: '检查之后，已有同名或同登记号的成果入库，这一行没有导入。',
  },
]);
