import { count, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { datedTriggers } from '#app/domain/contract.ts';
import { dayOf, endOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { silenceEndsOn } from '#app/domain/milestone-outcome.ts';
import { milestones, milestoneSubmissions } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { withEnteredDays } from '../platform/work-calendar.server.ts';
import { getVersion, lockContract, requireDeed } from './own-contract.server.ts';
import { getOwnMilestone, type Milestone, moveMilestone } from './own-milestone.server.ts';

export interface SubmitMilestoneInput {
  readonly milestoneId: string;
  readonly note: string;
  readonly evidence: Received;
}

/** The licensor hands in the evidence of a milestone; the licensee's days to answer begin. */
export async function submitMilestone(ctx: ActorContext, input: SubmitMilestoneInput): Promise<Milestone> {
  requireDeed(ctx, 'submit');
  const own = await getOwnMilestone(ctx, input.milestoneId, 'submit');
  return inTransaction(ctx, async (tx) => {
    // By the terms in force when the contract is locked: a change may have been concluded since the page was read.
    const { id: contractId, signedVersionN } = await lockContract(tx, own.contract.id);
    const at = tx.now();
    const { data } = await getVersion(tx, contractId, signedVersionN ?? 0);
    const terms = await withEnteredDays(tx, termsFromJson(data.terms));
    const agreed = terms.milestones[own.milestone.position - 1];
    // What falls due on a date is not accepted by anybody.
    if (agreed === undefined || datedTriggers.includes(agreed.trigger)) throw new AppError('state_changed');
    const [row] = await tx.db.select().from(milestones).where(eq(milestones.id, own.milestone.id));
    const days = row?.acceptWithinDays ?? agreed.acceptWithinDays;
    const acceptDueAt = endOfDay(silenceEndsOn({ acceptWithinDays: days }, dayOf(at), terms));
    const moved = await moveMilestone(tx, own.milestone, 'submit', { acceptDueAt });
    if (moved === null) throw new AppError('state_changed');
    const { contract, milestone } = moved;
    const file = await keepFile(tx, input.evidence, 'evidence', contract.licensorOrgId);
    const [earlier] = await tx.db
      .select({ n: count() })
      .from(milestoneSubmissions)
      .where(eq(milestoneSubmissions.milestoneId, milestone.id));
    await tx.db.insert(milestoneSubmissions).values({
      id: v7(),
      milestoneId: milestone.id,
      n: (earlier?.n ?? 0) + 1,
      note: input.note,
      fileId: file.id,
      submittedBy: tx.actor.userId,
      submittedAt: at,
      answerBy: acceptDueAt,
    });
    const { licenseeOrgId: orgId } = contract;
    await setDeadline(tx, { kind: 'milestone.accept', subjectId: milestone.id, orgId, dueAt: acceptDueAt });
    await audit(tx, { deed: 'milestone.submit', subjectType: 'milestone', subjectId: milestone.id });
    const notice = {
      kind: 'milestone.submit',
      params: { title: milestone.name },
      href: `/desk/contracts/${contract.id}`,
    };
    await notifyOrganisation(tx, orgId, ['officer', 'approver'], notice);
    return milestone;
  });
}
