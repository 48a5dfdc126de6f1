import { and, asc, count, eq, ilike, inArray, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm';
import { addDays, type Day, dayOf, endOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { mayAnswerProjects, mayKeepProjects } from '#app/domain/project-access.ts';
import { dutyDaysWords, dutyDeskDays, type DutyState, urgeAgainDays } from '#app/domain/project-duty.ts';
import { projectDuties, provincialProjects } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import type { Todo } from '../desk/todo.ts';

export const dutyTabs = ['overdue', 'pleaded', 'all'] as const;
export type DutyTab = (typeof dutyTabs)[number];

export const dutyPageSize = 50;

interface DutyFilter {
  readonly tab: DutyTab;
  /** In the project's number or name, or its unit's name. */
  readonly words?: string;
  readonly page?: number;
}

/** Which duties the actor may see of those that he asks for: all for the province, its own for a unit. */
function scopeOf(ctx: ActorContext, words: string) {
  const isKeeper = mayKeepProjects(ctx.actor);
  if (!isKeeper && !mayAnswerProjects(ctx.actor)) throw new AppError('forbidden');
  const today = dayOf(ctx.now());
  const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  const seen = and(
    isKeeper ? undefined : eq(provincialProjects.orgId, ctx.actor.org?.orgId ?? ''),
    words === ''
      ? undefined
      : or(
          ilike(provincialProjects.no, like),
          ilike(provincialProjects.name, like),
          ilike(provincialProjects.unitName, like),
        ),
  );
  const tabs: Readonly<Record<DutyTab, SQL | undefined>> = {
    overdue: and(inArray(projectDuties.state, ['open', 'pleaded']), lt(projectDuties.dueOn, today)),
    pleaded: eq(projectDuties.state, 'pleaded'),
    all: undefined,
  };
  return { today, seen, tabs };
}

const dutyRows = (ctx: ActorContext, where: SQL | undefined, limit: number, offset: number) =>
  ctx.db
    .select({
      id: projectDuties.id,
      kind: projectDuties.kind,
      dueOn: projectDuties.dueOn,
      state: projectDuties.state,
      reason: projectDuties.reason,
      decision: projectDuties.decision,
      dunnedOn: projectDuties.dunnedOn,
      projectId: provincialProjects.id,
      projectNo: provincialProjects.no,
      name: provincialProjects.name,
      unitName: provincialProjects.unitName,
      hasAccount: sql<boolean>`${provincialProjects.orgId} is not null`,
      acceptedOn: provincialProjects.acceptedOn,
      fundingFen: provincialProjects.fundingFen,
      achievementNos: sql<
        string[]
      >`array(select a.no from project_achievements l join achievements a on a.id = l.achievement_id
        where l.project_id = ${provincialProjects.id} and l.removed_at is null order by a.no)`,
    })
    .from(projectDuties)
    .innerJoin(provincialProjects, eq(provincialProjects.id, projectDuties.projectId))
    .where(where)
    .orderBy(asc(projectDuties.dueOn), asc(provincialProjects.no), asc(projectDuties.kind))
    .limit(limit)
    .offset(offset);

/** What a duty's day means today; null once nothing is owed. */
const withDays = <Row extends { dueOn: string; dunnedOn: string | null; state: DutyState }>(row: Row, today: Day) => {
  const isOwed = row.state === 'open' || row.state === 'pleaded';
  return {
    ...row,
    isOverdue: isOwed && row.dueOn < today,
    /** Urged today already. */
    isDunned: row.dunnedOn === today,
    days: isOwed ? dutyDaysWords(row.dueOn, today) : null,
  };
};

/** Duties of provincial projects, the earliest due first, with how many are in each tab. */
export async function listDuties(ctx: ActorContext, { tab, words = '', page = 1 }: DutyFilter) {
  const { today, seen, tabs } = scopeOf(ctx, words);
  const [counts] = await ctx.db
    .select({
      all: count(),
      overdue: sql<number>`(count(*) filter (where ${tabs.overdue}))::int`,
      pleaded: sql<number>`(count(*) filter (where ${tabs.pleaded}))::int`,
    })
    .from(projectDuties)
    .innerJoin(provincialProjects, eq(provincialProjects.id, projectDuties.projectId))
    .where(seen);
  const rows = await dutyRows(ctx, and(tabs[tab], seen), dutyPageSize, (page - 1) * dutyPageSize);
  return { rows: rows.map((row) => withDays(row, today)), counts: counts ?? { all: 0, overdue: 0, pleaded: 0 } };
}

/** The same list whole, for a file: at most `limit`. */
export async function allDuties(ctx: ActorContext, { tab, words = '' }: DutyFilter, limit: number) {
  const { today, seen, tabs } = scopeOf(ctx, words);
  return (await dutyRows(ctx, and(tabs[tab], seen), limit, 0)).map((row) => withDays(row, today));
}

/** Duties for the desk: of the own unit those that are late or near; for who keeps the projects what he decides or urges. */
export async function listDutyTodos(ctx: ActorContext): Promise<Todo[]> {
  if (mayKeepProjects(ctx.actor)) return [...(await pleadedTodos(ctx)), ...(await lateTodos(ctx))];
  if (!mayAnswerProjects(ctx.actor)) return [];
  const near = addDays(dayOf(ctx.now()), dutyDeskDays);
  const where = and(
    eq(provincialProjects.orgId, ctx.actor.org?.orgId ?? ''),
    eq(projectDuties.state, 'open'),
    lte(projectDuties.dueOn, near),
  );
  return (await dutyRows(ctx, where, 20, 0)).map(({ id, kind, projectNo, name, dueOn }) => ({
    id: `project.${kind}:${id}`,
    kind: `project.${kind}`,
    title: name,
    detail: projectNo,
    amountFen: null,
    dueAt: endOfDay(dueOn),
    href: `/desk/projects?${new URLSearchParams({ q: projectNo })}`,
    isMine: true,
  }));
}

/** Applications to be let off a duty, which nobody but the keeper answers. */
async function pleadedTodos(ctx: ActorContext): Promise<Todo[]> {
  const rows = await dutyRows(ctx, eq(projectDuties.state, 'pleaded'), 20, 0);
  return rows.map(({ id, projectNo, name, unitName }) => ({
    id: `project.plead:${id}`,
    kind: 'project.plead',
    title: name,
    detail: unitName,
    amountFen: null,
    dueAt: null,
    href: `/desk/projects?${new URLSearchParams({ tab: 'pleaded', q: projectNo })}`,
    isMine: true,
  }));
}

/** All late duties that were not urged lately, as one row: there may be thousands. */
async function lateTodos(ctx: ActorContext): Promise<Todo[]> {
  const today = dayOf(ctx.now());
  const hasAccount = sql`${projectDuties.projectId} in (select id from provincial_projects where org_id is not null)`;
  const isLate = and(eq(projectDuties.state, 'open'), lt(projectDuties.dueOn, today), hasAccount);
  const isQuiet = or(isNull(projectDuties.dunnedOn), lt(projectDuties.dunnedOn, addDays(today, -urgeAgainDays)));
  const n = await ctx.db.$count(projectDuties, and(isLate, isQuiet));
  if (n === 0) return [];
  const title = `${n} 项汇交、转化义务`;
  const row = { title, detail: '省级科技项目', amountFen: null, dueAt: null, isMine: true };
  return [{ id: 'project.late', kind: 'project.late', href: '/desk/projects?tab=overdue', ...row }];
}
