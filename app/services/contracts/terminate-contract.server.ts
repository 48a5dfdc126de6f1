import { isProofFresh } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { followContract } from '../deals/follow-contract.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { cancelMilestones } from './cancel-milestones.server.ts';
import { declare, type DeclarationInput, requireDeclaration } from './declare.server.ts';
import { type Contract, moveContract } from './own-contract.server.ts';

/**
 * One party declares the contract terminated (民法典 art. 562–566), with its ground and a fresh second factor. What was due
 * before stays due and can still be paid; what has made nothing due is cancelled, and no further revenue is reported.
 */
export async function terminateContract(ctx: ActorContext, input: DeclarationInput): Promise<Contract> {
  const own = await requireDeclaration(ctx, 'terminate', input);
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, async (tx) => {
    const contract = await moveContract(tx, { id: input.contractId, versionN: input.versionN }, 'terminate');
    await cancelMilestones(tx, contract.id);
    for (const kind of ['royalty.report', 'contract.term'] as const) await clearDeadline(tx, kind, contract.id);
    await followContract(tx, contract.dealId, 'fail');
    await declare(tx, contract, own.side, 'terminate', input);
    return contract;
  });
}
