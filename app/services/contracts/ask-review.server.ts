import { AppError } from '#app/domain/errors.ts';
import { objectionDays, workingDaysAfter } from '#app/domain/objection-days.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { recordReviewAsked } from '../objections/end-objection.server.ts';
import { loadObjection } from '../objections/load-objection.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { workCalendar } from '../platform/work-calendar.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { contractObjection, type Objection } from './contract-objection.server.ts';
import { lockPublicity } from './lock-publicity.server.ts';
import { deskPathOfNotice } from './notice-path.ts';

interface AskReviewInput {
  readonly objectionId: string;
  readonly grounds: string;
}

/**
 * Who objected asks once, within the unit's days for it, that another person of the unit looks at the dismissal; signing goes on
 * waiting. For everybody else there is no such objection.
 */
export async function askReview(ctx: ActorContext, { objectionId, grounds }: AskReviewInput): Promise<Objection> {
  const seen = await loadObjection(ctx, contractObjection, objectionId);
  if (seen.filedBy !== ctx.actor.userId) throw new AppError('not_found');
  await screenTexts(ctx, [grounds]);
  return inTransaction(ctx, async (tx) => {
    const { contract, publicity } = await lockPublicity(tx, seen.publicityId);
    if (publicity.state !== 'objected') throw new AppError('state_changed');
    const before = await loadObjection(tx, contractObjection, objectionId);
    if (before.reviewUntil === null || before.reviewUntil < tx.now()) throw new AppError('state_changed');
    const objection = await recordReviewAsked(tx, contractObjection, before, {
      reviewUntil: null,
      reviewGrounds: grounds,
    });
    const dueAt = workingDaysAfter(tx.now(), objectionDays.decide, await workCalendar(tx));
    await clearDeadline(tx, 'objection.review', objectionId);
    await setDeadline(tx, { kind: 'objection.decide', subjectId: objectionId, orgId: publicity.orgId, dueAt });
    await notifyOrganisation(tx, publicity.orgId, ['owner', 'officer', 'approver'], {
      kind: 'publicity.askReview',
      params: { title: contract.title },
      href: deskPathOfNotice(publicity),
    });
    return objection;
  });
}
