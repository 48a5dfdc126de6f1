import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import type { PublicityNotice } from '#app/domain/publicity-notice.ts';
import { mayReview, usualReviewDays, workingDaysAfter } from '#app/domain/objection-days.ts';
import { organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { recordDecision } from '../objections/end-objection.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { notifyParties, notifyPeople } from '../platform/notify.server.ts';
import { workCalendar } from '../platform/work-calendar.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { cancelPublicity } from './cancel-publicity.server.ts';
import { contractObjection, type Objection } from './contract-objection.server.ts';
import { lockPublicity } from './lock-publicity.server.ts';
import { moveAmendment } from './move-amendment.server.ts';
import { publishedAmendment } from './published-amendment.server.ts';
import type { Amendment } from './prepare-amendment.server.ts';
import { clearObjectionDates, objectionToOwn } from './own-objection.server.ts';
import { type Contract, moveContract, requireDeed } from './own-contract.server.ts';
import { resumePublicity } from './resume-publicity.server.ts';
import type { Publicity } from './write-notice.server.ts';

export interface DecideObjectionInput {
  readonly objectionId: string;
  readonly outcome: 'uphold' | 'correct' | 'dismiss';
  /** The reasons, which the objector reads. */
  readonly decision: string;
}

/**
 * The unit decides an objection. Upheld, the publicity is void: the terms go back to the table, a change is over; or, where the notice
 * alone was wrong, they stay agreed and it is put right and published anew. Dismissed with reasons, signing
 * waits for the days in which one review may be asked for; a review that says the same, by another person, ends it, and the publicity
 * goes on; where its time has passed and nothing else is open, signing opens.
 */
export async function decideObjection(ctx: ActorContext, input: DecideObjectionInput): Promise<Objection> {
  requireDeed(ctx, 'decide');
  const { outcome, decision } = input;
  const seen = await objectionToOwn(ctx, input.objectionId);
  if (seen.state === 'in_review' && !mayReview(seen, ctx.actor.userId)) throw new AppError('forbidden');
  await screenTexts(ctx, [decision]);
  return inTransaction(ctx, async (tx) => {
    const { contract, publicity } = await lockPublicity(tx, seen.publicityId);
    if (publicity.state !== 'objected') throw new AppError('state_changed');
    const reviewUntil = outcome === 'dismiss' && seen.state !== 'in_review' ? await reviewEnd(tx, publicity) : null;
    const said =
      seen.state === 'in_review'
        ? { reviewDecision: decision, reviewedBy: tx.actor.userId, reviewedAt: tx.now() }
        : { decision, decidedBy: tx.actor.userId, decidedAt: tx.now(), reviewUntil };
    const objection = await recordDecision(tx, contractObjection, seen, input, said);
    await clearObjectionDates(tx, objection.id);
    if (reviewUntil) {
      await setDeadline(tx, { kind: 'objection.review', subjectId: objection.id, orgId: null, dueAt: reviewUntil });
    }
    const notice = { params: { title: contract.title }, href: `/desk/contracts/${contract.id}` };
    await notifyPeople(tx, [objection.filedBy], {
      ...notice,
      kind: 'publicity.decide',
      href: publicity.audience === 'public' ? `/publicity/${publicity.id}` : `${notice.href}/publicity`,
    });
    if (outcome === 'dismiss') {
      await resumePublicity(tx, publicity);
      return objection;
    }
    await cancelPublicity(tx, contract.id, publicity.contractVersionN);
    const change = await publishedAmendment(tx, contract, publicity.contractVersionN);
    if (change !== null) await endPublished(tx, change, outcome === 'correct' ? 'correct' : 'annul');
    else await (outcome === 'correct' ? keepTerms(tx, contract) : reopenTerms(tx, contract));
    const kind = outcome === 'correct' ? 'publicity.correct' : 'publicity.cancel';
    await notifyParties(tx, contract, ['officer', 'approver'], { ...notice, kind });
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

/** The terms stay as both agreed to them; the unit publishes them anew. */
async function keepTerms(tx: In<ActorContext>, { id, versionN }: Contract): Promise<void> {
  await moveContract(tx, { id, versionN }, 'correct');
  await audit(tx, { deed: 'contract.correct', subjectType: 'contract', subjectId: id, versionN });
}

/** A change whose notice alone was wrong stays agreed; else it is over, and the contract goes on as it is signed. */
async function endPublished(
  tx: In<ActorContext>,
  { contractId, versionN }: Amendment,
  event: 'correct' | 'annul',
): Promise<void> {
  await moveAmendment(tx, { contractId, versionN }, event, event === 'annul' ? { answeredAt: tx.now() } : {});
  await audit(tx, { deed: `contract.amend_${event}`, subjectType: 'contract', subjectId: contractId, versionN });
}

/** The next version is the licensor's to write: it was its notice that did not stand. */
async function reopenTerms(tx: In<ActorContext>, { id, versionN }: Contract): Promise<void> {
  await moveContract(tx, { id, versionN }, 'annul', { proposedBySide: 'licensor' });
  await audit(tx, { deed: 'contract.annul', subjectType: 'contract', subjectId: id, versionN });
}
