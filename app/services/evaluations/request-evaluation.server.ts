import { and, eq, inArray, ne } from 'drizzle-orm';
import { clearedAchievementStates } from '#app/domain/achievement.ts';
import { type Day, dayOf, endOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { evaluationMachine } from '#app/domain/evaluation.ts';
import { usualReportOn } from '#app/domain/evaluation-days.ts';
import { achievements, evaluations, organisations } from '#db/schema/index.ts';
import { loadOwn } from '../achievements/load-own.server.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type Context, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { onceRow } from '../platform/once.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { type Evaluation, mayRequestEvaluation, moveEvaluation } from './own-evaluation.server.ts';
import { storeReleased } from './release-papers.server.ts';
import { tellPanel } from './tell-panel.server.ts';

const evaluatorKinds = ['broker_agency', 'institute', 'university'] as const;

/** Organisations that can be asked: verified, of a kind that evaluates, not the owner itself. */
export const listEvaluators = (ctx: Context, ownerOrgId: string) =>
  ctx.db
    .select({ id: organisations.id, name: organisations.name })
    .from(organisations)
    .where(
      and(
        inArray(organisations.kind, [...evaluatorKinds]),
        eq(organisations.state, 'verified'),
        ne(organisations.id, ownerOrgId),
      ),
    )
    .orderBy(organisations.kind, organisations.name)
    .limit(300);

/** The unit asks another organisation to evaluate the record as it now reads. */
export async function requestEvaluation(
  ctx: ActorContext,
  {
    id,
    evaluatorOrgId,
    purpose,
    papers = [],
    dueOn = usualReportOn(dayOf(ctx.now())),
    key,
  }: {
    readonly id: string;
    readonly evaluatorOrgId: string;
    readonly purpose: string;
    /** Papers of the record that the evaluator and its panel may read. */
    readonly papers?: readonly string[];
    /** By when the report is asked for. */
    readonly dueOn?: Day;
    readonly key?: string | undefined;
  },
): Promise<Evaluation> {
  if (!mayRequestEvaluation(ctx.actor)) throw new AppError('forbidden');
  const achievement = await loadOwn(ctx, id);
  // Nobody outside reads what the unit's secrecy reviewer has not passed.
  if (!clearedAchievementStates.includes(achievement.state)) throw new AppError('state_changed');
  const evaluators = await listEvaluators(ctx, achievement.orgId);
  if (!evaluators.some((org) => org.id === evaluatorOrgId)) {
    throw new AppError('invalid', { says: '请选择评价机构；不能由完成单位自己评价。' }, 'evaluatorOrgId');
  }
  await screenTexts(ctx, [purpose]);
  return inTransaction(ctx, async (tx) => {
    const { id: evaluationId, earlier } = await onceRow(tx, evaluations, key, 'evaluation.request');
    if (earlier) return earlier;
    const { orgId, versionN, name } = achievement;
    const row = await insertRow(tx, evaluations, {
      id: evaluationId,
      achievementId: id,
      orgId,
      versionN,
      evaluatorOrgId,
      purpose,
      state: evaluationMachine.initial,
      evidence: {},
      dueOn,
      requestedBy: tx.actor.userId,
      createdAt: tx.now(),
    });
    await setDeadline(tx, { kind: 'evaluation.report', subjectId: row.id, orgId: null, dueAt: endOfDay(dueOn) });
    await storeReleased(tx, row, papers);
    await audit(tx, { deed: 'evaluation.request', subjectType: 'achievement', subjectId: id, versionN });
    const href = `/desk/evaluations/${row.id}`;
    await notifyOrganisation(tx, evaluatorOrgId, ['officer'], {
      kind: 'evaluation.request',
      params: { title: name },
      href,
    });
    return row;
  });
}

/** The owner takes an evaluation back before its report. */
export async function withdrawEvaluation(ctx: ActorContext, { evaluationId }: { readonly evaluationId: string }) {
  if (!mayRequestEvaluation(ctx.actor)) throw new AppError('forbidden');
  const [before] = await ctx.db.select().from(evaluations).where(eq(evaluations.id, evaluationId));
  if (before === undefined || before.orgId !== ctx.actor.org?.orgId) throw new AppError('not_found');
  return inTransaction(ctx, async (tx) => {
    const row = await moveEvaluation(tx, before, 'withdraw');
    const [record] = await tx.db
      .select({ name: achievements.name })
      .from(achievements)
      .where(eq(achievements.id, row.achievementId));
    await tellPanel(tx, row, record?.name ?? '', 'evaluation.withdraw');
    return row;
  });
}
