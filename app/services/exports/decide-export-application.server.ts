import { eq } from 'drizzle-orm';
import { holdsAtPlatform } from '#app/domain/access.ts';
import { addDays, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { exportApprovalDays } from '#app/domain/export-application.ts';
import { exportApplications } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { type ExportApplication, moveApplication } from './move-application.server.ts';

export const mayDecideExport = holdsAtPlatform('reviewer');

/**
 * The operator's reviewer answers an application, or takes an approval back: nobody decides on his own unit's. An approval
 * holds for 30 days.
 */
export async function decideExportApplication(
  ctx: ActorContext,
  { applicationId, event, note }: { applicationId: string; event: 'approve' | 'refuse' | 'revoke'; note: string },
): Promise<ExportApplication> {
  if (!mayDecideExport(ctx.actor)) throw new AppError('forbidden');
  const [before] = await ctx.db.select().from(exportApplications).where(eq(exportApplications.id, applicationId));
  if (before === undefined) throw new AppError('not_found');
  if (before.createdBy === ctx.actor.userId || before.orgId === ctx.actor.org?.orgId) throw new AppError('forbidden');
  await screenTexts(ctx, [note]);
  return inTransaction(ctx, async (tx) => {
    const row = await moveApplication(tx, before, event, {
      decidedBy: tx.actor.userId,
      decidedAt: tx.now(),
      decisionNote: note || null,
      ...(event === 'approve' && { validUntilOn: addDays(dayOf(tx.now()), exportApprovalDays) }),
    });
    await notifyPeople(tx, [row.createdBy], {
      kind: `export.${event}`,
      params: { title: `${row.rows} 条` },
      href: '/desk/exports',
    });
    return row;
  });
}
