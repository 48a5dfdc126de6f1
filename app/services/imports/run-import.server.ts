import { and, asc, count, eq, inArray, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { nameKey } from '#app/domain/achievement-data.ts';
import { achievementMachine } from '#app/domain/achievement.ts';
import { dayOf } from '#app/domain/days.ts';
import { importMachine } from '#app/domain/import.ts';
import { headerOf } from '#app/domain/import-columns.ts';
import type { ReadRow } from '#app/domain/import-row.ts';
import { transitionOf } from '#app/domain/machine.ts';
import {
  achievementPeople,
  achievements,
  achievementVersions,
  importRows,
  imports,
  organisations,
} from '#db/schema/index.ts';
import { fingerprint } from '../fingerprint.server.ts';
import { audit } from '../audit.server.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import { nextNumber } from '../platform/next-number.server.ts';
import { noteSearchChange } from '../platform/note-search-change.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';

type Import = typeof imports.$inferSelect;
type Waiting = Pick<typeof importRows.$inferSelect, 'id' | 'rowNo'> & { readonly read: ReadRow };

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
      const waiting = await tx.db
        .select()
        .from(importRows)
        .where(and(eq(importRows.importId, row.id), eq(importRows.state, 'valid')))
        .orderBy(asc(importRows.rowNo))
        .limit(batchRows ?? batchOf(row.validRows));
      if (waiting.length === 0) {
        await finish(tx, row);
        return false;
      }
      await storeBatch(
        tx,
        row,
        waiting.map(({ id, rowNo, data }) => ({ id, rowNo, read: data as unknown as ReadRow })),
      );
      return true;
    });
    if (!goesOn) return;
  }
}

/** Twentieths of the whole, so that the bar moves for small files too; large ones go by batches that store fastest. */
const batchOf = (rows: number): number => Math.min(500, Math.max(25, Math.ceil(rows / 20)));

async function storeBatch(tx: In<Context>, row: Import, waiting: readonly Waiting[]): Promise<void> {
  const now = tx.now();
  const to = transitionOf(achievementMachine, achievementMachine.initial, 'import')?.to ?? 'published';
  const [org] = await tx.db
    .select({ isSample: organisations.isSample })
    .from(organisations)
    .where(eq(organisations.id, row.orgId));
  const numbers = await nextNumber(tx, 'achievement', waiting.length);
  const drafts = waiting.map((item, at) => ({ ...item, achievementId: v7(), no: numbers[at] ?? '' }));
  const inserted = await tx.db
    .insert(achievements)
    .values(
      drafts.map(({ achievementId, no, read: { achievement } }) => ({
        id: achievementId,
        no,
        orgId: row.orgId,
        name: achievement.name,
        nameKey: nameKey(achievement.name),
        regNo: achievement.regNo,
        versionN: 1,
        state: to,
        isSample: org?.isSample ?? false,
        importId: row.id,
        publishedAt: now,
        confirmedOn: dayOf(now),
        createdBy: row.createdBy,
        updatedAt: now,
      })),
    )
    // Somebody may have registered the same achievement since the check: that row becomes a duplicate, not a failure.
    .onConflictDoNothing()
    .returning({ id: achievements.id });
  const stored = new Set(inserted.map(({ id }) => id));
  const taken = drafts.filter((draft) => stored.has(draft.achievementId));
  const refused = drafts.filter((draft) => !stored.has(draft.achievementId));
  if (taken.length > 0) {
    await tx.db.insert(achievementVersions).values(
      taken.map(({ achievementId, read: { achievement } }) => ({
        achievementId,
        n: 1,
        data: achievement,
        sha256: fingerprint(achievement),
        authorId: row.createdBy,
      })),
    );
    const people = taken.flatMap(({ achievementId, read }) =>
      read.people.map((person, position) => ({ ...person, position, achievementId })),
    );
    if (people.length > 0) await tx.db.insert(achievementPeople).values(people);
    const pairs = sql.join(
      taken.map(({ id, achievementId }) => sql`(${id}::uuid, ${achievementId}::uuid)`),
      sql`, `,
    );
    // The row keeps its name only: people and texts stand with the achievement now.
    await tx.db.execute(sql`
      update ${importRows} set state = 'imported', achievement_id = pair.achievement_id,
        data = jsonb_build_object('name', data -> 'achievement' -> 'name')
      from (values ${pairs}) as pair (row_id, achievement_id) where ${importRows.id} = pair.row_id`);
    await noteSearchChange(tx, 'achievement', ...taken.map(({ achievementId }) => achievementId));
  }
  if (refused.length > 0) await markRefused(tx, refused);
  await tx.db
    .update(imports)
    .set({
      doneRows: sql`${imports.doneRows} + ${waiting.length}`,
      duplicateRows: sql`${imports.duplicateRows} + ${refused.length}`,
    })
    .where(eq(imports.id, row.id));
  await tx.jobs.enqueue(tx.db, 'search.drain', {});
}

async function markRefused(tx: In<Context>, refused: readonly Waiting[]): Promise<void> {
  await tx.db
    .update(importRows)
    .set({
      state: 'duplicate',
      data: sql`jsonb_build_object('name', ${importRows.data} -> 'achievement' -> 'name')`,
      errors: [{ column: headerOf('name'), says: '检查之后，已有同名或同登记号的成果入库，这一行没有导入。' }],
    })
    .where(
      inArray(
        importRows.id,
        refused.map(({ id }) => id),
      ),
    );
}

async function finish(tx: In<Context>, row: Import): Promise<void> {
  const transition = transitionOf(importMachine, row.state, 'finish');
  if (transition === undefined) return;
  await tx.db.update(imports).set({ state: transition.to, finishedAt: tx.now() }).where(eq(imports.id, row.id));
  await audit(tx, { deed: 'import.finish', subjectType: 'import', subjectId: row.id, orgId: row.orgId });
  const [imported] = await tx.db
    .select({ rows: count() })
    .from(importRows)
    .where(and(eq(importRows.importId, row.id), eq(importRows.state, 'imported')));
  await notifyPeople(tx, [row.createdBy], {
    kind: 'import.done',
    params: { title: `${imported?.rows ?? 0} 项` },
    href: `/desk/imports/${row.id}`,
  });
}
