import type { AskedEvent } from '#app/domain/contract-declaration.ts';
import { orgOnSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { addDays, dayOf, endOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { startedTrialStates } from '#app/domain/trial-machine.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { declare, type DeclarationInput, requireStandingDeclaration } from './declare.server.ts';
import { type DeclarationRow, lastDeclaration } from './last-declaration.server.ts';
import { type Contract, getVersion, lockContract } from './own-contract.server.ts';
import { findTrial } from './own-trial.server.ts';
import { requireSeenVersion } from './require-seen-version.server.ts';

/** Days after which an unanswered proposal shows as late (design default). Silence is no yes. */
export const answerDays = 15;

/**
 * Asks the other side for what needs its word and brings no paper: an end by agreement, a longer trial. Nothing changes before it says
 * yes. One open proposal of a kind, each with its own day to answer.
 */
export async function askOtherSide(
  ctx: ActorContext,
  event: Extract<AskedEvent, 'end_by_agreement' | 'extend_trial'>,
  input: DeclarationInput,
): Promise<void> {
  const own = await requireStandingDeclaration(ctx, event, input);
  await inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, input.contractId);
    await requireSeenVersion(tx, contract, input.versionN);
    if (contract.state !== own.contract.state) throw new AppError('state_changed');
    await requireNoneOpen(tx, contract.id, event);
    if (event === 'extend_trial') await requireExtendable(tx, contract);
    await awaitWord(tx, contract, await declare(tx, contract, own.side, event, input));
  });
}

/** One open proposal of a kind. */
export async function requireNoneOpen(tx: In<ActorContext>, contractId: string, event: AskedEvent): Promise<void> {
  const open = await lastDeclaration(tx, contractId, event);
  if (open === null || open.answer !== null) return;
  throw new AppError('duplicate', { says: '同样的提议还没有答复，不用重复提出。' });
}

/** From now on the other side has its days to answer. */
export async function awaitWord(tx: In<ActorContext>, contract: Contract, asked: DeclarationRow): Promise<void> {
  await setDeadline(tx, {
    kind: 'declaration.answer',
    subjectId: asked.id,
    orgId: orgOnSide(contract, otherContractSide(asked.side)),
    dueAt: endOfDay(addDays(dayOf(tx.now()), answerDays)),
  });
}

/** Refuses to extend a trial that is not running, was extended before, or may not be extended by the terms. */
export async function requireExtendable(tx: In<ActorContext>, contract: Contract): Promise<number> {
  const trial = await findTrial(tx, contract.id);
  if (trial === null || !startedTrialStates.includes(trial.state)) throw new AppError('state_changed');
  const { data } = await getVersion(tx, contract.id, contract.signedVersionN ?? 0);
  const { extensionMonths } = termsFromJson(data.terms).trial;
  if (extensionMonths === 0 || trial.extendedOn !== null) {
    throw new AppError('invalid', { says: '按合同，试用不能再延长。' });
  }
  return extensionMonths;
}
