import { and, desc, eq, inArray } from 'drizzle-orm';
import { reasonsByValue } from '#app/domain/evaluation-grounds.ts';
import { spreadOf, valueKeys } from '#app/domain/evaluation.ts';
import { evaluationExperts, evaluationPapers, evaluations, files, organisations } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

type Read = Pick<Context, 'db'>;

/** Evaluations of an achievement that were issued on the platform, the newest first: whose they are, and their reports. */
export const issuedRows = ({ db }: Read, achievementId: string) =>
  db
    .select({
      row: evaluations,
      evaluator: organisations.name,
      isSample: organisations.isSample,
      file: { id: files.id, bytes: files.bytes },
    })
    .from(evaluations)
    .leftJoin(files, eq(files.id, evaluations.reportFileId))
    .innerJoin(organisations, eq(organisations.id, evaluations.evaluatorOrgId))
    .where(and(eq(evaluations.achievementId, achievementId), eq(evaluations.state, 'issued')))
    .orderBy(desc(evaluations.issuedOn), desc(evaluations.id));

/** The same with what their panels gave and said. Nobody's name stands at a score or at a reason. */
export async function issuedOf(ctx: Read, achievementId: string) {
  const rows = await issuedRows(ctx, achievementId);
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
      id: row.id,
      purpose: row.purpose,
      issuedOn: row.issuedOn,
      versionN: row.versionN,
      evaluator,
      isSample,
      panelSize: panel.length,
      spread: spreadOf(panel.map(({ scores }) => scores ?? {})),
      trlLevel: row.trlLevel,
      trlGround: row.trlGround,
      conclusion: row.conclusion,
      evidence: row.evidence,
      notApplicable: row.notApplicable,
      reasons: reasonsByValue(panel),
      papers: papers.filter(({ evaluationId }) => evaluationId === row.id).map(({ key, fileId }) => ({ key, fileId })),
      reportFileId: row.reportFileId,
      /** Its words and files passed the unit's secrecy review. */
      isOpened: row.openedAt !== null,
    };
  });
}
export type IssuedReport = Awaited<ReturnType<typeof issuedOf>>[number];

/** Papers on which the values of reports rest, in the order of the values. */
export const papersBehind = async ({ db }: Read, evaluationIds: string[]) =>
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
