import { holds, isProofFresh } from '#app/domain/access.ts';
import { mayLapse } from '#app/domain/completer-priority.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { keepPriorityWord } from './keep-priority-word.server.ts';
import { lockOpenTransfer, requireOwnTransfer } from './own-transfer.server.ts';
import { findInquiry } from './priority-inquiry.server.ts';

export const mayLapseClaim = holds('approver');

export interface LapsedClaim {
  readonly contractId: string;
  readonly versionN: number;
  readonly name: string;
  readonly reason: string;
  /** What shows that equal terms were offered and not taken. */
  readonly paper: Received;
}

/** The unit's approver, who completed nothing of it, puts on record that a claimant was offered equal terms and made no contract in his days. */
export async function lapseClaim(ctx: ActorContext, input: LapsedClaim): Promise<void> {
  if (!mayLapseClaim(ctx.actor)) throw new AppError('forbidden');
  await requireOwnTransfer(ctx, input.contractId);
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  const { name, reason, paper } = input;
  await inTransaction(ctx, async (tx) => {
    const contract = await lockOpenTransfer(tx, input);
    const inquiry = await findInquiry(tx, contract.id, contract.versionN);
    const last = inquiry?.answers.findLast((each) => each.name === name);
    if (inquiry === null || last?.word !== 'claims') throw new AppError('state_changed');
    if (inquiry.people.some(({ userId }) => userId === tx.actor.userId)) throw new AppError('forbidden');
    if (!mayLapse(dayOf(last.answeredAt), dayOf(tx.now())))
      throw new AppError('invalid', { says: '主张以后要留足同样的天数订立合同，天数没有过完。' });
    const { id: fileId } = await keepFile(tx, paper, 'priority', contract.licensorOrgId);
    await keepPriorityWord(tx, contract, inquiry, { name, word: 'lapsed', fileId, reason });
  });
}
