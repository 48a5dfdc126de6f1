import { and, eq } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { importMachine } from '#app/domain/import.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { importRows, imports } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { type Import, loadImport } from './load-import.server.ts';

/** Gives a checked file up; its rows are forgotten. */
export async function cancelImport(ctx: ActorContext, input: { readonly id: string }): Promise<Import> {
  const before = await loadImport(ctx, input.id);
  if (!hasRole(ctx.actor, 'officer')) throw new AppError('forbidden');
  const transition = transitionOf(importMachine, before.state, 'cancel');
  if (transition === undefined) throw new AppError('state_changed');
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .update(imports)
      .set({ state: transition.to, finishedAt: tx.now() })
      .where(and(eq(imports.id, before.id), eq(imports.state, before.state)))
      .returning();
    if (row === undefined) throw new AppError('state_changed');
    await tx.db.delete(importRows).where(eq(importRows.importId, row.id));
    await audit(tx, { deed: 'import.cancel', subjectType: 'import', subjectId: row.id });
    return row;
  });
}
