import { and, eq, inArray, isNull } from 'drizzle-orm';
import { isReleasable } from '#app/domain/attachment.ts';
import { AppError } from '#app/domain/errors.ts';
import { achievementAttachments, evaluationMaterials, evaluations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { type Evaluation, mayRequestEvaluation } from './own-evaluation.server.ts';

/** The unit lets the evaluator and its panel read more papers of the record, while the evaluation is open. */
export async function releasePapers(
  ctx: ActorContext,
  { evaluationId, papers }: { readonly evaluationId: string; readonly papers: readonly string[] },
): Promise<void> {
  if (!mayRequestEvaluation(ctx.actor)) throw new AppError('forbidden');
  await inTransaction(ctx, async (tx) => {
    const [row] = await tx.db.select().from(evaluations).where(eq(evaluations.id, evaluationId)).for('update');
    if (row === undefined || row.orgId !== ctx.actor.org?.orgId) throw new AppError('not_found');
    if (row.state !== 'requested' && row.state !== 'running') throw new AppError('state_changed');
    if ((await storeReleased(tx, row, papers)) === 0) return;
    await audit(tx, {
      deed: 'evaluation.release',
      subjectType: 'achievement',
      subjectId: row.achievementId,
      versionN: row.versionN,
    });
    await notifyOrganisation(tx, row.evaluatorOrgId, ['officer'], {
      kind: 'evaluation.release',
      href: `/desk/evaluations/${row.id}`,
    });
  });
}

/** Stores which papers are released; how many were not before. Only papers of this record that may leave its unit. */
export async function storeReleased(
  tx: In<ActorContext>,
  { id, achievementId }: Pick<Evaluation, 'id' | 'achievementId'>,
  papers: readonly string[],
): Promise<number> {
  if (papers.length === 0) return 0;
  const chosen = [...new Set(papers)];
  const found = await tx.db
    .select()
    .from(achievementAttachments)
    .where(
      and(
        inArray(achievementAttachments.id, chosen),
        eq(achievementAttachments.achievementId, achievementId),
        isNull(achievementAttachments.removedAt),
      ),
    );
  const fit = found.filter(({ kind, clearedAt }) => isReleasable({ kind, isCleared: clearedAt !== null }));
  if (fit.length !== chosen.length) {
    throw new AppError('invalid', { says: '有的材料还没有经过保密审查，或者不能提供给评价机构。' }, 'papers');
  }
  const stored = await tx.db
    .insert(evaluationMaterials)
    .values(
      fit.map((paper) => ({
        evaluationId: id,
        attachmentId: paper.id,
        releasedBy: tx.actor.userId,
        createdAt: tx.now(),
      })),
    )
    .onConflictDoNothing()
    .returning({ id: evaluationMaterials.id });
  return stored.length;
}
