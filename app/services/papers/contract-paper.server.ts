import { contractPaper } from '#app/domain/contract-paper.ts';
import { dayOf } from '#app/domain/days.ts';
import type { Paper } from '#app/domain/paper.ts';
import type { ActorContext } from '../context.server.ts';
import { contractText } from '../contracts/text-queries.server.ts';

/** A version of a contract as a paper, for those who may read the contract; the signed or the latest one unless another is asked for. */
export async function paperOfContract(ctx: ActorContext, id: string, n: number | null): Promise<Paper> {
  const { contract, version, data, articles, signatures, licensor, licensee } = await contractText(ctx, id, n);
  return contractPaper({
    no: contract.no,
    title: data.title,
    version: { ...version, createdOn: dayOf(version.createdAt) },
    isSigned: contract.signedVersionN === version.n,
    articles,
    signatures,
    isSample: licensor.isSample || licensee.isSample,
  });
}
