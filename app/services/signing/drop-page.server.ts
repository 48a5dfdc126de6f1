import { hasRole } from '#app/domain/access.ts';
import { orgOnSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { renameFault, signersWords } from '#app/domain/page-signing.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { addEvidence } from '../contracts/add-evidence.server.ts';
import { getVersion, requireDeed } from '../contracts/own-contract.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import type { ArrangeInput } from './arrange-page.server.ts';
import { dropAgreement, namePeople, pageHref } from './page-people.server.ts';
import { pageSigningOf } from './page-signing.server.ts';
import { lockSignable, ownSignable } from './signable.server.ts';
import { tellTurn } from './tell-turn.server.ts';

/**
 * A side takes its arrangement back while nobody has signed; both may then sign without one, or agree to another. The people whom the
 * other side named stay named: only that side takes them away. Both are told.
 */
export async function dropPage(
  ctx: ActorContext,
  { contractId, versionN }: Pick<ArrangeInput, 'contractId' | 'versionN'>,
): Promise<void> {
  requireDeed(ctx, 'sign');
  const own = await ownSignable(ctx, contractId, versionN);
  const { side } = own;
  await inTransaction(ctx, async (tx) => {
    const signable = await lockSignable(tx, own, 'page');
    const { contract } = signable;
    const page = await pageSigningOf(tx, { contractId, versionN });
    const named = page.signers.filter((signer) => signer.side === side);
    const isArranged = page.agreements.some((agreement) => agreement.side === side) || named.length > 0;
    if (page.signed.length > 0 || !isArranged) throw new AppError('state_changed');
    const isAdministrator = hasRole(tx.actor, 'owner');
    const says = renameFault(page, { side, userId: tx.actor.userId, isAdministrator });
    if (says !== null) throw new AppError('invalid', { says });
    for (const each of ['licensor', 'licensee'] as const) await dropAgreement(tx, { contractId, versionN, side: each });
    await namePeople(tx, page, { contractId, versionN, side, people: { signers: [], countersigners: [] } });
    const { sha256: textSha256 } = await getVersion(tx, contractId, versionN);
    await addEvidence(tx, contract, 'page_dropped', {
      versionN,
      textSha256,
      side,
      organisation: tx.actor.org?.orgName ?? '',
      agreedBy: tx.actor.name,
      dropped: signersWords(named),
      address: tx.address ?? null,
    });
    await audit(tx, { deed: 'signing.drop', subjectType: 'contract', subjectId: contractId, versionN });
    const notice = { kind: 'signing.drop', params: { title: contract.title }, href: pageHref(signable) };
    const other = orgOnSide(contract, otherContractSide(side));
    await notifyOrganisation(tx, other, ['owner', 'approver', 'officer'], notice);
    const unnamed = named.map(({ userId }) => userId);
    await notifyPeople(tx, unnamed, { ...notice, kind: 'signing.unnamed' });
    await tellTurn(tx, signable, page);
  });
}
