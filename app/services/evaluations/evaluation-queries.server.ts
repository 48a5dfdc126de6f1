import { and, desc, eq, lte } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { showsScores, spreadOf } from '#app/domain/evaluation.ts';
import { bandsOfUse, publicData, recordReaderOf } from '#app/domain/public-data.ts';
import { recordSheet, type SheetGroup } from '#app/domain/record-sheet.ts';
import {
  achievements,
  achievementVersions,
  evaluationExperts,
  evaluations,
  organisations,
  trlAssessments,
  users,
} from '#db/schema/index.ts';
import { teamOf } from '../achievements/team-of.server.ts';
import type { ActorContext } from '../context.server.ts';
import { codeLists } from '../reference/code-lists.server.ts';
import { papersBehind } from './issued-reports.server.ts';
import { loadAsEvaluator, mayReadWhole } from './own-evaluation.server.ts';
import { releasedTo } from './released-papers.server.ts';

/**
 * One evaluation for the organisation that runs it, or for an expert of its panel. An expert reads his own scores and nobody
 * else's before the report; the evaluator reads that somebody scored, and the scores once it has ended the scoring.
 */
export async function getEvaluation(ctx: ActorContext, id: string) {
  const [found] = await ctx.db
    .select({
      row: evaluations,
      // Never the whole head: the owner's floor price stands in it.
      achievement: { id: achievements.id, no: achievements.no, regNo: achievements.regNo },
      record: achievements.state,
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
  const isIssued = found.row.state === 'issued';
  const isCounted = isIssued || (isEvaluator && showsScores(found.row.state));
  const { data, row, owner, achievement, record } = found;
  const open = publicData(data, recordReaderOf(ctx.actor));
  // Who kept out of the panel learns no more of the report than everybody.
  const readsReport = isIssued && (isEvaluator || own?.state === 'scored');
  return {
    row: {
      id: row.id,
      state: row.state,
      versionN: row.versionN,
      purpose: row.purpose,
      dueOn: row.dueOn,
      evidence: readsReport ? row.evidence : {},
      notApplicable: readsReport ? row.notApplicable : {},
      isOpened: row.openedAt !== null,
    },
    owner,
    achievement: { ...achievement, name: data.name },
    /** What everybody may read: enough to say whether one takes part. */
    data: { problem: open.problem, solution: open.solution, abstract: open.abstract },
    whole: mayReadWhole(ctx.actor, { ...row, record }, own?.state ?? null) ? await wholeRecord(ctx, found) : null,
    evaluator: evaluator?.name ?? '',
    isEvaluator,
    today: dayOf(ctx.now()),
    own: own && { dueOn: own.dueOn, state: own.state, scores: own.scores, reasons: own.reasons, comment: own.comment },
    panel: isEvaluator
      ? panel.map(({ expert, name }) => ({
          id: expert.id,
          name,
          state: expert.state,
          dueOn: expert.dueOn,
          urgedOn: expert.urgedOn,
          declaration: expert.declaration,
          comment: isCounted ? expert.comment : null,
          reasons: isCounted ? (expert.reasons ?? {}) : {},
          scores: isCounted ? (expert.scores ?? {}) : {},
        }))
      : [],
    panelSize: panel.filter(({ expert }) => expert.state === 'scored').length,
    papers: readsReport
      ? (await papersBehind(ctx, [id])).map(({ key, fileId }) => ({ key, fileId: isEvaluator ? fileId : null }))
      : [],
    spread: isCounted
      ? spreadOf(panel.flatMap(({ expert }) => (expert.state === 'scored' ? [expert.scores ?? {}] : [])))
      : [],
  };
}

type Found = {
  readonly row: typeof evaluations.$inferSelect;
  readonly achievement: { readonly no: string; readonly regNo: string | null };
  readonly owner: string;
  readonly data: (typeof achievementVersions.$inferSelect)['data'];
};

/**
 * The version that is judged, with all that its unit lets a panel read: neither floor price, secrets, shares, contacts,
 * reviewers' flags nor amounts of use (their bands stand apart), and of its papers those that the unit released.
 */
async function wholeRecord(ctx: ActorContext, { row, achievement, owner, data }: Found) {
  const [people, papers, lists, assessed] = await Promise.all([
    teamOf(ctx, row.achievementId),
    releasedTo(ctx, row.id),
    codeLists(ctx),
    ctx.db
      .select({ level: trlAssessments.level, state: trlAssessments.state, answers: trlAssessments.answers })
      .from(trlAssessments)
      .where(and(eq(trlAssessments.achievementId, row.achievementId), lte(trlAssessments.versionN, row.versionN)))
      .orderBy(desc(trlAssessments.createdAt))
      .limit(1),
  ]);
  const { isDualUse: _flag, exportControl: _item, ...judged } = data;
  const record = {
    ...achievement,
    orgName: owner,
    data: { ...judged, use: [], searchTerms: [], ip: data.ip.map((right) => ({ ...right, coOwners: null })) },
    people,
    priceFloorFen: null,
  };
  const sheet: SheetGroup[] = recordSheet(record, lists, false);
  return {
    sheet,
    advantages: data.advantages,
    use: bandsOfUse(data.use),
    papers,
    trl: assessed[0] ?? null,
    /** What the unit states in the record, which may be another level. */
    stated:
      data.trl === null ? null : { level: data.trl, basis: data.trlBasis === 'third_party' ? '第三方评定' : '自评' },
  };
}

/** What a panel gave each value, with the experts' reasons and words by name, for who writes the report: nothing before scoring ended. */
export async function scoresToReport(ctx: ActorContext, evaluationId: string) {
  const { state, id } = await loadAsEvaluator(ctx, evaluationId);
  if (!showsScores(state)) return { id, state, panelSize: 0, spread: [], panel: [] };
  const { spread, panelSize, panel } = await getEvaluation(ctx, id);
  return { id, state, panelSize, spread, panel: panel.filter((expert) => expert.state === 'scored') };
}
