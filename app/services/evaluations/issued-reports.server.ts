import { and, desc, eq, inArray } from 'drizzle-orm';
import { reasonsByValue } from '#app/domain/evaluation-grounds.ts';
import { spreadOf, valueKeys } from '#app/domain/evaluation.ts';
import { evaluationExperts, evaluationPapers, evaluations, organisations } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/**
 * Issued reports of an achievement with what their panels gave and said, the newest first. Nobody's name stands at a score or
 * at a reason.
 */
export async function issuedOf(ctx: Context, achievementId: string) {
  const rows = await ctx.db
    .select({ row: evaluations, evaluator: organisations.name, isSample: organisations.isSample })
    .from(evaluations)
    .innerJoin(organisations, eq(organisations.id, evaluations.evaluatorOrgId))
    .where(and(eq(evaluations.achievementId, achievementId), eq(evaluations.state, 'issued')))
    .orderBy(desc(evaluations.issuedOn), desc(evaluations.id));
  if (rows.length === 0) return [];
  const ids = rows.map(({ row }) => row.id);
  const [scored, papers] = await Promise.all([
    ctx.db
      .select({
        evaluationId: evaluationExperts.evaluationId,
        scores: evaluationExperts.scores,
        reasons: evaluationExperts.reasons,
      })
      .from(evaluationExperts)
      .where(and(inArray(evaluationExperts.evaluationId, ids), eq(evaluationExperts.state, 'scored'))),
    papersBehind(ctx, ids),
  ]);
  return rows.map(({ row, evaluator, isSample }) => {
    const panel = scored.filter(({ evaluationId }) => evaluationId === row.id);
    return {
      ...row,
      evaluator,
      isSample,
      panelSize: panel.length,
      spread: spreadOf(panel.map(({ scores }) => scores ?? {})),
      reasons: reasonsByValue(panel),
      papers: papers.filter(({ evaluationId }) => evaluationId === row.id).map(({ key, fileId }) => ({ key, fileId })),
    };
  });
}

/** Papers on which the values of reports rest, in the order of the values. */
export const papersBehind = async ({ db }: Pick<Context, 'db'>, evaluationIds: string[]) =>
  (
    await db
      .select({
        evaluationId: evaluationPapers.evaluationId,
        key: evaluationPapers.valueKey,
        fileId: evaluationPapers.fileId,
      })
      .from(evaluationPapers)
      .where(inArray(evaluationPapers.evaluationId, evaluationIds))
  ).toSorted((a, b) => valueKeys.indexOf(a.key) - valueKeys.indexOf(b.key));
