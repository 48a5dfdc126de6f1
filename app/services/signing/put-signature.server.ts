import { dayOf } from '#app/domain/days.ts';
import type { ContractSide } from '#app/domain/contract-deeds.ts';
import type { SignerAuthority } from '#app/domain/signing-way.ts';
import type { ActorContext, In } from '../context.server.ts';
import type { Contract } from '../contracts/own-contract.server.ts';
import type { Letter } from './add-letter.server.ts';
import { takePageTurn } from './agree-to-page.server.ts';
import { keepSignature } from './keep-signature.server.ts';
import { requireOwnLetter } from './require-letter.server.ts';
import { signableOf } from './signable.server.ts';
import { tellTurn } from './tell-turn.server.ts';

interface PageSignature {
  readonly versionN: number;
  readonly side: ContractSide;
  /** By what the person says to bind the organisation; null where it was not asked. */
  readonly authority: SignerAuthority | null;
}

/** Who signs as an attorney has a 授权委托书 on file that covers this version today, of a contract and of a change of it alike. */
export const requireAuthority = async (
  ctx: ActorContext,
  contract: Contract,
  { versionN, authority }: Pick<PageSignature, 'versionN' | 'authority'>,
): Promise<Letter | null> =>
  authority === 'attorney' ? requireOwnLetter(ctx, { ...contract, versionN }, dayOf(ctx.now())) : null;

/**
 * A side signs on the page, by what authority it says, in its turn, and agrees by it to this way if it has not before. The letter is asked for again: a power that was revoked in this moment
 * binds nobody. Gives the hash of what it signed.
 */
export async function putSignature(
  tx: In<ActorContext>,
  contract: Contract,
  signature: PageSignature,
): Promise<{ readonly sha256: string }> {
  const letter = await requireAuthority(tx, contract, signature);
  const before = await takePageTurn(tx, contract, signature);
  const kept = await keepSignature(tx, contract, {
    ...signature,
    way: 'page',
    userId: tx.actor.userId,
    letterId: letter?.id ?? null,
    address: tx.address ?? null,
    signedAt: tx.now(),
  });
  await tellTurn(tx, await signableOf(tx, contract, signature.versionN), before);
  return kept;
}
