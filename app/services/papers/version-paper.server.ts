import { contractPaper, type ContractPaperFacts } from '#app/domain/contract-paper.ts';
import { dayOf } from '#app/domain/days.ts';
import type { Paper } from '#app/domain/paper.ts';
import type { Context } from '../context.server.ts';
import { articlesOf } from '../contracts/amendment-queries.server.ts';
import { changeOfVersion } from '../contracts/change-of-version.server.ts';
import type { Contract, ContractVersion } from '../contracts/own-contract.server.ts';
import { partiesOf } from '../contracts/queries.server.ts';

/** A version of a contract as a paper, whoever asks for it; of a change, what it changes stands first. */
export async function paperOfVersion(
  ctx: Pick<Context, 'db'>,
  contract: Contract,
  { n, sha256, createdAt, data }: Pick<ContractVersion, 'n' | 'sha256' | 'createdAt' | 'data'>,
  given: Pick<ContractPaperFacts, 'isSigned' | 'signatures'> & Partial<Pick<ContractPaperFacts, 'forEsign'>>,
): Promise<Paper> {
  const [articles, change, { licensor, licensee }] = await Promise.all([
    articlesOf(ctx, contract.id, n),
    changeOfVersion(ctx, contract.id, n),
    partiesOf(ctx, contract),
  ]);
  return contractPaper({
    no: contract.no,
    title: data.title,
    version: { n, sha256, createdOn: dayOf(createdAt) },
    articles,
    change,
    isSample: licensor.isSample || licensee.isSample,
    ...given,
  });
}
