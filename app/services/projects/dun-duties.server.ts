import { and, eq, inArray, isNotNull, isNull, lt, ne, or } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { mayKeepProjects } from '#app/domain/project-access.ts';
import { projectDuties, provincialProjects } from '#db/schema/index.ts';
import { auditMany } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { byUnit, tellUnit } from './remind-duties.server.ts';

/**
 * The province urges units whose duties are late (催办), each duty once a day, one notice a unit; those of units without an
 * account are left out. Gives how many duties were urged: none is `state_changed`.
 */
export async function dunDuties(ctx: ActorContext, { ids }: { readonly ids: readonly string[] }): Promise<number> {
  if (!mayKeepProjects(ctx.actor)) throw new AppError('forbidden');
  const today = dayOf(ctx.now());
  return inTransaction(ctx, async (tx) => {
    const urged = await tx.db
      .update(projectDuties)
      .set({ dunnedOn: today })
      .where(
        and(
          inArray(projectDuties.id, [...ids]),
          eq(projectDuties.state, 'open'),
          lt(projectDuties.dueOn, today),
          or(isNull(projectDuties.dunnedOn), ne(projectDuties.dunnedOn, today)),
          inArray(
            projectDuties.projectId,
            tx.db
              .select({ id: provincialProjects.id })
              .from(provincialProjects)
              .where(isNotNull(provincialProjects.orgId)),
          ),
        ),
      )
      .returning();
    if (urged.length === 0) throw new AppError('state_changed');
    const projects = await tx.db
      .select()
      .from(provincialProjects)
      .where(
        inArray(
          provincialProjects.id,
          urged.map(({ projectId }) => projectId),
        ),
      );
    const rows = urged
      .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
      .flatMap((duty) => {
        const project = projects.find(({ id }) => id === duty.projectId);
        return project === undefined ? [] : [{ duty, project }];
      });
    for (const [orgId, owed] of byUnit(rows)) await tellUnit(tx, orgId, 'project.dun', owed);
    await auditMany(
      tx,
      { deed: 'project_duty.dun', subjectType: 'project' },
      urged.map(({ projectId }) => projectId),
    );
    return urged.length;
  });
}
