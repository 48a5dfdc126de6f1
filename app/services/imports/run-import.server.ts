import { and, count, eq, inArray, sql } from 'drizzle-orm';
import { importMachine } from '#app/domain/import.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { importRows, imports } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import { matchProjects } from '../projects/match-projects.server.ts';
import type { Import } from './load-import.server.ts';
import { mergeRows } from './merge-rows.server.ts';
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
      if ((await mergeRows(tx, now, Math.min(size, 200))) > 0) return true;
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
  await matchProjects(tx, { orgId: row.orgId });
  if (row.reviewedBy === null && (now?.importedRows ?? 0) > 0) {
    await notifyOrganisation(tx, row.orgId, ['secrecy'], {
      kind: 'import.review',
      params: { title: `${now?.importedRows} 项` },
      href: `/desk/reviews/achievements?import=${row.id}`,
    });
  }
  await audit(tx, { deed: 'import.finish', subjectType: 'import', subjectId: row.id, orgId: row.orgId });
  await notifyPeople(tx, [row.createdBy], {
    kind: 'import.done',
    params: { title: `${(now?.importedRows ?? 0) + (now?.updatedRows ?? 0)} 项` },
    href: `/desk/imports/${row.id}`,
  });
}
