import type { ActorContext } from '../context.server.ts';
import { changeOfVersion } from './change-of-version.server.ts';
import { keptWords } from './kept-text.server.ts';
import { listSignatures } from './list-signatures.server.ts';
import { partiesOf } from './queries.server.ts';
import { getSeenVersion } from './seen-versions.server.ts';
import { seeContract } from './see-contract.server.ts';

/** The full text of a version, the signed or the latest one unless another is asked for, with what vouches for it. */
export async function contractText(ctx: ActorContext, id: string, n: number | null) {
  const { contract, side } = await seeContract(ctx, id);
  const [version, signatures, parties] = await Promise.all([
    getSeenVersion(ctx, id, side, n ?? contract.signedVersionN ?? contract.versionN),
    listSignatures(ctx, id),
    partiesOf(ctx, contract),
  ]);
  const { data } = version;
  const ofVersion = signatures.filter((row) => row.versionN === version.n);
  const { text, keptOn } = await keptWords(ctx, id, version.n);
  return {
    contract,
    ...parties,
    version: { n: version.n, sha256: version.sha256, createdAt: version.createdAt },
    data,
    text,
    /** What it changes of the signed version, line by line; null where it is no change. */
    change: await changeOfVersion(ctx, { contractId: id, n: version.n }, text),
    keptOn,
    signatures: ofVersion,
    // Replaced by a change, it stays what both have signed.
    isSigned: contract.signedVersionN === version.n || ofVersion.length === 2,
  };
}
