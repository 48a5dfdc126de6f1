import { and, eq } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { type DuplicateChoice, importMachine } from '#app/domain/import.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { imports } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { type Import, loadImport } from './load-import.server.ts';
import { settleChoices } from './settle-choices.server.ts';

/**
 * The officer confirms a checked file and answers for its being public; the rows that passed are stored and published by
 * a job. `hasCommitted` is his declaration that nothing in them is classified.
 */
export async function confirmImport(
  ctx: ActorContext,
  input: {
    readonly id: string;
    readonly hasCommitted: boolean;
    /** What becomes of rows that repeat something and say nothing of it themselves. */
    readonly onDuplicate?: DuplicateChoice;
  },
): Promise<Import> {
  const before = await loadImport(ctx, input.id);
  if (!hasRole(ctx.actor, 'officer')) throw new AppError('forbidden');
  if (ctx.actor.org?.verified !== true) throw new AppError('organisation_unverified');
  const transition = transitionOf(importMachine, before.state, 'confirm');
  if (transition === undefined) throw new AppError('state_changed');
  if (!input.hasCommitted)
    throw new AppError('invalid', { says: '请先确认：这些成果不涉密，可以公开。' }, 'commitment');
  return inTransaction(ctx, async (tx) => {
    await tx.db.select({ id: imports.id }).from(imports).where(eq(imports.id, before.id)).for('update');
    const onDuplicate = input.onDuplicate ?? 'skip';
    const validRows = await settleChoices(tx, before.id, onDuplicate);
    if (validRows === 0) throw new AppError('invalid', { says: '没有可以导入的行，请改好表格再传。' });
    const [row] = await tx.db
      .update(imports)
      .set({ state: transition.to, startedAt: tx.now(), onDuplicate, validRows })
      .where(and(eq(imports.id, before.id), eq(imports.state, before.state)))
      .returning();
    if (row === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: 'import.confirm', subjectType: 'import', subjectId: row.id });
    await tx.jobs.enqueue(tx.db, 'import.run', { importId: row.id });
    return row;
  });
}
