import { contractSideOf, orgOnSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { endOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import type { MilestoneEvent } from '#app/domain/milestone.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { findMilestoneClaim } from './milestone-claim.server.ts';
import { type Contract, requireDeed } from './own-contract.server.ts';
import { answerSubmission, getOwnMilestone, type Milestone, moveMilestone } from './own-milestone.server.ts';
import { noDispute, resumeClaim } from './resume-claim.server.ts';

interface DisputeInput {
  readonly milestoneId: string;
  readonly reason: string;
}

/**
 * A dispute stops one milestone and nothing else: before acceptance its days of silence stand still, and both sides may raise it;
 * after it the licensee contests the claim, which then is not late.
 */
export async function disputeMilestone(ctx: ActorContext, input: DisputeInput): Promise<Milestone> {
  requireDeed(ctx, 'dispute');
  const own = await getOwnMilestone(ctx, input.milestoneId, 'dispute');
  // Silence was acceptance already, even where the sweep has not come by yet.
  const { acceptDueAt } = own.milestone;
  if (acceptDueAt !== null && ctx.now() > acceptDueAt) throw new AppError('state_changed');
  return inTransaction(ctx, async (tx) => {
    const { contract, milestone } = await moveDispute(tx, own.milestone, 'dispute', {
      ...disputeOf(tx, own.contract, input.reason),
      acceptDueAt: null,
    });
    await clearDeadline(tx, 'milestone.accept', milestone.id);
    await tell(tx, contract, milestone, 'dispute');
    return milestone;
  });
}

/** The licensee contests a milestone that was accepted and is not paid: its claim waits until the dispute is over. */
export async function contestMilestone(ctx: ActorContext, input: DisputeInput): Promise<Milestone> {
  requireDeed(ctx, 'contest');
  const own = await getOwnMilestone(ctx, input.milestoneId, 'contest');
  return inTransaction(ctx, async (tx) => {
    const dispute = disputeOf(tx, own.contract, input.reason);
    const { contract, milestone } = await moveDispute(tx, own.milestone, 'contest', dispute);
    const claim = await findMilestoneClaim(tx, milestone.id);
    if (claim) await clearDeadline(tx, 'obligation.pay', claim.id);
    await tell(tx, contract, milestone, 'contest');
    return milestone;
  });
}

/** The licensor gives in: the condition was not met, more evidence may follow. */
export async function concedeMilestone(ctx: ActorContext, input: DisputeInput): Promise<Milestone> {
  requireDeed(ctx, 'concede');
  const own = await getOwnMilestone(ctx, input.milestoneId, 'concede');
  return inTransaction(ctx, async (tx) => {
    const { contract, milestone } = await moveDispute(tx, own.milestone, 'concede', noDispute);
    await answerSubmission(tx, milestone.id, { outcome: 'rejected', reason: input.reason });
    await tell(tx, contract, milestone, 'concede');
    return milestone;
  });
}

/** Who contested gives in, and the clock goes on where it stood; or the licensor grants the days to pay anew. */
export async function thawMilestone(ctx: ActorContext, { milestoneId }: { milestoneId: string }): Promise<Milestone> {
  requireDeed(ctx, 'thaw');
  const own = await getOwnMilestone(ctx, milestoneId, 'thaw');
  return inTransaction(ctx, async (tx) => {
    const { contract, milestone } = await moveDispute(tx, own.milestone, 'thaw');
    const isGranted = contractSideOf(tx.actor, contract) === 'licensor';
    const claim = await resumeClaim(tx, milestone, { newDays: isGranted ? milestone.payWithinDays : null });
    if (claim) {
      const dueAt = endOfDay(claim.dueOn);
      await setDeadline(tx, { kind: 'obligation.pay', subjectId: claim.id, orgId: contract.licenseeOrgId, dueAt });
    }
    await tell(tx, contract, milestone, 'thaw');
    return milestone;
  });
}

const disputeOf = (tx: In<ActorContext>, contract: Contract, reason: string) => ({
  disputeReason: reason,
  disputedSide: contractSideOf(tx.actor, contract),
  disputedAt: tx.now(),
});

async function moveDispute(
  tx: In<ActorContext>,
  milestone: Milestone,
  event: MilestoneEvent,
  columns: Parameters<typeof moveMilestone>[3] = {},
) {
  const moved = await moveMilestone(tx, milestone, event, columns);
  if (moved === null) throw new AppError('state_changed');
  return moved;
}

async function tell(tx: In<ActorContext>, contract: Contract, milestone: Milestone, step: string): Promise<void> {
  const kind = `milestone.${step}`;
  await audit(tx, { deed: kind, subjectType: 'milestone', subjectId: milestone.id });
  const side = contractSideOf(tx.actor, contract);
  if (side === null) return;
  const notice = { kind, params: { title: milestone.name }, href: `/desk/contracts/${contract.id}` };
  const orgId = orgOnSide(contract, otherContractSide(side));
  await notifyOrganisation(tx, orgId, ['officer', 'approver', 'finance', 'inventor'], notice);
}
