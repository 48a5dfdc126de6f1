import type { EvidenceBody } from '#app/domain/signing-evidence.ts';
import type { Context, In } from '../context.server.ts';
import type { Signable } from '../signing/signable.server.ts';
import { concludeAmendment } from './conclude-amendment.server.ts';
import { concludeContract } from './conclude-contract.server.ts';
import { moveAmendment } from './move-amendment.server.ts';
import type { Contract } from './own-contract.server.ts';

/**
 * Both sides have signed a version, on paper or at the provider: the contract is concluded, or its change takes effect. `how`: in
 * which way, for the change's evidence. `signedAt`: when the last of both signed or sealed it. The caller holds the lock.
 */
export async function concludeVersion(
  tx: In<Context>,
  { contract, amendment }: Signable,
  how: EvidenceBody,
  signedAt: Date,
): Promise<Contract> {
  if (amendment === null) return concludeContract(tx, contract, signedAt);
  const signed = await moveAmendment(tx, amendment, 'conclude', { answeredAt: tx.now() });
  return concludeAmendment(tx, signed, how, signedAt);
}
