import { termsFromJson } from '#app/domain/contract-json.ts';
import { addDays, type Day } from '#app/domain/days.ts';
import { underCap } from '#app/domain/under-cap.ts';
import { cappedMilestones } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { raiseClaim } from '../payments/raise-claim.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { getChargedSums } from './charged-sums.server.ts';
import { claimSubjectOf } from './milestone-claim.server.ts';
import { type Contract, getVersion } from './own-contract.server.ts';
import type { Milestone } from './own-milestone.server.ts';
import { settleMilestone } from './settle-milestone.server.ts';

/** Why a milestone is charged once more after a correction took its claim back. */
export type ChargedAgain = 'reached' | 'accepted' | 'deemed';
const againWords: Readonly<Record<ChargedAgain, string>> = {
  reached: '再次达到',
  accepted: '证据验收通过',
  deemed: '证据逾期视为通过',
};

/**
 * An accepted milestone becomes a claim, due so many days after `from`. The contract is locked by the caller, so that the cap
 * is not passed by two claims at once; where it is used up, nothing is due and the milestone is settled. What its deed takes back
 * is booked before; credits are set off, and the contract settled, by the caller once all is booked (`chargeMilestone`).
 */
export async function claimMilestone(
  tx: In<Context>,
  contract: Contract,
  milestone: Milestone,
  { from, by }: { readonly from: Day; readonly by: ChargedAgain },
): Promise<void> {
  await clearDeadline(tx, 'milestone.accept', milestone.id);
  const { data } = await getVersion(tx, contract.id, contract.signedVersionN ?? 0);
  const { royalty } = termsFromJson(data.terms);
  const { chargedFen } = await getChargedSums(tx, contract.id);
  const amountFen = underCap(milestone.amountFen, royalty?.capFen ?? null, chargedFen);
  if (amountFen === 0n) {
    const subjectId = claimSubjectOf(milestone);
    await tx.db.insert(cappedMilestones).values({ milestoneId: milestone.id, subjectId, createdAt: tx.now() });
    await settleMilestone(tx, milestone.id);
    return;
  }
  await raiseClaim(tx, {
    contract,
    kind: 'milestone',
    subjectId: claimSubjectOf(milestone),
    milestoneId: milestone.claimSubjectId === null ? null : milestone.id,
    label: `里程碑 ${milestone.position}：${milestone.name}${milestone.claimSubjectId === null ? '' : `（${againWords[by]}）`}`,
    amountFen,
    dueOn: addDays(from, milestone.payWithinDays),
  });
}
