import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { exportApplicationMachine } from '#app/domain/export-application.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { exportApplications } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, In } from '../context.server.ts';

export type ExportApplication = typeof exportApplications.$inferSelect;

/** One step of an application; whoever comes second finds it changed. */
export async function moveApplication(
  tx: In<ActorContext>,
  before: ExportApplication,
  event: 'approve' | 'refuse' | 'withdraw' | 'revoke',
  columns: Partial<Pick<ExportApplication, 'decidedBy' | 'decidedAt' | 'decisionNote' | 'validUntilOn'>> = {},
): Promise<ExportApplication> {
  const transition = transitionOf(exportApplicationMachine, before.state, event);
  if (transition === undefined) throw new AppError('state_changed');
  const [row] = await tx.db
    .update(exportApplications)
    .set({ ...columns, state: transition.to })
    .where(and(eq(exportApplications.id, before.id), eq(exportApplications.state, before.state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  await audit(tx, { deed: `export_application.${event}`, subjectType: 'export_application', subjectId: row.id });
  return row;
}
