import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { maySetSettings } from '#app/domain/organisation-settings.ts';
import { organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { secrecyReviewers } from '../imports/secrecy-reviewers.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';

/**
 * The owner states that in a unit with nobody else one person brings records and reviews them for secrecy; it counts only as long
 * as nobody else has that role, and he may take it back (design default, to be confirmed: `review.solo`). Said twice it is said once.
 */
export async function stateSoloReview(ctx: ActorContext, { isStated }: { readonly isStated: boolean }): Promise<void> {
  const { org } = ctx.actor;
  if (org === null || !maySetSettings(ctx.actor)) throw new AppError('forbidden');
  await inTransaction(ctx, async (tx) => {
    if (isStated && (await secrecyReviewers(tx, org.orgId)).length > 1)
      throw new AppError(
        'invalid',
        { says: '本单位有两位以上保密审查人员，应当由另一位来审，不能声明一人兼任。' },
        'solo',
      );
    const { soloReviewAt } = organisations;
    const [said] = await tx.db
      .update(organisations)
      .set(
        isStated
          ? { soloReviewAt: tx.now(), soloReviewBy: tx.actor.userId }
          : { soloReviewAt: null, soloReviewBy: null },
      )
      .where(and(eq(organisations.id, org.orgId), isStated ? isNull(soloReviewAt) : isNotNull(soloReviewAt)))
      .returning({ id: organisations.id });
    if (said === undefined) return;
    const kind = isStated ? 'organisation.solo_review' : 'organisation.solo_review_end';
    await audit(tx, { deed: kind, subjectType: 'organisation', subjectId: org.orgId });
    await notifyOrganisation(tx, org.orgId, ['owner', 'approver', 'secrecy'], {
      kind,
      params: {},
      href: '/desk/organisation/settings',
    });
  });
}
