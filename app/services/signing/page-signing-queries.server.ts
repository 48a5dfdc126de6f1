import { hasRole } from '#app/domain/access.ts';
import { isBeforeBoth, unsentAmendmentStates } from '#app/domain/amendment-machine.ts';
import { maySeeApprovals } from '#app/domain/approval-access.ts';
import { mayDo, orgOnSide } from '#app/domain/contract-deeds.ts';
import { isAgreedByBoth, renameFault } from '#app/domain/page-signing.ts';
import { mayCountersign, pageFault } from '#app/domain/page-turn.ts';
import { isApproved } from '../approvals/require-approved.server.ts';
import { ownersFault } from '../co-owners/owners-to-ask.server.ts';
import type { ActorContext } from '../context.server.ts';
import { getOwnContract } from '../contracts/own-contract.server.ts';
import { partiesOf } from '../contracts/queries.server.ts';
import { getSeenVersion } from '../contracts/seen-versions.server.ts';
import { pageMembers } from './page-people.server.ts';
import { pageSigningOf } from './page-signing.server.ts';
import { wayBegun } from './refuse-other-ways.server.ts';
import { isSignable, signableOf } from './signable.server.ts';

/** The arrangement of signing on the page: what each side agreed and whom it named, and what the actor may do. */
export async function pageSigningPage(ctx: ActorContext, contractId: string, asked: number | null) {
  const { contract, side } = await getOwnContract(ctx, contractId);
  const versionN = asked ?? contract.signedVersionN ?? contract.versionN;
  const version = await getSeenVersion(ctx, contractId, side, versionN);
  const [page, parties, begun] = await Promise.all([
    pageSigningOf(ctx, { contractId, versionN }),
    partiesOf(ctx, contract),
    wayBegun(ctx, contractId, versionN),
  ]);
  const signable = await signableOf(ctx, contract, versionN);
  const { amendment } = signable;
  const isUnsent = unsentAmendmentStates.some((state) => state === amendment?.state);
  const isOpen = isSignable(signable) && !isUnsent;
  const isApprovedHere = await isApproved(ctx, { id: contractId, versionN }, orgOnSide(contract, side));
  const isElsewhere = isOpen && begun !== null && begun !== 'page';
  const ownersSay = isOpen ? await ownersFault(ctx, contract, versionN) : null;
  const mayArrange =
    isOpen &&
    ownersSay === null &&
    isApprovedHere &&
    !page.signed.includes(side) &&
    !isElsewhere &&
    mayDo(ctx.actor, 'sign');
  const me = { side, userId: ctx.actor.userId, isAdministrator: hasRole(ctx.actor, 'owner') };
  const mayRename = renameFault(page, me) === null;
  const isNext = isOpen && isAgreedByBoth(page) && !page.signed.includes(side) && !isElsewhere;
  const comesAfter = amendment !== null && amendment.side !== side && isBeforeBoth(amendment.state);
  const isOwn = (row: { readonly side: string }): boolean => row.side === side;
  return {
    contract,
    side,
    sides: parties.sides,
    names: { licensor: parties.licensor.name, licensee: parties.licensee.name },
    version: { n: versionN, sha256: version.sha256 },
    page,
    /** Both agreed and the own side has not signed: whether the reader does now, else why not. */
    signing: isNext
      ? {
          fault: pageFault(page, me, parties.sides) ?? (comesAfter ? '变更由提出的一方先签，等对方签署。' : null),
          isHis: isApprovedHere && ownersSay === null && mayDo(ctx.actor, 'sign'),
        }
      : null,
    isOpen,
    /** A change that only the own side sees yet: nothing is arranged before it lies before both. */
    isUnsent: isUnsent && isSignable(signable),
    /** Of a change: who signs first, since he puts it. */
    proposer: amendment?.side ?? null,
    /** It is being signed in another way: no arrangement is made. */
    elsewhere: isElsewhere ? begun : null,
    /** Why it cannot be signed for want of its co-owners. */
    ownersFault: ownersSay,
    maySeeApproval: maySeeApprovals(ctx.actor),
    awaitsApproval: isOpen && !isApprovedHere,
    mayArrange,
    mayRename,
    mayDrop:
      mayArrange && mayRename && page.signed.length === 0 && (page.agreements.some(isOwn) || page.signers.some(isOwn)),
    mayCountersign: isOpen && ownersSay === null && !isElsewhere && mayCountersign(page, me),
    members: mayArrange ? await pageMembers(ctx) : [],
    provider: ctx.esign.isEnabled ? ctx.esign.name : null,
  };
}
