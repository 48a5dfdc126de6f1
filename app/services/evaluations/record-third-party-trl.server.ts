import { and, eq, inArray, isNull } from 'drizzle-orm';
import { mayWriteAchievement } from '#app/domain/access.ts';
import { reportKinds } from '#app/domain/attachment.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError, refuseFaults } from '#app/domain/errors.ts';
import { thirdPartyFault } from '#app/domain/third-party-trl.ts';
import { achievementAttachments, evaluations, organisations } from '#db/schema/index.ts';
import { loadOwn } from '../achievements/load-own.server.ts';
import { lockRecord } from '../attachments/load-attachment.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { submitTrl, type TrlAssessment } from './assess-trl.server.ts';

type By =
  | { readonly kind: 'issued'; readonly evaluationId: string }
  | {
      readonly kind: 'report';
      readonly level: number;
      readonly assessor: string;
      readonly assessedOn: string;
      readonly reportId: string;
    };

/**
 * The unit records what a third party assessed. Of an evaluation issued on the platform the level is the one that the evaluator states
 * in its report; what a report from outside says is the unit's word, with the report among the record's papers. It counts once
 * the unit's approver has confirmed that the report says so.
 */
export async function recordThirdPartyTrl(
  ctx: ActorContext,
  { id, by }: { readonly id: string; readonly by: By },
): Promise<TrlAssessment> {
  if (!mayWriteAchievement(ctx.actor)) throw new AppError('forbidden');
  const achievement = await loadOwn(ctx, id);
  if (by.kind === 'report') await screenTexts(ctx, [by.assessor]);
  return inTransaction(ctx, async (tx) => {
    // Held before the paper is looked at: it does not go in the same moment.
    await lockRecord(tx, id);
    const facts = by.kind === 'issued' ? await ofEvaluation(tx, id, by.evaluationId) : await ofReport(tx, id, by);
    return submitTrl(tx, achievement, { answers: [], source: 'third_party', ...facts });
  });
}

async function ofEvaluation(tx: In<ActorContext>, achievementId: string, evaluationId: string) {
  const [found] = await tx.db
    .select({ level: evaluations.trlLevel, assessor: organisations.name, assessedOn: evaluations.issuedOn })
    .from(evaluations)
    .innerJoin(organisations, eq(organisations.id, evaluations.evaluatorOrgId))
    .where(
      and(
        eq(evaluations.id, evaluationId),
        eq(evaluations.achievementId, achievementId),
        eq(evaluations.state, 'issued'),
      ),
    );
  if (found === undefined || found.level === null) {
    throw new AppError('invalid', { says: '请选择这项成果已出具、写明了就绪水平的评价报告。' }, 'evaluationId');
  }
  return { ...found, level: found.level, evaluationId };
}

async function ofReport(tx: In<ActorContext>, achievementId: string, by: Extract<By, { kind: 'report' }>) {
  const { level, assessor, assessedOn, reportId } = by;
  const fault = thirdPartyFault(by, { orgName: tx.actor.org?.orgName ?? '', today: dayOf(tx.now()) });
  if (fault !== null) refuseFaults([fault]);
  const isOwn = await tx.db.$count(
    achievementAttachments,
    and(
      eq(achievementAttachments.id, reportId),
      eq(achievementAttachments.achievementId, achievementId),
      inArray(achievementAttachments.kind, [...reportKinds]),
      isNull(achievementAttachments.removedAt),
    ),
  );
  if (isOwn === 0) throw new AppError('invalid', { says: '请选择这项成果的评定报告。' }, 'reportId');
  return { level, assessor, assessedOn, reportId };
}
