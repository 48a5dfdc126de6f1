import { termsFromJson } from '#app/domain/contract-json.ts';
import { contractPaper, type ContractPaperFacts, validityOf } from '#app/domain/contract-paper.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import type { Paper } from '#app/domain/paper.ts';
import type { Context } from '../context.server.ts';
import { changeOfVersion } from '../contracts/change-of-version.server.ts';
import { keptWords } from '../contracts/kept-text.server.ts';
import { type Contract, type ContractVersion, getVersion } from '../contracts/own-contract.server.ts';
import { partiesOf } from '../contracts/queries.server.ts';

/** A version of a contract as a paper in the words that were kept, whoever asks for it; of a change, what it changes stands first. */
export async function paperOfVersion(
  ctx: Context,
  contract: Contract,
  { n, sha256, createdAt }: Pick<ContractVersion, 'n' | 'sha256' | 'createdAt'>,
  given: Pick<ContractPaperFacts, 'isSigned' | 'signatures'> & Partial<Pick<ContractPaperFacts, 'forEsign'>>,
): Promise<Paper> {
  const { text, keptOn } = await keptWords(ctx, contract.id, n);
  const [change, { licensor, licensee }, { data }] = await Promise.all([
    changeOfVersion(ctx, { contractId: contract.id, n }, text),
    partiesOf(ctx, contract),
    getVersion(ctx, contract.id, n),
  ]);
  const signedOn = given.isSigned ? lastDay(contract, change === null ? [] : given.signatures) : null;
  return contractPaper({
    no: contract.no,
    version: { n, sha256, createdOn: dayOf(createdAt) },
    text,
    keptOn,
    change,
    parties: { licensor: data.licensor.name, licensee: data.licensee.name },
    validity: validityOf(termsFromJson(data.terms), contract.signedAt && dayOf(contract.signedAt)),
    signedOn,
    isSample: licensor.isSample || licensee.isSample,
    ...given,
  });
}

/** The day on which the last of both signed: a change, by its signatures; the contract, as it counts. */
const lastDay = ({ signedAt }: Contract, signatures: ContractPaperFacts['signatures']): Day | null => {
  const last = signatures.map((row) => row.signedAt).toSorted((a, b) => b.getTime() - a.getTime())[0] ?? signedAt;
  return last && dayOf(last);
};
