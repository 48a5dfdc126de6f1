import { and, count, eq, sql } from 'drizzle-orm';
import { type DuplicateChoice, duplicateKinds, choiceOf, mergeObstacle } from '#app/domain/import.ts';
import { achievements, importRows } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { leaveUpdates } from './leave-updates.server.ts';

/**
 * Rows that would be merged into what they repeat: `chosen` by the officer, by themselves or with all; `byNumber` because the sheet
 * names the achievement by our number, and nobody said otherwise. What they repeat is public but for `chosenHidden`, chosen one by
 * one while it was; of `hidden` rows what they repeat is not public, so that no choice merges them.
 */
export async function countMerges(
  { db }: Pick<Context, 'db'>,
  importId: string,
  whole: DuplicateChoice,
): Promise<Merges> {
  const { duplicate, choice } = importRows;
  const found = await db
    .select({ kind: duplicate, choice, state: achievements.state, rows: count() })
    .from(importRows)
    .innerJoin(achievements, eq(achievements.id, importRows.achievementId))
    .where(and(eq(importRows.importId, importId), eq(importRows.state, 'duplicate')))
    .groupBy(duplicate, choice, achievements.state);
  const merged = found.filter(
    ({ kind, choice: own }) => kind !== null && choiceOf({ kind, isOwn: true, choice: own }, whole) === 'merge',
  );
  const isHidden = ({ state }: (typeof found)[number]) => mergeObstacle(state) !== null;
  const isByNumber = ({ kind, choice: own }: (typeof found)[number]) =>
    kind === 'no' && own === null && whole !== 'merge';
  const sum = (rows: typeof found): number => rows.reduce((all, each) => all + each.rows, 0);
  return {
    chosen: sum(merged.filter((each) => !isHidden(each) && !isByNumber(each))),
    byNumber: sum(merged.filter((each) => !isHidden(each) && isByNumber(each))),
    chosenHidden: sum(found.filter((each) => isHidden(each) && each.choice === 'merge')),
    hidden: sum(found.filter(isHidden)),
  };
}

export interface Merges {
  readonly chosen: number;
  readonly byNumber: number;
  readonly chosenHidden: number;
  readonly hidden: number;
}

export const noMerges: Merges = { chosen: 0, byNumber: 0, chosenHidden: 0, hidden: 0 };

/**
 * Writes down what becomes of every row that repeats something: its own choice, else that of the whole import. Rows to be
 * stored anew become valid, and those to be merged into what is not public are left out with the reason. Gives how many rows
 * will be stored or merged in all, and how many were left out.
 */
export async function settleChoices(
  tx: In<Context>,
  importId: string,
  whole: DuplicateChoice,
): Promise<{ readonly rows: number; readonly left: number }> {
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
  const left = await leaveUpdates(tx, importId);
  const [row] = (await tx.db.execute(sql`
    select count(*) filter (where state = 'valid' or (state = 'duplicate' and choice = 'merge' and achievement_id is not null))::int as rows
    from import_rows where import_id = ${importId}::uuid`)) as unknown as [{ rows: number }];
  return { rows: row.rows, left };
}
