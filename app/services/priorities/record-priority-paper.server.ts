import { holds } from '#app/domain/access.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import type { PriorityReply } from './answer-priority.server.ts';
import { keepPriorityWord } from './keep-priority-word.server.ts';
import { lockOpenTransfer, requireOwnTransfer } from './own-transfer.server.ts';
import { findInquiry } from './priority-inquiry.server.ts';

/** The unit's officer puts in what a completer signed on paper. */
export const mayRecordPriorityPaper = holds('officer');

export interface PriorityPaper extends PriorityReply {
  /** The completer, as the inquiry names him. */
  readonly name: string;
  readonly paper: Received;
}

/**
 * Records what a completer wrote on paper, for who has no account or prefers ink. A claim that he made on his account only he takes back;
 * one of a paper another paper of his takes back. He is told of either.
 */
export async function recordPriorityPaper(ctx: ActorContext, input: PriorityPaper): Promise<void> {
  if (!mayRecordPriorityPaper(ctx.actor)) throw new AppError('forbidden');
  await requireOwnTransfer(ctx, input.contractId);
  const { name, word } = input;
  await inTransaction(ctx, async (tx) => {
    const contract = await lockOpenTransfer(tx, input);
    const inquiry = await findInquiry(tx, contract.id, contract.versionN);
    if (inquiry === null) throw new AppError('state_changed');
    const person = inquiry.people.find((each) => each.name === name);
    if (person === undefined) throw new AppError('invalid', { says: '请选择完成人' }, 'name');
    const last = inquiry.answers.findLast((each) => each.name === name);
    if (person.userId !== null || last?.userId != null)
      throw new AppError('invalid', { says: '由他本人在账号上答复或者撤回。' }, 'name');
    if (last !== undefined && !(last.word === 'claims' && word === 'waives')) throw new AppError('state_changed');
    if (last === undefined && word === 'claims' && dayOf(tx.now()) > inquiry.untilOn)
      throw new AppError('invalid', { says: '已经过了答复的最后一天。' });
    const { id: fileId } = await keepFile(tx, input.paper, 'priority', contract.licensorOrgId);
    await keepPriorityWord(tx, contract, inquiry, { name, word, fileId });
  });
}
