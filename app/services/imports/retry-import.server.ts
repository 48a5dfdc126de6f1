import { and, eq } from 'drizzle-orm';
import { hasRole, type RoleGate } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { imports } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { enqueueUnfinished } from './resume-imports.server.ts';

/** Who brings or reviews the imports of a unit. */
export const mayRetryImport: RoleGate = (actor) => hasRole(actor, 'officer', 'secrecy', 'approver');

/**
 * Puts the job of an import that stands still, or of the decision on it, into the queue again: the queue gives a job up after five
 * failures, and its process may have died. One that waits or runs is not doubled and leaves no trace; each goes on where the last
 * one stopped. Gives whether a job was begun.
 */
export async function retryImport(ctx: ActorContext, input: { readonly id: string }): Promise<boolean> {
  if (!mayRetryImport(ctx.actor)) throw new AppError('forbidden');
  const ofUnit = and(eq(imports.id, input.id), eq(imports.orgId, ctx.actor.org?.orgId ?? ''));
  return inTransaction(ctx, async (tx) => {
    // Held, so that of two clicks the second finds the first one's job.
    const [row] = await tx.db.select({ id: imports.id }).from(imports).where(ofUnit).for('update');
    if (row === undefined) throw new AppError('not_found');
    const { left, queued } = await enqueueUnfinished(tx, row.id);
    if (left === 0) throw new AppError('state_changed');
    if (queued > 0) await audit(tx, { deed: 'import.retry', subjectType: 'import', subjectId: row.id });
    return queued > 0;
  });
}
