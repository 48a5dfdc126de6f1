import { contractPaper, type ContractPaperFacts } from '#app/domain/contract-paper.ts';
import { dayOf } from '#app/domain/days.ts';
import type { Paper } from '#app/domain/paper.ts';
import type { Context } from '../context.server.ts';
import { changeOfVersion } from '../contracts/change-of-version.server.ts';
import { keptWords } from '../contracts/kept-text.server.ts';
import type { Contract, ContractVersion } from '../contracts/own-contract.server.ts';
import { partiesOf } from '../contracts/queries.server.ts';

/** A version of a contract as a paper in the words that were kept, whoever asks for it; of a change, what it changes stands first. */
export async function paperOfVersion(
  ctx: Context,
  contract: Contract,
  { n, sha256, createdAt }: Pick<ContractVersion, 'n' | 'sha256' | 'createdAt'>,
  given: Pick<ContractPaperFacts, 'isSigned' | 'signatures'> & Partial<Pick<ContractPaperFacts, 'forEsign'>>,
): Promise<Paper> {
  const { text, keptOn } = await keptWords(ctx, contract.id, n);
  const [change, { licensor, licensee }] = await Promise.all([
    changeOfVersion(ctx, contract.id, text),
    partiesOf(ctx, contract),
  ]);
  return contractPaper({
    no: contract.no,
    version: { n, sha256, createdOn: dayOf(createdAt) },
    text,
    keptOn,
    change,
    isSample: licensor.isSample || licensee.isSample,
    ...given,
  });
}
