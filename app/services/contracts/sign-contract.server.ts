import { and, eq } from 'drizzle-orm';
import { isProofFresh } from '#app/domain/access.ts';
import { orgOnSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import type { SignerAuthority } from '#app/domain/signing-way.ts';
import { signatures } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { putSignature, requireAuthority } from '../signing/put-signature.server.ts';
import { lockSignable, ownSignable } from '../signing/signable.server.ts';
import { addEvidence } from './add-evidence.server.ts';
import { concludeContract } from './conclude-contract.server.ts';
import { type Contract, getOwnContract, lockContract, requireDeed, requireEvent } from './own-contract.server.ts';

export interface SignInput {
  readonly contractId: string;
  readonly versionN: number;
  /** By what the person says to bind the organisation; null where it was not asked. */
  readonly authority?: SignerAuthority | null;
}

/**
 * Signs the version that the person saw, for his organisation, with a fresh second factor, once its publicity and its own
 * approval are complete. The second side's signature
 * concludes the contract in the same transaction. A second click is already_signed; a newer version is state_changed. Who signs as
 * an attorney needs his 授权委托书 on file; once a side has confirmed the scan of the paper, nobody signs on the page.
 */
export async function signContract(
  ctx: ActorContext,
  { contractId, versionN, authority = null }: SignInput,
): Promise<Contract> {
  requireDeed(ctx, 'sign');
  const seen = await getOwnContract(ctx, contractId);
  if (seen.contract.versionN !== versionN) throw new AppError('state_changed');
  const signed = (at: Pick<ActorContext, 'db'>) =>
    at.db
      .select({ side: signatures.side })
      .from(signatures)
      .where(and(eq(signatures.contractId, contractId), eq(signatures.versionN, versionN)));
  const hasSigned = (rows: { side: string }[]) => rows.some((row) => row.side === seen.side);
  if (hasSigned(await signed(ctx))) throw new AppError('already_signed');
  const own = await ownSignable(ctx, contractId, versionN);
  requireEvent(own, 'sign');
  await requireAuthority(ctx, own.contract, { versionN, authority });
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, async (tx) => {
    await lockContract(tx, contractId);
    if (hasSigned(await signed(tx))) throw new AppError('already_signed');
    const { contract: locked } = await lockSignable(tx, own, 'page');
    const { sha256 } = await putSignature(tx, locked, { versionN, side: own.side, authority });
    await addEvidence(tx, locked, 'signed', {
      versionN,
      textSha256: sha256,
      side: own.side,
      organisation: tx.actor.org?.orgName ?? '',
      signer: tx.actor.name,
      authority,
      way: 'page',
      secondFactorAt: tx.actor.provedAt?.toISOString() ?? null,
      address: tx.address ?? null,
    });
    await audit(tx, { deed: 'contract.sign', subjectType: 'contract', subjectId: contractId, versionN });
    if ((await signed(tx)).length === 2) return concludeContract(tx, locked);
    const notice = { kind: 'contract.sign', params: { title: locked.title }, href: `/desk/contracts/${contractId}` };
    await notifyOrganisation(
      tx,
      orgOnSide(locked, otherContractSide(own.side)),
      ['owner', 'approver', 'officer'],
      notice,
    );
    return locked;
  });
}
