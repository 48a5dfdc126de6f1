import { and, eq, isNotNull } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { objections } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import type { Objection } from './contract-objection.server.ts';
import { decidableObjection, keepDecision } from './keep-decision.server.ts';
import { lockPublicity } from './lock-publicity.server.ts';
import { moveAmendment } from './move-amendment.server.ts';
import type { Publicity } from './move-publicity.server.ts';
import { publishedAmendment } from './published-amendment.server.ts';
import { moveContract, requireDeed } from './own-contract.server.ts';
import { voidNotice } from './void-notice.server.ts';

interface CorrectNoticeInput {
  readonly objectionId: string;
  /** The reasons, which the objector reads. */
  readonly decision: string;
}

/**
 * The unit upholds an objection to what was published, not to what was agreed: the notice is void, the terms stay, and it is published
 * anew, put right. Other objections that are not decided go on with the new notice (`carryObjections`); while the days for a review of
 * one run, it waits for them.
 */
export async function correctNotice(ctx: ActorContext, input: CorrectNoticeInput): Promise<Objection> {
  requireDeed(ctx, 'decide');
  const seen = await decidableObjection(ctx, input);
  return inTransaction(ctx, async (tx) => {
    const locked = await lockPublicity(tx, seen.publicityId);
    const { contract, publicity } = locked;
    const objection = await keepDecision(tx, locked, seen, { outcome: 'correct', decision: input.decision });
    await requireNoReviewDays(tx, publicity);
    await voidNotice(tx, publicity);
    const { id: contractId } = contract;
    const { contractVersionN: versionN } = publicity;
    if ((await publishedAmendment(tx, contract, versionN)) === null) {
      await moveContract(tx, { id: contractId, versionN: contract.versionN }, 'correct');
      await audit(tx, { deed: 'contract.correct', subjectType: 'contract', subjectId: contractId, versionN });
    } else {
      await moveAmendment(tx, { contractId, versionN }, 'correct', {});
      await audit(tx, { deed: 'contract.amend_correct', subjectType: 'contract', subjectId: contractId, versionN });
    }
    await notifyParties(tx, contract, ['officer', 'approver'], {
      kind: 'publicity.correct',
      params: { title: contract.title },
      href: `/desk/contracts/${contractId}`,
    });
    return objection;
  });
}

/** Who was dismissed may ask for his review while his days run: without a notice there would be none to ask it of. */
async function requireNoReviewDays(tx: In<ActorContext>, { id }: Publicity): Promise<void> {
  const waiting = and(eq(objections.publicityId, id), isNotNull(objections.reviewUntil));
  if ((await tx.db.$count(objections, waiting)) === 0) return;
  const says = '另一件异议还在申请复核的期限内：期满或者提出人接受答复以后，再更正公示。';
  throw new AppError('invalid', { says }, 'outcome');
}
