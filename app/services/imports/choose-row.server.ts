import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { choicesFor, type DuplicateChoice, mergeObstacle } from '#app/domain/import.ts';
import { achievements, importRows } from '#db/schema/index.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { loadImportFor } from './load-import.server.ts';

/**
 * Says of one row that repeats something whether it is left out, merged into what it repeats, or stored all the same: part of
 * confirming. What is not public is not merged into: refused with the reason.
 */
export async function chooseRow(
  ctx: ActorContext,
  input: { readonly id: string; readonly rowNo: number; readonly choice: DuplicateChoice },
): Promise<void> {
  const before = await loadImportFor(ctx, input.id, 'confirm');
  await inTransaction(ctx, async (tx) => {
    const mine = and(eq(importRows.importId, before.id), eq(importRows.rowNo, input.rowNo));
    const [row] = await tx.db.select().from(importRows).where(mine).for('update');
    if (row?.state !== 'duplicate' || row.duplicate === null) throw new AppError('not_found');
    if (!choicesFor(row.duplicate, row.achievementId !== null).includes(input.choice)) {
      throw new AppError('invalid', { says: '这一行不能这样处理。' }, 'choice');
    }
    if (input.choice === 'merge') await requirePublic(tx, row.achievementId ?? '');
    await tx.db.update(importRows).set({ choice: input.choice }).where(mine);
  });
}

async function requirePublic(tx: In<ActorContext>, achievementId: string): Promise<void> {
  const [target] = await tx.db
    .select({ state: achievements.state })
    .from(achievements)
    .where(eq(achievements.id, achievementId));
  const says = target === undefined ? null : mergeObstacle(target.state);
  if (says !== null) throw new AppError('invalid', { says }, 'choice');
}
