import { and, eq } from 'drizzle-orm';
import { isProofFresh } from '#app/domain/access.ts';
import type { ContractSide } from '#app/domain/contract-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { signatures, users } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { dropEsign } from '../esign/drop-esign.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { putSignature, requireAuthority } from '../signing/put-signature.server.ts';
import { lockSignable, ownSignable } from '../signing/signable.server.ts';
import { cancelPublicity } from './cancel-publicity.server.ts';
import { concludeAmendment } from './conclude-amendment.server.ts';
import {
  type AmendmentDeed,
  type AmendmentSignature,
  moveAmendment,
  requireAmendmentDeed,
} from './move-amendment.server.ts';
import type { Contract } from './own-contract.server.ts';
import { tellAmendment } from './tell-amendment.server.ts';

/**
 * The other side signs the change, by what authority it says, with a fresh second factor: the contract is performed by the new version from now on, and what
 * the change names counts from its day.
 */
export async function signAmendment(ctx: ActorContext, input: AmendmentSignature): Promise<Contract> {
  await requireAmendmentDeed(ctx, input, 'sign');
  const { contractId, versionN, authority = null } = input;
  const own = await ownSignable(ctx, contractId, versionN);
  const { side } = own;
  await requireAuthority(ctx, own.contract, { versionN, authority });
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, async (tx) => {
    await lockSignable(tx, own, 'page');
    const { contract, amendment } = await moveAmendment(tx, input, 'sign', answered(tx, input.reason));
    const first = await signatureOf(tx, contract.id, versionN, amendment.side);
    await putSignature(tx, contract, { versionN, side, authority });
    return concludeAmendment(
      tx,
      { contract, amendment },
      {
        proposedBy: first?.name ?? null,
        proposedAuthority: first?.authority ?? null,
        signedBySide: side,
        signer: tx.actor.name,
        authority,
        secondFactorAt: tx.actor.provedAt?.toISOString() ?? null,
        organisation: tx.actor.org?.orgName ?? '',
        address: tx.address ?? null,
      },
    );
  });
}

/** The other side does not agree: the contract goes on as it was signed. */
export async function refuseAmendment(ctx: ActorContext, input: AmendmentDeed): Promise<void> {
  await requireAmendmentDeed(ctx, input, 'refuse');
  await inTransaction(ctx, async (tx) => {
    const { contract, amendment } = await moveAmendment(tx, input, 'refuse', answered(tx, input.reason));
    await clearDeadline(tx, 'amendment.answer', amendment.id);
    await cancelPublicity(tx, contract.id, amendment.versionN);
    await dropEsign(tx, contract, '对方不同意这份变更', amendment.versionN);
    await tellAmendment(tx, contract, amendment, 'refuse');
  });
}

/** Who proposed the change takes it back. */
export async function withdrawAmendment(ctx: ActorContext, input: AmendmentDeed): Promise<void> {
  await requireAmendmentDeed(ctx, input, 'withdraw');
  await inTransaction(ctx, async (tx) => {
    const { contract, amendment } = await moveAmendment(tx, input, 'withdraw', answered(tx, input.reason));
    await clearDeadline(tx, 'amendment.answer', amendment.id);
    await cancelPublicity(tx, contract.id, amendment.versionN);
    await dropEsign(tx, contract, '变更已收回', amendment.versionN);
    await audit(tx, {
      deed: 'contract.amend_withdraw',
      subjectType: 'contract',
      subjectId: contract.id,
      versionN: amendment.versionN,
    });
  });
}

/** Who of a side signed a version, and by what; none of before it was asked. */
async function signatureOf(tx: In<ActorContext>, contractId: string, versionN: number, side: ContractSide) {
  const [found] = await tx.db
    .select({ name: users.name, authority: signatures.authority })
    .from(signatures)
    .innerJoin(users, eq(users.id, signatures.userId))
    .where(and(eq(signatures.contractId, contractId), eq(signatures.versionN, versionN), eq(signatures.side, side)));
  return found;
}

const answered = (tx: In<ActorContext>, reason?: string) => ({
  answerReason: reason ?? null,
  answeredBy: tx.actor.userId,
  answeredAt: tx.now(),
});
