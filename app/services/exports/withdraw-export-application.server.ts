import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { exportApplications } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { mayApplyForExport } from './apply-for-export.server.ts';
import { type ExportApplication, moveApplication } from './move-application.server.ts';

/** The unit no longer wants it. */
export async function withdrawExportApplication(
  ctx: ActorContext,
  { applicationId }: { readonly applicationId: string },
): Promise<ExportApplication> {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined || !mayApplyForExport(ctx.actor)) throw new AppError('forbidden');
  const [before] = await ctx.db
    .select()
    .from(exportApplications)
    .where(and(eq(exportApplications.id, applicationId), eq(exportApplications.orgId, orgId)));
  if (before === undefined) throw new AppError('not_found');
  return inTransaction(ctx, (tx) => moveApplication(tx, before, 'withdraw'));
}
