import { hasRole, isProofFresh } from '#app/domain/access.ts';
import { unsentAmendmentStates } from '#app/domain/amendment-machine.ts';
import { orgOnSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import {
  type NamedPeople,
  namedPeople,
  namingFault,
  orderFault,
  orderOf,
  type PageOrder,
  renameFault,
  samePeople,
} from '#app/domain/page-signing.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { requireDeed } from '../contracts/own-contract.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import { agreeToPage } from './agree-to-page.server.ts';
import { dropAgreement, namePeople, pageHref, pageMembers } from './page-people.server.ts';
import { pageSigningOf } from './page-signing.server.ts';
import { lockSignable, ownSignable, type Signable } from './signable.server.ts';
import { tellTurn } from './tell-turn.server.ts';

export interface ArrangeInput extends NamedPeople {
  readonly contractId: string;
  readonly versionN: number;
  readonly first: PageOrder;
}

/** A change is arranged once it lies before both: the other side cannot agree to what it does not see. */
function requireArrangeable({ amendment }: Pick<Signable, 'amendment'>): void {
  if (unsentAmendmentStates.some((state) => state === amendment?.state)) throw new AppError('state_changed');
}

/**
 * A side agrees ahead to sign this version on the page, names who signs and countersigns for it, and says who signs first. Nobody
 * signs before the other side agreed, too; another order than the other's asks for its word anew, and leaves the people whom it named.
 * Its own people a side may still change after the other has signed, never the order. With a fresh second factor.
 */
export async function arrangePage(
  ctx: ActorContext,
  { contractId, versionN, first, signers, countersigners }: ArrangeInput,
): Promise<void> {
  requireDeed(ctx, 'sign');
  const own = await ownSignable(ctx, contractId, versionN);
  requireArrangeable(own);
  const { side } = own;
  const other = otherContractSide(side);
  const people = { signers: [...new Set(signers)], countersigners: [...new Set(countersigners)] };
  const order = orderOf(first, side);
  const me = { side, userId: ctx.actor.userId, isAdministrator: hasRole(ctx.actor, 'owner') };
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  await inTransaction(ctx, async (tx) => {
    const signable = await lockSignable(tx, own, 'page');
    requireArrangeable(signable);
    const { contract, amendment } = signable;
    const page = await pageSigningOf(tx, { contractId, versionN });
    if (page.signed.includes(side)) throw new AppError('state_changed');
    const ordered = orderFault(page, { side, order, proposer: amendment?.side ?? null });
    if (ordered !== null) throw new AppError('invalid', { says: ordered }, 'first');
    if (!samePeople(people, namedPeople(page, side))) {
      const says = renameFault(page, me);
      if (says !== null) throw new AppError('invalid', { says }, 'signers');
      const naming = namingFault(people, await pageMembers(tx));
      if (naming !== null) throw new AppError('invalid', { says: naming.says }, naming.path);
    }
    await dropAgreement(tx, { contractId, versionN, side });
    const theirs = page.agreements.find((agreement) => agreement.side === other);
    if (theirs !== undefined && theirs.first !== order) await dropAgreement(tx, { contractId, versionN, side: other });
    await namePeople(tx, page, { contractId, versionN, side, people });
    const before = page.signers.filter((signer) => signer.side === side);
    await agreeToPage(tx, contract, { versionN, side, isArranged: true, first: order }, before);
    await audit(tx, { deed: 'signing.arrange', subjectType: 'contract', subjectId: contractId, versionN });
    const href = pageHref(signable);
    const notice = { kind: 'signing.arrange', params: { title: contract.title }, href };
    await notifyOrganisation(tx, orgOnSide(contract, other), ['owner', 'approver', 'officer'], notice);
    const named = [...people.signers, ...people.countersigners];
    await notifyPeople(tx, named, { ...notice, kind: 'signing.named' });
    const dropped = before.map(({ userId }) => userId).filter((id) => !named.includes(id));
    await notifyPeople(tx, dropped, { ...notice, kind: 'signing.unnamed' });
    await tellTurn(tx, signable, page);
  });
}
