import { and, asc, eq, inArray, isNull, ne } from 'drizzle-orm';
import { dayOf, endOfDay } from '#app/domain/days.ts';
import { lateScores, panelLacks } from '#app/domain/evaluation-days.ts';
import { achievements, evaluationExperts, evaluations, organisations, trlAssessments } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import type { Todo } from '../desk/todo.ts';
import { mayConfirmTrl } from './assess-trl.server.ts';
import { mayOpenReports } from './open-report.server.ts';
import { mayRunEvaluation } from './own-evaluation.server.ts';

const most = 20;
const row = { amountFen: null, dueAt: null, isMine: true } as const;

/** Commissions to answer, scorings to end, reports to issue, panels that wait for this expert, levels to confirm, reports to let out. */
export async function listEvaluationTodos(ctx: ActorContext): Promise<Todo[]> {
  const [asExpert, asEvaluator, levels, reports] = await Promise.all([
    expertTodos(ctx),
    mayRunEvaluation(ctx.actor) ? evaluatorTodos(ctx) : [],
    mayConfirmTrl(ctx.actor) ? levelTodos(ctx) : [],
    mayOpenReports(ctx.actor) ? reportTodos(ctx) : [],
  ]);
  return [...asExpert, ...asEvaluator, ...levels, ...reports];
}

async function expertTodos(ctx: ActorContext): Promise<Todo[]> {
  const rows = await ctx.db
    .select({
      id: evaluations.id,
      state: evaluationExperts.state,
      dueOn: evaluationExperts.dueOn,
      name: achievements.name,
      orgName: organisations.name,
    })
    .from(evaluationExperts)
    .innerJoin(evaluations, eq(evaluations.id, evaluationExperts.evaluationId))
    .innerJoin(achievements, eq(achievements.id, evaluations.achievementId))
    .innerJoin(organisations, eq(organisations.id, evaluations.evaluatorOrgId))
    .where(
      and(
        eq(evaluationExperts.userId, ctx.actor.userId),
        inArray(evaluationExperts.state, ['invited', 'joined']),
        eq(evaluations.state, 'running'),
      ),
    )
    .orderBy(asc(evaluationExperts.createdAt))
    .limit(most);
  return rows.map(({ id, state, name, orgName, dueOn }) => ({
    ...row,
    id: `evaluation.expert:${id}`,
    dueAt: dueOn === null ? null : endOfDay(dueOn),
    kind: state === 'invited' ? 'evaluation.join' : 'evaluation.score',
    title: name,
    detail: orgName,
    href: `/desk/evaluations/${id}`,
  }));
}

async function evaluatorTodos(ctx: ActorContext): Promise<Todo[]> {
  const rows = await ctx.db
    .select({
      id: evaluations.id,
      state: evaluations.state,
      dueOn: evaluations.dueOn,
      name: achievements.name,
      orgName: organisations.name,
    })
    .from(evaluations)
    .innerJoin(achievements, eq(achievements.id, evaluations.achievementId))
    .innerJoin(organisations, eq(organisations.id, evaluations.orgId))
    .where(
      and(
        eq(evaluations.evaluatorOrgId, ctx.actor.org?.orgId ?? ''),
        inArray(evaluations.state, ['requested', 'running', 'scored']),
      ),
    )
    .orderBy(asc(evaluations.createdAt))
    .limit(most);
  const running = rows.filter(({ state }) => state === 'running').map(({ id }) => id);
  const experts =
    running.length === 0
      ? []
      : await ctx.db.select().from(evaluationExperts).where(inArray(evaluationExperts.evaluationId, running));
  return rows.map(({ id, state, dueOn, name, orgName }) => {
    const panel = experts.filter((expert) => expert.evaluationId === id);
    const lacks = panelLacks(state, panel);
    const kind =
      state === 'requested'
        ? 'evaluation.answer'
        : state === 'scored'
          ? 'evaluation.report'
          : lacks === null
            ? 'evaluation.collect'
            : 'evaluation.panel';
    // Experts who are late press before the report does.
    const late = lacks === null ? null : lateScores(panel, dayOf(ctx.now()));
    const on = late === null || (dueOn !== null && dueOn < late.since) ? dueOn : late.since;
    const dueAt = on === null ? null : endOfDay(on);
    const detail = [orgName, lacks, late && `${late.n} 位已过约定的日子`].filter(Boolean).join('，');
    return { ...row, id: `${kind}:${id}`, kind, title: name, detail, dueAt, href: `/desk/evaluations/${id}` };
  });
}

async function levelTodos(ctx: ActorContext): Promise<Todo[]> {
  const rows = await ctx.db
    .select({ id: trlAssessments.id, level: trlAssessments.level, of: achievements.id, name: achievements.name })
    .from(trlAssessments)
    .innerJoin(achievements, eq(achievements.id, trlAssessments.achievementId))
    .where(
      and(
        eq(trlAssessments.orgId, ctx.actor.org?.orgId ?? ''),
        eq(trlAssessments.state, 'submitted'),
        ne(trlAssessments.assessedBy, ctx.actor.userId),
      ),
    )
    .orderBy(asc(trlAssessments.createdAt))
    .limit(most);
  return rows.map(({ id, level, of, name }) => ({
    ...row,
    id: `trl.confirm:${id}`,
    kind: 'trl.confirm',
    title: name,
    detail: `TRL ${level}`,
    href: `/desk/achievements/${of}/evaluation`,
  }));
}

/** Reports on the unit's public records whose words and files wait for its secrecy review. */
async function reportTodos(ctx: ActorContext): Promise<Todo[]> {
  const rows = await ctx.db
    .select({ id: evaluations.id, of: achievements.id, name: achievements.name, orgName: organisations.name })
    .from(evaluations)
    .innerJoin(achievements, eq(achievements.id, evaluations.achievementId))
    .innerJoin(organisations, eq(organisations.id, evaluations.evaluatorOrgId))
    .where(
      and(
        eq(evaluations.orgId, ctx.actor.org?.orgId ?? ''),
        eq(evaluations.state, 'issued'),
        isNull(evaluations.openedAt),
        eq(achievements.state, 'published'),
      ),
    )
    .orderBy(asc(evaluations.issuedOn), asc(evaluations.id))
    .limit(most);
  return rows.map(({ id, of, name, orgName }) => ({
    ...row,
    id: `evaluation.open:${id}`,
    kind: 'evaluation.open',
    title: name,
    detail: orgName,
    href: `/desk/achievements/${of}/evaluation`,
  }));
}
