import { and, desc, eq, inArray, or, sql } from 'drizzle-orm';
import { licensedContractStates } from '#app/domain/contract-machine.ts';
import type { ContractKind } from '#app/domain/contract-kind.ts';
import { AppError } from '#app/domain/errors.ts';
import { spreadOf } from '#app/domain/evaluation.ts';
import { isClosedText } from '#app/domain/public-data.ts';
import {
  achievements,
  achievementVersions,
  contracts,
  contractVersions,
  evaluationExperts,
  evaluations,
  organisations,
  trlAssessments,
  usageFeedback,
  users,
} from '#db/schema/index.ts';
import { currentVersion } from '../achievements/current-version.server.ts';
import { loadOwn } from '../achievements/load-own.server.ts';
import type { ActorContext, Context } from '../context.server.ts';

/** Issued reports of an achievement with the scores of their panels, the newest first. Nobody's name stands at a score. */
async function issuedOf(ctx: Context, achievementId: string) {
  const rows = await ctx.db
    .select({ row: evaluations, evaluator: organisations.name, isSample: organisations.isSample })
    .from(evaluations)
    .innerJoin(organisations, eq(organisations.id, evaluations.evaluatorOrgId))
    .where(and(eq(evaluations.achievementId, achievementId), eq(evaluations.state, 'issued')))
    .orderBy(desc(evaluations.issuedOn), desc(evaluations.id));
  if (rows.length === 0) return [];
  const scored = await ctx.db
    .select({ evaluationId: evaluationExperts.evaluationId, scores: evaluationExperts.scores })
    .from(evaluationExperts)
    .where(
      and(
        inArray(
          evaluationExperts.evaluationId,
          rows.map(({ row }) => row.id),
        ),
        eq(evaluationExperts.state, 'scored'),
      ),
    );
  return rows.map(({ row, evaluator, isSample }) => {
    const panel = scored.filter(({ evaluationId }) => evaluationId === row.id).map(({ scores }) => scores ?? {});
    return { ...row, evaluator, isSample, panelSize: panel.length, spread: spreadOf(panel) };
  });
}

const feedbackOf = (ctx: Context, achievementId: string, isPublicOnly: boolean) =>
  ctx.db
    .select({
      id: usageFeedback.id,
      effect: usageFeedback.effect,
      rating: usageFeedback.rating,
      isPublic: usageFeedback.isPublic,
      createdAt: usageFeedback.createdAt,
      orgName: organisations.name,
      isSample: organisations.isSample,
    })
    .from(usageFeedback)
    .innerJoin(organisations, eq(organisations.id, usageFeedback.orgId))
    .where(
      and(eq(usageFeedback.achievementId, achievementId), isPublicOnly ? eq(usageFeedback.isPublic, true) : undefined),
    )
    .orderBy(desc(usageFeedback.createdAt))
    .limit(50);

/**
 * What everybody may read of how an achievement was judged: confirmed level with its evidence, reports, users' words. Of a
 * record whose text is closed only that it was judged, by whom, and the scores: what they rest on speaks of that text.
 */
export async function getPublicEvaluation(ctx: Context, achievementId: string) {
  const [issued, feedback, trl, isClosed] = await Promise.all([
    issuedOf(ctx, achievementId),
    feedbackOf(ctx, achievementId, true),
    confirmedTrlOf(ctx, achievementId),
    isClosedRecord(ctx, achievementId),
  ]);
  if (!isClosed) return { isClosed, issued, feedback, trl };
  const silent = { purpose: '', conclusion: null, evidence: {}, reportFileId: null };
  return {
    isClosed,
    issued: issued.map((report) => ({ ...report, ...silent })),
    feedback: feedback.map((line) => ({ ...line, effect: '' })),
    trl: trl ? { ...trl, answers: trl.answers.map((answer) => ({ ...answer, evidence: '' })) } : null,
  };
}

/** The confirmed level, whose approver confirmed it and when; his name is for his own unit. */
async function confirmedTrlOf(ctx: Context, achievementId: string) {
  const [found] = await ctx.db
    .select({ assessment: trlAssessments, org: organisations.name, person: users.name })
    .from(trlAssessments)
    .innerJoin(organisations, eq(organisations.id, trlAssessments.orgId))
    .leftJoin(users, eq(users.id, trlAssessments.decidedBy))
    .where(and(eq(trlAssessments.achievementId, achievementId), eq(trlAssessments.state, 'confirmed')))
    .orderBy(desc(trlAssessments.createdAt))
    .limit(1);
  if (found === undefined) return null;
  const { assessment, org, person } = found;
  const isUnit = ctx.actor?.org?.orgId === assessment.orgId;
  return { ...assessment, confirmedBy: { org, person: isUnit ? person : null } };
}

async function isClosedRecord({ db }: Context, achievementId: string): Promise<boolean> {
  const [version] = await db
    .select({ data: achievementVersions.data })
    .from(achievements)
    .innerJoin(achievementVersions, currentVersion)
    .where(eq(achievements.id, achievementId));
  return version === undefined || isClosedText(version.data);
}

