import { and, eq } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { importMachine } from '#app/domain/import.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { imports } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { type Import, loadImport } from './load-import.server.ts';

/**
 * The unit no longer waits for the one who was named: the rows go through its review, secrecy first, and what would write over a
 * public record is left out.
 */
export async function chainImport(ctx: ActorContext, input: { readonly id: string }): Promise<Import> {
  const before = await loadImport(ctx, input.id);
  if (!hasRole(ctx.actor, 'officer', 'secrecy')) throw new AppError('forbidden');
  const transition = transitionOf(importMachine, before.state, 'chain');
  if (transition === undefined) throw new AppError('state_changed');
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .update(imports)
      .set({ state: transition.to, reviewedBy: null })
      .where(and(eq(imports.id, before.id), eq(imports.state, before.state)))
      .returning();
    if (row === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: 'import.chain', subjectType: 'import', subjectId: row.id });
    await tx.jobs.enqueue(tx.db, 'import.run', { importId: row.id });
    return row;
  });
}
