import { and, count, eq, isNotNull, sql } from 'drizzle-orm';
import { type DuplicateChoice, duplicateKinds, choiceOf } from '#app/domain/import.ts';
import { importRows } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';

/**
 * Rows that would be merged into what they repeat: `chosen` by the officer, by themselves or with all; `byNumber` because the sheet
 * names the achievement by our number, and nobody said otherwise.
 */
export async function countMerges(
  { db }: Pick<Context, 'db'>,
  importId: string,
  whole: DuplicateChoice,
): Promise<{ readonly chosen: number; readonly byNumber: number }> {
  const { duplicate, choice } = importRows;
  const rows = await db
    .select({ kind: duplicate, choice, rows: count() })
    .from(importRows)
    .where(
      and(eq(importRows.importId, importId), eq(importRows.state, 'duplicate'), isNotNull(importRows.achievementId)),
    )
    .groupBy(duplicate, choice);
  const merged = rows.filter(
    ({ kind, choice: own }) => kind !== null && choiceOf({ kind, isOwn: true, choice: own }, whole) === 'merge',
  );
  const sum = (isByNumber: boolean): number =>
    merged
      .filter(({ kind, choice: own }) => (kind === 'no' && own === null && whole !== 'merge') === isByNumber)
      .reduce((all, each) => all + each.rows, 0);
  return { chosen: sum(false), byNumber: sum(true) };
}

/**
 * Writes down what becomes of every row that repeats something: its own choice, else that of the whole import. Rows to be
 * stored anew become valid. Gives how many rows will be stored or merged in all.
 */
export async function settleChoices(tx: In<Context>, importId: string, whole: DuplicateChoice): Promise<number> {
  for (const kind of duplicateKinds) {
    for (const isOwn of [true, false]) {
      for (const choice of [null, 'skip', 'merge', 'new'] as const) {
        const settled = choiceOf({ kind, isOwn, choice }, whole);
        if (settled === 'skip' && choice === null) continue;
        await tx.db.execute(sql`
          update import_rows set choice = ${settled}, state = ${settled === 'new' ? 'valid' : 'duplicate'}
          where import_id = ${importId}::uuid and state = 'duplicate' and duplicate = ${kind}
            and (achievement_id is not null) = ${isOwn} and choice is not distinct from ${choice}::text`);
      }
    }
  }
  const [row] = (await tx.db.execute(sql`
    select count(*) filter (where state = 'valid' or (state = 'duplicate' and choice = 'merge' and achievement_id is not null))::int as rows
    from import_rows where import_id = ${importId}::uuid`)) as unknown as [{ rows: number }];
  return row.rows;
}
