import { isProofFresh } from '#app/domain/access.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import type { ContractSide } from '#app/domain/contract-deeds.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { declare, type DeclarationInput, requireDeclaration } from './declare.server.ts';
import { passMilestones } from './deem-milestone.server.ts';
import { endEarly } from './end-early.server.ts';
import { lastDeclaration } from './last-declaration.server.ts';
import { type Contract, lockContract, moveContract } from './own-contract.server.ts';

/**
 * One party declares the contract terminated (民法典 art. 562–566), with its ground and a fresh second factor; for breach only
 * after a demand that ran out. What was due before stays due and can still be paid; what has made nothing due is cancelled, and
 * the revenue up to this day is still reported.
 */
export async function terminateContract(ctx: ActorContext, input: DeclarationInput): Promise<Contract> {
  const own = await requireDeclaration(ctx, 'terminate', input);
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, async (tx) => {
    await passMilestones(tx, await lockContract(tx, input.contractId));
    if (input.ground === 'breach') await requireDemand(tx, input.contractId, own.side);
    const contract = await moveContract(tx, { id: input.contractId, versionN: input.versionN }, 'terminate');
    await clearDeadline(tx, 'contract.cure', contract.id);
    await declare(tx, contract, own.side, 'terminate', input);
    await endEarly(tx, contract);
    return contract;
  });
}

async function requireDemand(tx: In<ActorContext>, contractId: string, side: ContractSide): Promise<void> {
  const demand = await lastDeclaration(tx, contractId, 'demand');
  const isRunOut = demand !== null && demand.side === side && (demand.effectiveOn ?? '') < dayOf(tx.now());
  const cure = await lastDeclaration(tx, contractId, 'cure');
  const isCured = demand !== null && cure !== null && cure.id > demand.id;
  if (isRunOut && !isCured) return;
  throw new AppError('invalid', { says: '以违约解除的，要先催告并等补正期限届满。' }, 'ground');
}