/** The same for the unit's own desk, with what is under way. */
export async function getOwnEvaluation(ctx: ActorContext, achievementId: string) {
  const row = await loadOwn(ctx, achievementId);
  const [issued, feedback, assessments, running] = await Promise.all([
    issuedOf(ctx, row.id),
    feedbackOf(ctx, row.id, false),
    ctx.db
      .select({ assessment: trlAssessments, by: users.name })
      .from(trlAssessments)
      .innerJoin(users, eq(users.id, trlAssessments.assessedBy))
      .where(eq(trlAssessments.achievementId, row.id))
      .orderBy(desc(trlAssessments.createdAt))
      .limit(1),
    ctx.db
      .select({
        id: evaluations.id,
        state: evaluations.state,
        purpose: evaluations.purpose,
        note: evaluations.note,
        evaluator: organisations.name,
      })
      .from(evaluations)
      .innerJoin(organisations, eq(organisations.id, evaluations.evaluatorOrgId))
      .where(
        and(eq(evaluations.achievementId, row.id), inArray(evaluations.state, ['requested', 'running', 'declined'])),
      )
      .orderBy(desc(evaluations.createdAt)),
  ]);
  const [latest] = assessments;
  return {
    row,
    issued,
    feedback,
    running,
    assessment: latest
      ? { ...latest.assessment, by: latest.by, isMine: latest.assessment.assessedBy === ctx.actor.userId }
      : null,
  };
}

/** Evaluations that the actor runs for his organisation, and panels to which he was invited himself. */
export async function listMyEvaluations(ctx: ActorContext) {
  const orgId = ctx.actor.org?.orgId ?? null;
  const mine = sql<boolean>`exists (select 1 from evaluation_experts e where e.evaluation_id = ${evaluations.id} and e.user_id = ${ctx.actor.userId})`;
  return ctx.db
    .select({
      id: evaluations.id,
      state: evaluations.state,
      purpose: evaluations.purpose,
      createdAt: evaluations.createdAt,
      name: achievements.name,
      owner: organisations.name,
      isExpert: mine,
    })
    .from(evaluations)
    .innerJoin(achievements, eq(achievements.id, evaluations.achievementId))
    .innerJoin(organisations, eq(organisations.id, evaluations.orgId))
    .where(or(orgId === null ? undefined : eq(evaluations.evaluatorOrgId, orgId), mine))
    .orderBy(desc(evaluations.createdAt))
    .limit(200);
}

/**
 * One evaluation for the organisation that runs it, or for an expert of its panel. An expert reads his own scores and nobody
 * else's; the evaluator reads that somebody scored, and the scores only once the report is out.
 */
export async function getEvaluation(ctx: ActorContext, id: string) {
  const [found] = await ctx.db
    .select({
      row: evaluations,
      // Never the whole head: the owner's floor price stands in it.
      achievement: { id: achievements.id, no: achievements.no },
      owner: organisations.name,
      data: achievementVersions.data,
    })
    .from(evaluations)
    .innerJoin(achievements, eq(achievements.id, evaluations.achievementId))
    .innerJoin(organisations, eq(organisations.id, evaluations.orgId))
    .innerJoin(
      achievementVersions,
      and(eq(achievementVersions.achievementId, achievements.id), eq(achievementVersions.n, evaluations.versionN)),
    )
    .where(eq(evaluations.id, id));
  if (found === undefined) throw new AppError('not_found');
  const panel = await ctx.db
    .select({ expert: evaluationExperts, name: users.name })
    .from(evaluationExperts)
    .innerJoin(users, eq(users.id, evaluationExperts.userId))
    .where(eq(evaluationExperts.evaluationId, id))
    .orderBy(evaluationExperts.createdAt);
  const [evaluator] = await ctx.db
    .select({ name: organisations.name })
    .from(organisations)
    .where(eq(organisations.id, found.row.evaluatorOrgId));
  const isEvaluator = found.row.evaluatorOrgId === ctx.actor.org?.orgId;
  const own = panel.find(({ expert }) => expert.userId === ctx.actor.userId)?.expert ?? null;
  if (!isEvaluator && own === null) throw new AppError('not_found');
  return {
    ...found,
    achievement: { ...found.achievement, name: found.data.name },
    evaluator: evaluator?.name ?? '',
    isEvaluator,
    own: own && { state: own.state, scores: own.scores, comment: own.comment },
    panel: isEvaluator
      ? panel.map(({ expert, name }) => ({
          id: expert.id,
          name,
          state: expert.state,
          declaration: expert.declaration,
          comment: found.row.state === 'issued' ? expert.comment : null,
        }))
      : [],
    spread:
      found.row.state === 'issued'
        ? spreadOf(panel.flatMap(({ expert }) => (expert.state === 'scored' ? [expert.scores ?? {}] : [])))
        : [],
  };
}

/** How an achievement was licensed before: years, kinds and how many, never names or sums. */
export async function licencesOf(ctx: Context, achievementId: string) {
  return ctx.db
    .select({
      year: sql<number>`extract(year from ${contracts.createdAt})::int`,
      kind: sql<ContractKind>`coalesce(${contractVersions.data} -> 'terms' ->> 'kind', 'pay_later')`,
      n: sql<number>`count(*)::int`,
    })
    .from(contracts)
    .innerJoin(
      contractVersions,
      and(eq(contractVersions.contractId, contracts.id), eq(contractVersions.n, contracts.versionN)),
    )
    .where(and(eq(contracts.achievementId, achievementId), inArray(contracts.state, licensedContractStates)))
    .groupBy(sql`1`, sql`2`)
    .orderBy(sql`1 desc`, sql`2`);
}
