import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { cannotMerge, cannotMergeHidden, type DuplicateChoice, mergesOn } from '#app/domain/import.ts';
import { imports } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { type Import, loadImportFor } from './load-import.server.ts';
import { moveImport } from './move-import.server.ts';
import { secrecyReviewers } from './secrecy-reviewers.server.ts';
import { countMerges, settleChoices } from './settle-choices.server.ts';

/**
 * The officer confirms a checked file; the rows that passed are stored by a job, and none is public. They go through the unit's
 * review as every record does, secrecy first (保守国家秘密法 art. 35), unless he names a secrecy reviewer for the whole file: then
 * all of it waits for that person's click. `hasCommitted` is his declaration that nothing in them is classified.
 */
export async function confirmImport(
  ctx: ActorContext,
  input: {
    readonly id: string;
    readonly hasCommitted: boolean;
    /** The unit's secrecy reviewer whose click lets all of it go public: neither who brought or mapped the file nor who confirms it. */
    readonly reviewedBy?: string | undefined;
    /** What becomes of rows that repeat something and say nothing of it themselves. */
    readonly onDuplicate?: DuplicateChoice;
  },
): Promise<Import> {
  const before = await loadImportFor(ctx, input.id, 'confirm');
  if (ctx.actor.org?.verified !== true) throw new AppError('organisation_unverified');
  if (!input.hasCommitted)
    throw new AppError('invalid', { says: '请先确认：这些成果不涉密，可以公开。' }, 'commitment');
  const reviewedBy = input.reviewedBy ?? null;
  return inTransaction(ctx, async (tx) => {
    await requireReviewer(tx, before, reviewedBy);
    await tx.db.select({ id: imports.id }).from(imports).where(eq(imports.id, before.id)).for('update');
    const onDuplicate = input.onDuplicate ?? 'skip';
    await refuseMerges(tx, before.id, onDuplicate, mergesOn(reviewedBy === null ? 'chain' : 'named'));
    const { rows: validRows, left } = await settleChoices(tx, before.id, onDuplicate);
    if (validRows === 0) throw new AppError('invalid', { says: '没有可以导入的行，请改好表格再传。' });
    const row = await moveImport(tx, before, 'confirm', {
      startedAt: tx.now(),
      phaseAt: tx.now(),
      onDuplicate,
      validRows,
      skippedRows: left,
      samples: null,
      reviewedBy,
      confirmedBy: tx.actor.userId,
    });
    if (reviewedBy !== null)
      await audit(tx, { deed: 'import.name_reviewer', subjectType: 'import', subjectId: row.id });
    await tx.jobs.enqueue(tx.db, 'import.run', { importId: row.id });
    return row;
  });
}

/** What the officer chose is done, or he is told that it cannot be: never taken and then left out. */
async function refuseMerges(
  tx: In<ActorContext>,
  importId: string,
  whole: DuplicateChoice,
  isMerging: boolean,
): Promise<void> {
  const { chosen, chosenHidden } = await countMerges(tx, importId, whole);
  if (chosenHidden > 0) throw new AppError('invalid', { says: cannotMergeHidden(chosenHidden) }, 'onDuplicate');
  if (!isMerging && chosen > 0) throw new AppError('invalid', { says: cannotMerge(chosen) }, 'review');
}

async function requireReviewer(tx: In<ActorContext>, brought: Import, userId: string | null): Promise<void> {
  if (userId === null) return;
  // Four eyes (design default `review.four_eyes`): nobody's own word is his review.
  if ([tx.actor.userId, brought.createdBy, brought.mappedBy].includes(userId))
    throw new AppError(
      'invalid',
      { says: '上传、确认导入的人，以及对应过列或保存过这份对应的人，不能审自己的文件，请由另一位保密审查人员审。' },
      'reviewedBy',
    );
  const reviewers = await secrecyReviewers(tx, brought.orgId);
  if (!reviewers.some(({ id }) => id === userId))
    throw new AppError('invalid', { says: '请选择本单位的保密审查人员。' }, 'reviewedBy');
}
