import { eq } from 'drizzle-orm';
import { holds } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { queryOf } from '#app/domain/achievement-search.ts';
import { exportApplicationMachine } from '#app/domain/export-application.ts';
import { exportApplications, platformGrants } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { onceRow } from '../platform/once.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import type { ExportApplication } from './move-application.server.ts';

/** A unit asks in the name of its officers: it answers for what becomes of the data. */
export const mayApplyForExport = holds('officer');

/** Asks to take away more of other units' records than a day allows, for one search and one purpose. */
export async function applyForExport(
  ctx: ActorContext,
  input: { readonly key?: string | undefined; readonly query: string; readonly rows: number; readonly purpose: string },
): Promise<ExportApplication> {
  const { org } = ctx.actor;
  if (org === null || !mayApplyForExport(ctx.actor)) throw new AppError('forbidden');
  if (!org.verified) throw new AppError('organisation_unverified');
  await screenTexts(ctx, [input.purpose]);
  return inTransaction(ctx, async (tx) => {
    const { id, earlier } = await onceRow(tx, exportApplications, input.key, 'export.apply');
    if (earlier) return earlier;
    const { rows, purpose } = input;
    const query = queryOf(input.query);
    const row = await insertRow(tx, exportApplications, {
      id,
      orgId: org.orgId,
      createdBy: tx.actor.userId,
      state: exportApplicationMachine.initial,
      query,
      rows,
      purpose,
      createdAt: tx.now(),
    });
    await audit(tx, { deed: 'export_application.ask', subjectType: 'export_application', subjectId: id });
    const reviewers = await tx.db
      .select({ userId: platformGrants.userId })
      .from(platformGrants)
      .where(eq(platformGrants.role, 'reviewer'));
    await notifyPeople(
      tx,
      reviewers.map(({ userId }) => userId),
      { kind: 'export.ask', params: { title: `${org.orgName} ${rows} 条` }, href: '/desk/exports' },
    );
    return row;
  });
}
