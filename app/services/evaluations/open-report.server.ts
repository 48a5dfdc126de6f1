import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { hasRole, type RoleGate } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { achievements, evaluations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import type { Evaluation } from './own-evaluation.server.ts';

/** The unit's secrecy reviewers let out what others wrote about its records. */
export const mayOpenReports: RoleGate = (actor) => hasRole(actor, 'secrecy');

/**
 * The secrecy reviewer of the unit has read a report and the papers behind it, which people wrote who saw the whole record and papers
 * that are not public: from now on they are as open as the record's text (保守国家秘密法 art. 35).
 */
export const openReport = (ctx: ActorContext, { evaluationId }: { readonly evaluationId: string }) =>
  setOpen(ctx, evaluationId, 'open');

/** The words and files of a report are public no longer; its scores stay. */
export const closeReport = (ctx: ActorContext, { evaluationId }: { readonly evaluationId: string }) =>
  setOpen(ctx, evaluationId, 'close');

async function setOpen(ctx: ActorContext, evaluationId: string, deed: 'open' | 'close'): Promise<Evaluation> {
  if (!mayOpenReports(ctx.actor)) throw new AppError('forbidden');
  const isOpen = deed === 'open';
  return inTransaction(ctx, async (tx) => {
    const own = and(eq(evaluations.id, evaluationId), eq(evaluations.orgId, tx.actor.org?.orgId ?? ''));
    if ((await tx.db.$count(evaluations, own)) === 0) throw new AppError('not_found');
    const [row] = await tx.db
      .update(evaluations)
      .set({ openedAt: isOpen ? tx.now() : null, openedBy: isOpen ? tx.actor.userId : null })
      .where(
        and(
          own,
          eq(evaluations.state, 'issued'),
          isOpen ? isNull(evaluations.openedAt) : isNotNull(evaluations.openedAt),
        ),
      )
      .returning();
    if (row === undefined) throw new AppError('state_changed');
    const { achievementId, versionN } = row;
    await audit(tx, { deed: `evaluation.${deed}`, subjectType: 'achievement', subjectId: achievementId, versionN });
    const [record] = await tx.db
      .select({ name: achievements.name })
      .from(achievements)
      .where(eq(achievements.id, achievementId));
    const kind = isOpen ? 'evaluation.open' : 'evaluation.close';
    const params = { title: record?.name ?? '' };
    await notifyOrganisation(tx, row.orgId, ['officer'], {
      kind,
      params,
      href: `/desk/achievements/${achievementId}/evaluation`,
    });
    await notifyOrganisation(tx, row.evaluatorOrgId, ['officer'], {
      kind,
      params,
      href: `/desk/evaluations/${row.id}`,
    });
    return row;
  });
}
