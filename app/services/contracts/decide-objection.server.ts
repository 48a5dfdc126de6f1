import { eq } from 'drizzle-orm';
import { usualReviewDays, workingDaysAfter } from '#app/domain/objection-days.ts';
import type { PublicityNotice } from '#app/domain/publicity-notice.ts';
import { organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import { workCalendar } from '../platform/work-calendar.server.ts';
import { cancelPublicity } from './cancel-publicity.server.ts';
import type { Objection } from './contract-objection.server.ts';
import { decidableObjection, keepDecision } from './keep-decision.server.ts';
import { lockPublicity } from './lock-publicity.server.ts';
import { moveAmendment } from './move-amendment.server.ts';
import type { Publicity } from './move-publicity.server.ts';
import { publishedAmendment } from './published-amendment.server.ts';
import { type Contract, moveContract, requireDeed } from './own-contract.server.ts';
import { resumePublicity } from './resume-publicity.server.ts';

export interface DecideObjectionInput {
  readonly objectionId: string;
  readonly outcome: 'uphold' | 'dismiss';
  /** The reasons, which the objector reads. */
  readonly decision: string;
}

/**
 * The unit decides an objection. Upheld, the publicity is void: the terms go back to the table, a change is over. Dismissed with
 * reasons, signing waits for the days in which one review may be asked for; a review that says the same, by another person, ends it, and
 * the publicity goes on; where its time has passed and nothing else is open, signing opens.
 */
export async function decideObjection(ctx: ActorContext, input: DecideObjectionInput): Promise<Objection> {
  requireDeed(ctx, 'decide');
  const seen = await decidableObjection(ctx, input);
  return inTransaction(ctx, async (tx) => {
    const locked = await lockPublicity(tx, seen.publicityId);
    const { contract, publicity } = locked;
    const isFirst = input.outcome === 'dismiss' && seen.state !== 'in_review';
    const reviewUntil = isFirst ? await reviewEnd(tx, publicity) : null;
    const objection = await keepDecision(tx, locked, seen, { ...input, reviewUntil });
    if (reviewUntil) {
      await setDeadline(tx, { kind: 'objection.review', subjectId: objection.id, orgId: null, dueAt: reviewUntil });
    }
    if (input.outcome === 'dismiss') {
      await resumePublicity(tx, publicity);
      return objection;
    }
    await annul(tx, contract, publicity);
    return objection;
  });
}

/**
 * Until when a review may be asked for, as the notice said; null where the unit's own procedure had none. A notice from before it said so
 * goes by the unit's procedure of today.
 */
async function reviewEnd(tx: In<ActorContext>, { orgId, notice }: Publicity): Promise<Date | null> {
  const [unit] = await tx.db
    .select({ days: organisations.objectionReviewDays })
    .from(organisations)
    .where(eq(organisations.id, orgId));
  const days = (notice as Partial<PublicityNotice>).reviewDays ?? unit?.days ?? usualReviewDays;
  return days === 0 ? null : workingDaysAfter(tx.now(), days, await workCalendar(tx));
}

/** A change is over, and the contract goes on as it is signed; else the next version is the licensor's to write, whose notice did not stand. */
async function annul(
  tx: In<ActorContext>,
  contract: Contract,
  { contractVersionN: versionN }: Publicity,
): Promise<void> {
  await cancelPublicity(tx, contract.id, versionN);
  const { id: contractId } = contract;
  const change = await publishedAmendment(tx, contract, versionN);
  if (change === null) {
    await moveContract(tx, { id: contractId, versionN: contract.versionN }, 'annul', { proposedBySide: 'licensor' });
    await audit(tx, { deed: 'contract.annul', subjectType: 'contract', subjectId: contractId, versionN });
  } else {
    await moveAmendment(tx, { contractId, versionN }, 'annul', { answeredAt: tx.now() });
    await audit(tx, { deed: 'contract.amend_annul', subjectType: 'contract', subjectId: contractId, versionN });
  }
  await notifyParties(tx, contract, ['officer', 'approver'], {
    kind: 'publicity.cancel',
    params: { title: contract.title },
    href: `/desk/contracts/${contractId}`,
  });
}
