import { leastCureDays } from '#app/domain/contract-declaration.ts';
import { orgOnSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { addDays, type Day, dayOf, endOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';
import { declare, type DeclarationInput, requireDeclaration } from './declare.server.ts';
import { lastDeclaration } from './last-declaration.server.ts';
import { type Contract, lockContract, moveContract } from './own-contract.server.ts';
import { settleContract } from './settle-contract.server.ts';

/**
 * One party calls on the other to put a breach right by a day (Civil Code art. 563: a reasonable time first). Performance goes on;
 * after that day it may terminate for breach.
 */
export async function demandCure(
  ctx: ActorContext,
  input: DeclarationInput & { readonly effectiveOn: Day },
): Promise<Contract> {
  const own = await requireDeclaration(ctx, 'demand', input);
  if (input.effectiveOn < addDays(dayOf(ctx.now()), leastCureDays)) {
    throw new AppError('invalid', { says: `补正期限至少 ${leastCureDays} 天。` }, 'effectiveOn');
  }
  return inTransaction(ctx, async (tx) => {
    const contract = await moveContract(tx, { id: input.contractId, versionN: input.versionN }, 'demand');
    const orgId = orgOnSide(contract, otherContractSide(own.side));
    const dueAt = endOfDay(input.effectiveOn);
    await setDeadline(tx, { kind: 'contract.cure', subjectId: contract.id, orgId, dueAt });
    await declare(tx, contract, own.side, 'demand', input);
    return contract;
  });
}

/** Who demanded says that the breach was put right: performance goes on as before. */
export async function cureContract(ctx: ActorContext, input: DeclarationInput): Promise<Contract> {
  const own = await requireDeclaration(ctx, 'cure', input);
  return inTransaction(ctx, async (tx) => {
    await lockContract(tx, input.contractId);
    const demand = await lastDeclaration(tx, input.contractId, 'demand');
    if (demand !== null && demand.side !== own.side) throw new AppError('forbidden');
    const contract = await moveContract(tx, { id: input.contractId, versionN: input.versionN }, 'cure');
    await clearDeadline(tx, 'contract.cure', contract.id);
    await declare(tx, contract, own.side, 'cure', input);
    return settleContract(tx, contract.id);
  });
}
