import { dayOf } from '#app/domain/days.ts';
import { getPublicAchievement } from '#app/services/achievements/queries.server.ts';
import type { Context } from '#app/services/context.server.ts';
import { getPublicEvaluation } from '#app/services/evaluations/queries.server.ts';

/** How a public achievement was judged, as everybody reads it: no more of a report's row than its page says. */
export async function evaluationPage(ctx: Context, no: string) {
  const { id, data, versionN } = await getPublicAchievement(ctx, no);
  const { isClosed, issued, feedback, trl } = await getPublicEvaluation(ctx, id);
  return {
    no,
    versionNow: versionN,
    isSignedIn: ctx.actor !== null,
    isClosed,
    name: data.name,
    feedback,
    trl: trl && {
      level: trl.level,
      source: trl.source,
      assessor: trl.assessor,
      assessedOn: trl.assessedOn,
      answers: trl.answers,
      versionN: trl.versionN,
      confirmedBy: trl.confirmedBy,
      confirmedOn: trl.decidedAt && dayOf(trl.decidedAt),
    },
    issued: issued.map((report) => ({
      id: report.id,
      evaluator: report.evaluator,
      isSample: report.isSample,
      purpose: report.purpose,
      issuedOn: report.issuedOn,
      versionN: report.versionN,
      conclusion: report.conclusion,
      reportFileId: report.reportFileId,
      evidence: report.evidence,
      notApplicable: report.notApplicable,
      papers: report.papers,
      reasons: report.reasons,
      panelSize: report.panelSize,
      spread: report.spread,
    })),
  };
}
