import { and, asc, eq, inArray, lt } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { achievements, projectDuties, provincialProjects } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { mayAnswerProjects, mayKeepProjects } from './project-verbs.server.ts';

export const dutyTabs = ['overdue', 'pleaded', 'all'] as const;
export type DutyTab = (typeof dutyTabs)[number];

/** Duties of provincial projects, the earliest due first: all for the province, its own for a unit. */
export async function listDuties(ctx: ActorContext, tab: DutyTab) {
  const isKeeper = mayKeepProjects(ctx.actor);
  if (!isKeeper && !mayAnswerProjects(ctx.actor)) throw new AppError('forbidden');
  const today = dayOf(ctx.now());
  const chosen =
    tab === 'overdue'
      ? and(inArray(projectDuties.state, ['open', 'pleaded']), lt(projectDuties.dueOn, today))
      : tab === 'pleaded'
        ? eq(projectDuties.state, 'pleaded')
        : undefined;
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
      achievementNo: achievements.no,
    })
    .from(projectDuties)
    .innerJoin(provincialProjects, eq(provincialProjects.id, projectDuties.projectId))
    .leftJoin(achievements, eq(achievements.id, provincialProjects.achievementId))
    .where(and(chosen, isKeeper ? undefined : eq(provincialProjects.orgId, ctx.actor.org?.orgId ?? '')))
    .orderBy(asc(projectDuties.dueOn), asc(provincialProjects.no))
    .limit(300);
  return rows.map((row) => ({
    ...row,
    isOverdue: row.dueOn < today && (row.state === 'open' || row.state === 'pleaded'),
  }));
}
