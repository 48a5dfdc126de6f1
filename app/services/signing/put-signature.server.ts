import { dayOf } from '#app/domain/days.ts';
import type { ContractSide } from '#app/domain/contract-deeds.ts';
import { orgOnSide } from '#app/domain/contract-deeds.ts';
import type { SignerAuthority } from '#app/domain/signing-way.ts';
import { signatures } from '#db/schema/index.ts';
import type { ActorContext, In } from '../context.server.ts';
import { type Contract, getVersion } from '../contracts/own-contract.server.ts';
import type { Letter } from './add-letter.server.ts';
import { requireOwnLetter } from './require-letter.server.ts';

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
 * Keeps a side's signature on the page, with the hash of what it signed and by what authority. The letter is asked for again: a
 * power that was revoked in this moment binds nobody. Gives the hash.
 */
export async function putSignature(
  tx: In<ActorContext>,
  contract: Contract,
  signature: PageSignature,
): Promise<{ readonly sha256: string }> {
  const { versionN, side, authority } = signature;
  const letter = await requireAuthority(tx, contract, signature);
  const { sha256 } = await getVersion(tx, contract.id, versionN);
  await tx.db.insert(signatures).values({
    contractId: contract.id,
    versionN,
    side,
    orgId: orgOnSide(contract, side),
    userId: tx.actor.userId,
    sha256,
    authority,
    authorityFileId: letter?.fileId ?? null,
    address: tx.address ?? null,
    signedAt: tx.now(),
  });
  return { sha256 };
}
