import { AppError } from '#app/domain/errors.ts';
import type { ActorContext } from '../context.server.ts';
import { type Contract, getOwnContract } from '../contracts/own-contract.server.ts';
import { getSeenVersion } from '../contracts/seen-versions.server.ts';

/** The licensor's own contract, whose object others own with it; for the other side's people it is forbidden. */
export async function requireOwnLicensor(ctx: ActorContext, contractId: string): Promise<Contract> {
  const { contract, side } = await getOwnContract(ctx, contractId);
  if (side !== 'licensor') throw new AppError('forbidden');
  return contract;
}

/** The same in a version that its people may know of: what the other side has not sent is not found. */
export async function requireSeenByLicensor(
  ctx: ActorContext,
  { contractId, versionN }: { readonly contractId: string; readonly versionN: number },
): Promise<Contract> {
  const contract = await requireOwnLicensor(ctx, contractId);
  await getSeenVersion(ctx, contractId, 'licensor', versionN);
  return contract;
}
