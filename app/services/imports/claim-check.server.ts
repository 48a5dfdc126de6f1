import { and, eq, sql } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { importMachine } from '#app/domain/import.ts';
import { importRows, imports } from '#db/schema/index.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import type { Import } from './load-import.server.ts';

/**
 * Begins one more check of an import: what an earlier one wrote goes, and from now on this one alone writes. Null where nothing is
 * to be checked.
 */
export const claimCheck = (ctx: Context, importId: string): Promise<Import | null> =>
  inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .update(imports)
      .set({ checks: sql`${imports.checks} + 1`, checkedRows: 0, checkedPpm: 0, phaseAt: tx.now() })
      .where(and(eq(imports.id, importId), eq(imports.state, importMachine.initial)))
      .returning();
    if (row !== undefined) await forgetRows(tx, importId);
    return row ?? null;
  });

/** Holds the import of a check for the transaction. A later check has begun, or one was finished: `state_changed`. */
export async function holdCheck(tx: In<Context>, { id, state, checks }: Import): Promise<void> {
  const [row] = await tx.db
    .select({ id: imports.id })
    .from(imports)
    .where(and(eq(imports.id, id), eq(imports.state, state), eq(imports.checks, checks)))
    .for('update');
  if (row === undefined) throw new AppError('state_changed');
}

export const forgetRows = ({ db }: In<Context>, importId: string) =>
  db.delete(importRows).where(eq(importRows.importId, importId));
