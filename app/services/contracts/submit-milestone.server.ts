import { count, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { datedTriggers } from '#app/domain/contract.ts';
import { addDays, dayOf, endOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { milestoneSubmissions } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { getVersion, requireDeed } from './own-contract.server.ts';
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
  const { data } = await getVersion(ctx, own.contract.id, own.contract.signedVersionN ?? 0);
  // What falls due on a date is not accepted by anybody.
  const trigger = termsFromJson(data.terms).milestones[own.milestone.position - 1]?.trigger;
  if (trigger !== undefined && datedTriggers.includes(trigger)) {
    throw new AppError('state_changed');
  }
  return inTransaction(ctx, async (tx) => {
    const at = tx.now();
    const acceptDueAt = endOfDay(addDays(dayOf(at), own.milestone.acceptWithinDays));
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
