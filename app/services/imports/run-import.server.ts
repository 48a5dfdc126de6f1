import { and, eq, sql } from 'drizzle-orm';
import { achievements, importRows, imports } from '#db/schema/index.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import { decidedTogether, updatesOf } from '../reviews/imported-set.server.ts';
import type { Import } from './load-import.server.ts';
import { mergeRows } from './merge-rows.server.ts';
import { leaveUpdates } from './leave-updates.server.ts';
import { moveImport } from './move-import.server.ts';
import { storeRows } from './store-rows.server.ts';

export interface RunOptions {
  readonly batchRows?: number;
  /** Stops after so many batches: tests of a crash in the middle. */
  readonly maxBatches?: number;
}

/** So many batches are stored side by side: each has its own rows, and the database more than one processor. */
const sideBySide = 2;

/**
 * Stores the rows that passed, in batches of one transaction each. Progress is in the rows themselves: what is stored is
 * no longer `valid`, so a run after a crash goes on where the last committed batch ended and stores nothing twice.
 */
export async function runImport(
  ctx: Context,
  input: { readonly importId: string },
  { batchRows, maxBatches = Number.POSITIVE_INFINITY }: RunOptions = {},
): Promise<void> {
  const [row] = await ctx.db.select().from(imports).where(eq(imports.id, input.importId));
  if (row === undefined || row.state !== 'running') return;
  const size = batchRows ?? batchOf(row.validRows);
  let batches = 0;
  let after = 0;
  const storeAll = async (): Promise<void> => {
    while ((batches += 1) <= maxBatches) {
      const last = await storeRows(ctx, row, after, size);
      if (last === null) return;
      after = Math.max(after, last);
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, storeAll));
  while ((batches += 1) <= maxBatches) {
    const goesOn = await inTransaction(ctx, async (tx) => {
      // Waits for batches that another process has under way; what it left behind is stored now.
      const [now] = await tx.db.select().from(imports).where(eq(imports.id, row.id)).for('update');
      if (now === undefined || now.state !== 'running') return false;
      // What writes over a public record waits for its reviewer's click, where one is named; else it is left out.
      if (now.reviewedBy === null && (await mergeRows(tx, now, Math.min(size, 200))) > 0) return true;
      if ((await waitingRows(tx, row.id)) > 0) return true;
      await finish(tx, now);
      return false;
    });
    if (!goesOn) return;
    after = 0;
    await storeAll();
  }
}

const waitingRows = (tx: In<Context>, importId: string): Promise<number> =>
  tx.db.$count(importRows, and(eq(importRows.importId, importId), eq(importRows.state, 'valid')));

/** Twentieths of the whole, so that the bar moves for small files too; large ones go by batches that store fastest. */
const batchOf = (rows: number): number => Math.min(2_000, Math.max(25, Math.ceil(rows / 20)));

/** Rows that wait for the click of who was named; what is flagged is read one by one anyhow. */
async function hasToRelease(tx: In<Context>, importId: string): Promise<boolean> {
  const [found] = (await tx.db.execute(sql`
    select exists (select 1 from ${achievements} where ${decidedTogether(importId, 'release')})
      or exists (select 1 from ${importRows} where ${updatesOf(importId)}) as waits`)) as unknown as [
    { waits: boolean },
  ];
  return found.waits;
}

async function finish(tx: In<Context>, row: Import): Promise<void> {
  const left = row.reviewedBy === null ? 0 : await leaveUpdates(tx, row.id);
  // Repeated rows that nobody asked for are left out for good: nothing of them stays but the name.
  const skipped = await tx.db
    .update(importRows)
    .set({ state: 'skipped', data: null, team: null })
    .where(
      and(
        eq(importRows.importId, row.id),
        eq(importRows.state, 'duplicate'),
        row.reviewedBy === null ? undefined : sql`${importRows.choice} is distinct from 'merge'`,
      ),
    )
    .returning({ id: importRows.id });
  const waits = row.reviewedBy !== null && (await hasToRelease(tx, row.id));
  const now = await moveImport(tx, row, waits ? 'wait' : 'finish', {
    finishedAt: tx.now(),
    doneRows: row.doneRows + left,
    skippedRows: row.skippedRows + left + skipped.length,
  });
  const stored = now.importedRows;
  const href = `/desk/imports/${row.id}`;
  const params = { title: `${stored + now.updatedRows} 项` };
  await notifyPeople(tx, [row.createdBy], { kind: 'import.done', params, href });
  if (waits) {
    await notifyPeople(tx, [row.reviewedBy ?? ''], {
      kind: 'import.named',
      params: { title: `${row.validRows} 项` },
      href,
    });
  } else if (stored > 0) {
    await notifyOrganisation(tx, row.orgId, ['secrecy'], {
      kind: 'import.review',
      params: { title: `${stored} 项` },
      href: `/desk/reviews/achievements?import=${row.id}`,
    });
  }
}
