import type { Paper } from '#app/domain/paper.ts';
import type { ActorContext } from '../context.server.ts';
import { contractText } from '../contracts/text-queries.server.ts';
import { paperOfVersion } from './version-paper.server.ts';

/** A version of a contract as a paper, for those who may read the contract; the signed or the latest one unless another is asked for. */
export async function paperOfContract(ctx: ActorContext, id: string, n: number | null): Promise<Paper> {
  const { contract, version, signatures, isSigned } = await contractText(ctx, id, n);
  return paperOfVersion(ctx, contract, version, { isSigned, signatures });
}
