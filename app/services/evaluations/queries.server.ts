import { and, desc, eq, inArray, or, sql } from 'drizzle-orm';
import { licensedContractStates } from '#app/domain/contract-machine.ts';
import type { ContractKind } from '#app/domain/contract-kind.ts';
import {
  achievements,
  contracts,
  contractVersions,
  evaluations,
  organisations,
  trlAssessments,
  users,
} from '#db/schema/index.ts';
import { loadOwn } from '../achievements/load-own.server.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { feedbackOf } from './feedback-of.server.ts';
import { issuedOf } from './issued-reports.server.ts';
import { ownPapers, papersToRelease } from './released-papers.server.ts';

/** How an achievement was judged, for its unit's own desk, with what is under way. */
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
        dueOn: evaluations.dueOn,
        note: evaluations.note,
        evaluator: organisations.name,
      })
      .from(evaluations)
      .innerJoin(organisations, eq(organisations.id, evaluations.evaluatorOrgId))
      .where(
        and(
          eq(evaluations.achievementId, row.id),
          inArray(evaluations.state, ['requested', 'running', 'scored', 'halted', 'scored_halted', 'declined']),
        ),
      )
      .orderBy(desc(evaluations.createdAt)),
  ]);
  const [latest] = assessments;
  return {
    row,
    issued: issued.map((report) => ({ ...report, wordReach: 'open' as const, fileReach: 'open' as const })),
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
      dueOn: evaluations.dueOn,
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
