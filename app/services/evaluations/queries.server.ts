import { and, desc, eq, inArray, or, sql } from 'drizzle-orm';
import { licensedContractStates } from '#app/domain/contract-machine.ts';
import type { ContractKind } from '#app/domain/contract-kind.ts';
import { isClosedText } from '#app/domain/public-data.ts';
import {
  achievements,
  achievementVersions,
  contracts,
  contractVersions,
  evaluations,
  organisations,
  trlAssessments,
  usageFeedback,
  users,
} from '#db/schema/index.ts';
import { currentVersion } from '../achievements/current-version.server.ts';
import { loadOwn } from '../achievements/load-own.server.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { issuedOf } from './issued-reports.server.ts';
import { ownPapers, papersToRelease } from './released-papers.server.ts';

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
  const silent: Pick<
    (typeof issued)[number],
    'purpose' | 'conclusion' | 'evidence' | 'notApplicable' | 'reasons' | 'papers' | 'reportFileId'
  > = {
    purpose: '',
    conclusion: null,
    evidence: {},
    notApplicable: {},
    reasons: {},
    papers: [],
    reportFileId: null,
  };
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
  const [issued, papers, reports, feedback, assessments, running] = await Promise.all([
    issuedOf(ctx, row.id),
    papersToRelease(ctx, row.id),
    ownPapers(ctx, row.id),
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
    /** Papers among which a third party's report may be. */
    reports,
    /** Papers that an evaluation may be given, and which it has. */
    papers,
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
