import { and, eq, isNull } from 'drizzle-orm';
import { mayWriteAchievement } from '#app/domain/access.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { achievementAttachments, evaluations, organisations } from '#db/schema/index.ts';
import { loadOwn } from '../achievements/load-own.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { submitTrl, type TrlAssessment } from './assess-trl.server.ts';

type By =
  | { readonly kind: 'issued'; readonly evaluationId: string }
  | { readonly kind: 'report'; readonly assessor: string; readonly assessedOn: string; readonly reportId: string };

/**
 * The unit records what a third party assessed: an evaluation issued on the platform, or another's report among the papers of the
 * record. It counts once its approver has confirmed that the report says so.
 */
export async function recordThirdPartyTrl(
  ctx: ActorContext,
  { id, level, by }: { readonly id: string; readonly level: number; readonly by: By },
): Promise<TrlAssessment> {
  if (!mayWriteAchievement(ctx.actor)) throw new AppError('forbidden');
  const achievement = await loadOwn(ctx, id);
  const facts = by.kind === 'issued' ? await ofEvaluation(ctx, id, by.evaluationId) : await ofReport(ctx, id, by);
  await screenTexts(ctx, [facts.assessor]);
  return inTransaction(ctx, (tx) =>
    submitTrl(tx, achievement, { answers: [], level, source: 'third_party', ...facts }),
  );
}

async function ofEvaluation(ctx: ActorContext, achievementId: string, evaluationId: string) {
  const [found] = await ctx.db
    .select({ assessor: organisations.name, assessedOn: evaluations.issuedOn })
    .from(evaluations)
    .innerJoin(organisations, eq(organisations.id, evaluations.evaluatorOrgId))
    .where(
      and(
        eq(evaluations.id, evaluationId),
        eq(evaluations.achievementId, achievementId),
        eq(evaluations.state, 'issued'),
      ),
    );
  if (found === undefined || found.assessedOn === null) {
    throw new AppError('invalid', { says: '请选择这项成果已出具的评价报告。' }, 'evaluationId');
  }
  return { assessor: found.assessor, assessedOn: found.assessedOn, evaluationId };
}

async function ofReport(
  ctx: ActorContext,
  achievementId: string,
  { assessor, assessedOn, reportId }: Extract<By, { kind: 'report' }>,
) {
  if (assessedOn > dayOf(ctx.now())) throw new AppError('invalid', { says: '评定日期不能晚于今天。' }, 'assessedOn');
  if (assessor === ctx.actor.org?.orgName) {
    throw new AppError('invalid', { says: '第三方评定不能由完成单位自己作出，请改用逐级自评。' }, 'assessor');
  }
  const isOwn = await ctx.db.$count(
    achievementAttachments,
    and(
      eq(achievementAttachments.id, reportId),
      eq(achievementAttachments.achievementId, achievementId),
      isNull(achievementAttachments.removedAt),
    ),
  );
  if (isOwn === 0) throw new AppError('invalid', { says: '请选择这项成果的材料。' }, 'reportId');
  return { assessor, assessedOn, reportId };
}
