import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { nextState } from '#app/domain/machine.ts';
import { dutyMachine } from '#app/domain/project-duty.ts';
import { projectDuties, provincialProjects } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';

/** A duty with its project; the caller knows who may see it. */
export async function loadDuty({ db }: ActorContext, dutyId: string) {
  const [duty] = await db.select().from(projectDuties).where(eq(projectDuties.id, dutyId));
  if (duty === undefined) throw new AppError('not_found');
  const [project] = await db.select().from(provincialProjects).where(eq(provincialProjects.id, duty.projectId));
  return { duty, project };
}

/** One step of a duty that a person takes, with its trace; the unit is told what the province decided. */
export async function moveDuty(
  ctx: ActorContext,
  { duty, project }: Awaited<ReturnType<typeof loadDuty>>,
  event: 'plead' | 'exempt' | 'refuse',
  columns: Omit<Partial<typeof projectDuties.$inferInsert>, 'state'>,
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .update(projectDuties)
      .set({ ...columns, state: nextState(dutyMachine, duty.state, event) })
      .where(and(eq(projectDuties.id, duty.id), eq(projectDuties.state, duty.state)))
      .returning();
    if (row === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: `project_duty.${event}`, subjectType: 'project', subjectId: duty.projectId });
    if (event !== 'plead' && project?.orgId) {
      await notifyOrganisation(tx, project.orgId, ['officer'], { kind: 'project.decide', href: '/desk/projects' });
    }
  });
}
