import { AppError } from '#app/domain/errors.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { requireDeed } from './own-contract.server.ts';
import { answerSubmission, getOwnMilestone, type Milestone, moveMilestone } from './own-milestone.server.ts';

/** The licensee refuses the evidence and says why; the licensor may hand in more. */
export async function rejectMilestone(
  ctx: ActorContext,
  { milestoneId, reason }: { readonly milestoneId: string; readonly reason: string },
): Promise<Milestone> {
  requireDeed(ctx, 'reject');
  const own = await getOwnMilestone(ctx, milestoneId, 'reject');
  // Silence was acceptance already, even where the sweep has not come by yet.
  const { acceptDueAt } = own.milestone;
  if (acceptDueAt !== null && ctx.now() > acceptDueAt) throw new AppError('state_changed');
  return inTransaction(ctx, async (tx) => {
    const moved = await moveMilestone(tx, own.milestone, 'reject', { acceptDueAt: null });
    if (moved === null) throw new AppError('state_changed');
    const { contract, milestone } = moved;
    await answerSubmission(tx, milestone.id, { outcome: 'rejected', reason });
    await clearDeadline(tx, 'milestone.accept', milestone.id);
    await audit(tx, { deed: 'milestone.reject', subjectType: 'milestone', subjectId: milestone.id });
    const notice = {
      kind: 'milestone.reject',
      params: { title: milestone.name },
      href: `/desk/contracts/${contract.id}`,
    };
    await notifyOrganisation(tx, contract.licensorOrgId, ['officer', 'inventor'], notice);
    return milestone;
  });
}
