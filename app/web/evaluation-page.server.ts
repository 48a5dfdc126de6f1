import { dayOf } from '#app/domain/days.ts';
import { getPublicAchievement } from '#app/services/achievements/queries.server.ts';
import type { Context } from '#app/services/context.server.ts';
import { getPublicEvaluation } from '#app/services/evaluations/public-evaluation.server.ts';

/** How a public achievement was judged, as this reader may read it. */
export async function evaluationPage(ctx: Context, no: string) {
  const { id, data, versionN } = await getPublicAchievement(ctx, no);
  const { reach, issued, feedback, trl } = await getPublicEvaluation(ctx, id);
  return {
    no,
    versionNow: versionN,
    isSignedIn: ctx.actor !== null,
    reach,
    name: data.name,
    feedback,
    trl: trl && {
      level: trl.level,
      source: trl.source,
      evaluationId: trl.evaluationId,
      assessor: trl.assessor,
      assessedOn: trl.assessedOn,
      answers: trl.answers,
      versionN: trl.versionN,
      confirmedBy: trl.confirmedBy,
      confirmedOn: trl.decidedAt && dayOf(trl.decidedAt),
    },
    issued,
  };
}
