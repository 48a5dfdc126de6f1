import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { chargeMilestone } from './charge-milestone.server.ts';
import { requireDeed } from './own-contract.server.ts';
import { answerSubmission, getOwnMilestone, type Milestone, moveMilestone } from './own-milestone.server.ts';
import { goOnTrial, requireInTime } from './pass-trial.server.ts';

/** The licensee accepts the evidence; its amount falls due. */
export async function acceptMilestone(
  ctx: ActorContext,
  { milestoneId }: { readonly milestoneId: string },
): Promise<Milestone> {
  requireDeed(ctx, 'accept');
  const own = await getOwnMilestone(ctx, milestoneId, 'accept');
  return inTransaction(ctx, async (tx) => {
    const at = tx.now();
    const moved = await moveMilestone(tx, own.milestone, 'accept', {
      acceptedAt: at,
      disputeReason: null,
      disputedSide: null,
      disputedAt: null,
    });
    if (moved === null) throw new AppError('state_changed');
    const { contract, milestone } = moved;
    await requireInTime(tx, contract);
    await answerSubmission(tx, milestone.id, { outcome: 'accepted' });
    await audit(tx, { deed: 'milestone.accept', subjectType: 'milestone', subjectId: milestone.id });
    await goOnTrial(tx, contract);
    await chargeMilestone(tx, contract, milestone, dayOf(at));
    const notice = {
      kind: 'milestone.accept',
      params: { title: milestone.name },
      href: `/desk/contracts/${contract.id}`,
    };
    await notifyOrganisation(tx, contract.licensorOrgId, ['officer', 'finance', 'inventor'], notice);
    return milestone;
  });
}
