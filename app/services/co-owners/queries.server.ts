import type { ActorContext } from '../context.server.ts';
import { getOwnContract } from '../contracts/own-contract.server.ts';
import { partiesOf } from '../contracts/queries.server.ts';
import { getSeenVersion } from '../contracts/seen-versions.server.ts';
import { isSignable, signableOf } from '../signing/signable.server.ts';
import { ownersFault, ownersOfVersion } from './owners-to-ask.server.ts';
import { mayRecordOwnerPaper } from './record-owner-paper.server.ts';

/** The co-owners of a contract's object and their word on the version that is to be signed, for its two parties. */
export async function ownersPage(ctx: ActorContext, contractId: string, asked: number | null) {
  const { contract, side } = await getOwnContract(ctx, contractId);
  const versionN = asked ?? contract.signedVersionN ?? contract.versionN;
  const { sha256 } = await getSeenVersion(ctx, contractId, side, versionN);
  const { owners, unitActsAlone, isStale } = await ownersOfVersion(ctx, contract, versionN);
  const signable = await signableOf(ctx, contract, versionN);
  const { amendment } = signable;
  const isOpen = isSignable(signable);
  const waits = isOpen && side === 'licensor' && !unitActsAlone && !isStale;
  return {
    contract,
    version: { n: versionN, sha256 },
    unitActsAlone,
    isStale,
    isOpen,
    side,
    seller: (await partiesOf(ctx, contract)).sides.licensor,
    /** Of a change: it is written anew on its own page. */
    isChange: amendment !== null,
    fault: isOpen ? await ownersFault(ctx, contract, versionN) : null,
    owners: owners.map(({ name, sharePpm, consent }) => ({
      name,
      sharePpm,
      consentedAt: consent?.consentedAt ?? null,
      fileId: consent?.fileId ?? null,
    })),
    mayConsent: waits && owners.some(({ userId, consent }) => consent === null && userId === ctx.actor.userId),
    onPaper:
      waits && mayRecordOwnerPaper(ctx.actor)
        ? owners.filter(({ consent }) => consent === null).map(({ name }) => name)
        : [],
  };
}
