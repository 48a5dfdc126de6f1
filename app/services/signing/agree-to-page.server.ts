import type { ContractSide } from '#app/domain/contract-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { type PageAgreement, type PageSigner, type PageSigning, signersWords } from '#app/domain/page-signing.ts';
import { pageFault } from '#app/domain/page-turn.ts';
import { pageAgreements } from '#db/schema/index.ts';
import type { ActorContext, In } from '../context.server.ts';
import { addEvidence } from '../contracts/add-evidence.server.ts';
import { type Contract, getVersion } from '../contracts/own-contract.server.ts';
import { partiesOf } from '../contracts/queries.server.ts';
import { pageSigningOf } from './page-signing.server.ts';

/**
 * Keeps a side's word that the version is signed on the page, and puts it into the evidence with order and signers, and whom it had
 * named before and names no more.
 */
export async function agreeToPage(
  tx: In<ActorContext>,
  contract: Contract,
  { versionN, side, isArranged, first }: PageAgreement & { readonly versionN: number },
  before: readonly PageSigner[] = [],
): Promise<void> {
  const row = { contractId: contract.id, versionN, side, isArranged, first };
  await tx.db.insert(pageAgreements).values({ ...row, agreedBy: tx.actor.userId, agreedAt: tx.now() });
  const { signers } = await pageSigningOf(tx, { contractId: contract.id, versionN });
  const { sha256: textSha256 } = await getVersion(tx, contract.id, versionN);
  await addEvidence(tx, contract, 'page_agreed', {
    versionN,
    textSha256,
    side,
    organisation: tx.actor.org?.orgName ?? '',
    agreedBy: tx.actor.name,
    way: 'page',
    first,
    signers: signersWords(signers.filter((signer) => signer.side === side)),
    dropped: signersWords(before.filter((old) => !signers.some((now) => isSame(old, now)))),
    secondFactorAt: tx.actor.provedAt?.toISOString() ?? null,
    address: tx.address ?? null,
  });
}

const isSame = (a: PageSigner, b: PageSigner): boolean =>
  a.side === b.side && a.userId === b.userId && a.role === b.role;

/**
 * Before a signature on the page, under the contract's lock: it is this person's turn, and the side's word that it agrees to this way
 * stands in the evidence before its signature. Gives the page signing as it stood before.
 */
export async function takePageTurn(
  tx: In<ActorContext>,
  contract: Contract,
  { versionN, side }: { readonly versionN: number; readonly side: ContractSide },
): Promise<PageSigning> {
  const page = await pageSigningOf(tx, { contractId: contract.id, versionN });
  const { sides } = await partiesOf(tx, contract);
  const says = pageFault(page, { side, userId: tx.actor.userId }, sides);
  if (says !== null) throw new AppError('invalid', { says });
  if (!page.agreements.some((agreement) => agreement.side === side))
    await agreeToPage(tx, contract, { versionN, side, isArranged: false, first: null });
  return page;
}
