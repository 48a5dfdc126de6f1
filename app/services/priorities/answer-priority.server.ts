import { isProofFresh } from '#app/domain/access.ts';
import type { PriorityWord } from '#app/domain/completer-priority.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { keepPriorityWord } from './keep-priority-word.server.ts';
import { lockOpenTransfer, requireOwnTransfer } from './own-transfer.server.ts';
import { findInquiry } from './priority-inquiry.server.ts';

export interface PriorityReply {
  readonly contractId: string;
  readonly versionN: number;
  readonly word: Exclude<PriorityWord, 'lapsed'>;
}

/**
 * A completer says on his own account, with a fresh second factor, whether he buys first. He may take a claim back until the contract is
 * signed; to claim he has until the inquiry's last day, and once: what he waived, or what lapsed, does not come back.
 */
export async function answerPriority(ctx: ActorContext, { contractId, versionN, word }: PriorityReply): Promise<void> {
  await requireOwnTransfer(ctx, contractId);
  const asked = await findInquiry(ctx, contractId, versionN);
  const own = asked?.people.find(({ userId }) => userId === ctx.actor.userId);
  if (own === undefined) throw new AppError('forbidden');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  await inTransaction(ctx, async (tx) => {
    const contract = await lockOpenTransfer(tx, { contractId, versionN });
    const inquiry = await findInquiry(tx, contractId, versionN);
    const last = inquiry?.answers.findLast(({ name }) => name === own.name)?.word ?? null;
    const isNext = last === null || (last === 'claims' && word === 'waives');
    if (inquiry === null || !isNext) throw new AppError('state_changed');
    if (last === null && dayOf(tx.now()) > inquiry.untilOn)
      throw new AppError('invalid', { says: '已经过了答复的最后一天。' });
    await keepPriorityWord(tx, contract, inquiry, { name: own.name, word, fileId: null });
  });
}
