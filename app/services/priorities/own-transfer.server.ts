import { hasPriority } from '#app/domain/completer-priority.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { AppError } from '#app/domain/errors.ts';
import type { ActorContext, Context, In } from '../context.server.ts';
import { type Contract, getOwnContract, getVersion, lockContract } from '../contracts/own-contract.server.ts';

/** In which both sides agree on a version and nobody is bound. */
const openStates: readonly Contract['state'][] = ['agreed', 'publicity', 'signing'];

/** The owner's own contract; for the other side's people it is forbidden, for everybody else there is none. */
export async function requireOwnTransfer(ctx: ActorContext, contractId: string): Promise<Contract> {
  const { contract, side } = await getOwnContract(ctx, contractId);
  if (side !== 'licensor') throw new AppError('forbidden');
  return contract;
}

/** Whether the completers of its object are heard before it is signed: an assignment that both sides agreed on and nobody has signed. */
export async function isOpenTransfer(ctx: Pick<Context, 'db'>, contract: Contract): Promise<boolean> {
  if (!openStates.includes(contract.state) || contract.signedAt !== null) return false;
  const { data } = await getVersion(ctx, contract.id, contract.versionN);
  return hasPriority(termsFromJson(data.terms));
}

/** The same under the contract's lock, in the version that the person saw; else state_changed. */
export async function lockOpenTransfer(
  tx: In<ActorContext>,
  { contractId, versionN }: { readonly contractId: string; readonly versionN: number },
): Promise<Contract> {
  const contract = await lockContract(tx, contractId);
  if (contract.versionN !== versionN || !(await isOpenTransfer(tx, contract))) throw new AppError('state_changed');
  return contract;
}
