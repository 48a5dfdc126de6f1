import { and, eq } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { importMachine } from '#app/domain/import.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { imports } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { type Import, loadImport } from './load-import.server.ts';

/** Takes a whole import back: a job withdraws what nobody has touched since, and says of the rest why it stays. */
export async function undoImport(ctx: ActorContext, input: { readonly id: string }): Promise<Import> {
  const before = await loadImport(ctx, input.id);
  if (!hasRole(ctx.actor, 'officer', 'secrecy')) throw new AppError('forbidden');
  const transition = transitionOf(importMachine, before.state, 'undo');
  if (transition === undefined) throw new AppError('state_changed');
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .update(imports)
      .set({ state: transition.to })
      .where(and(eq(imports.id, before.id), eq(imports.state, before.state)))
      .returning();
    if (row === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: 'import.undo', subjectType: 'import', subjectId: row.id });
    await tx.jobs.enqueue(tx.db, 'import.run', { importId: row.id });
    return row;
  });
}
