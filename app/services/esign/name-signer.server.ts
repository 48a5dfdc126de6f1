import { isProofFresh } from '#app/domain/access.ts';
import type { ContractSide } from '#app/domain/contract-deeds.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import type { SignerAuthority } from '#app/domain/signing-way.ts';
import { esignSigners } from '#db/schema/index.ts';
import type { ActorContext, In } from '../context.server.ts';
import { addEvidence } from '../contracts/add-evidence.server.ts';
import { type Contract, getVersion } from '../contracts/own-contract.server.ts';
import { partiesOf } from '../contracts/queries.server.ts';
import { requirePaperLetter } from '../signing/require-letter.server.ts';
import { type OwnSignable, ownSignable } from '../signing/signable.server.ts';
import type { Flow } from './own-esign.server.ts';

export interface SignerInput {
  readonly versionN: number;
  readonly signerName: string;
  readonly mobile: string;
  readonly authority: SignerAuthority;
  readonly letterId: string | null;
}

const letterOf = (ctx: ActorContext, contract: Contract, { versionN, authority, letterId, signerName }: SignerInput) =>
  authority === 'attorney'
    ? requirePaperLetter(ctx, { ...contract, versionN }, { letterId, signerName, sealedOn: dayOf(ctx.now()) })
    : null;

/** The own version, before a side agrees to this way: the gates of every way, the authority of who signs, a fresh second factor. */
export async function ownNameable(ctx: ActorContext, contractId: string, input: SignerInput): Promise<OwnSignable> {
  const own = await ownSignable(ctx, contractId, input.versionN);
  await letterOf(ctx, own.contract, input);
  if (!ctx.esign.isEnabled)
    throw new AppError('invalid', { says: '本平台没有接入电子签名服务，请用纸质用印或者页面签署。' });
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return own;
}

/** Keeps whom a side lets sign for it, and that it agreed to this way, in the evidence. */
export async function nameSigner(
  tx: In<ActorContext>,
  contract: Contract,
  flow: Pick<Flow, 'id' | 'provider'>,
  { side, orderNo, ...input }: SignerInput & { readonly side: ContractSide; readonly orderNo: number },
): Promise<void> {
  const { versionN, signerName, mobile, authority } = input;
  // Asked for again: a power that was revoked in this moment binds nobody.
  const letter = await letterOf(tx, contract, input);
  const party = (await partiesOf(tx, contract))[side];
  await tx.db.insert(esignSigners).values({
    flowId: flow.id,
    side,
    orderNo,
    orgId: party.id,
    orgName: party.name,
    uscc: party.uscc,
    signerName,
    mobile,
    authority,
    letterId: letter?.id ?? null,
    namedBy: tx.actor.userId,
    namedAt: tx.now(),
  });
  const { sha256: textSha256 } = await getVersion(tx, contract.id, versionN);
  await addEvidence(tx, contract, 'esign_agreed', {
    versionN,
    textSha256,
    side,
    organisation: party.name,
    signer: signerName,
    authority,
    agreedBy: tx.actor.name,
    way: 'provider',
    provider: flow.provider,
    secondFactorAt: tx.actor.provedAt?.toISOString() ?? null,
    address: tx.address ?? null,
  });
}
