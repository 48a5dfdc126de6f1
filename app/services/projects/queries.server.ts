import { and, asc, count, eq, ilike, inArray, lt, or, sql } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { mayAnswerProjects, mayKeepProjects } from '#app/domain/project-access.ts';
import { achievements, projectDuties, provincialProjects } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

export const dutyTabs = ['overdue', 'pleaded', 'all'] as const;
export type DutyTab = (typeof dutyTabs)[number];

export const dutyPageSize = 50;

interface DutyFilter {
  readonly tab: DutyTab;
  /** In the project's number or name, or its unit's name. */
  readonly words?: string;
  readonly page?: number;
}

/** Duties of provincial projects, the earliest due first: all for the province, its own for a unit; how many in each tab. */
export async function listDuties(ctx: ActorContext, { tab, words = '', page = 1 }: DutyFilter) {
  const isKeeper = mayKeepProjects(ctx.actor);
  if (!isKeeper && !mayAnswerProjects(ctx.actor)) throw new AppError('forbidden');
  const today = dayOf(ctx.now());
  const isOverdue = and(inArray(projectDuties.state, ['open', 'pleaded']), lt(projectDuties.dueOn, today));
  const isPleaded = eq(projectDuties.state, 'pleaded');
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
  const [counts] = await ctx.db
    .select({
      all: count(),
      overdue: sql<number>`(count(*) filter (where ${isOverdue}))::int`,
      pleaded: sql<number>`(count(*) filter (where ${isPleaded}))::int`,
    })
    .from(projectDuties)
    .innerJoin(provincialProjects, eq(provincialProjects.id, projectDuties.projectId))
    .where(seen);
  const rows = await ctx.db
    .select({
      id: projectDuties.id,
      kind: projectDuties.kind,
      dueOn: projectDuties.dueOn,
      state: projectDuties.state,
      reason: projectDuties.reason,
      decision: projectDuties.decision,
      projectId: provincialProjects.id,
      projectNo: provincialProjects.no,
      name: provincialProjects.name,
      unitName: provincialProjects.unitName,
      acceptedOn: provincialProjects.acceptedOn,
      fundingFen: provincialProjects.fundingFen,
      achievementNo: achievements.no,
    })
    .from(projectDuties)
    .innerJoin(provincialProjects, eq(provincialProjects.id, projectDuties.projectId))
    .leftJoin(achievements, eq(achievements.id, provincialProjects.achievementId))
    .where(and(tab === 'overdue' ? isOverdue : tab === 'pleaded' ? isPleaded : undefined, seen))
    .orderBy(asc(projectDuties.dueOn), asc(provincialProjects.no), asc(projectDuties.kind))
    .limit(dutyPageSize)
    .offset((page - 1) * dutyPageSize);
  return {
    rows: rows.map((row) => ({
      ...row,
      isOverdue: row.dueOn < today && (row.state === 'open' || row.state === 'pleaded'),
    })),
    counts: counts ?? { all: 0, overdue: 0, pleaded: 0 },
  };
}
