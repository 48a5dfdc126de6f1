import { isProofFresh } from '#app/domain/access.ts';
import { orgOnSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { sealedOnFault, type SignerAuthority } from '#app/domain/signing-way.ts';
import { scanAnswers } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { addEvidence } from '../contracts/add-evidence.server.ts';
import { frozenOn } from '../contracts/freeze-version.server.ts';
import { type Contract, getVersion, requireDeed } from '../contracts/own-contract.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { concludeOnPaper } from './conclude-on-paper.server.ts';
import { requireBeforeBoth } from './own-signing.server.ts';
import { requirePaperLetter } from './require-letter.server.ts';
import { lockSignable, ownSignable } from './signable.server.ts';
import { standingScan } from './standing-scan.server.ts';

export interface ConfirmInput {
  readonly contractId: string;
  readonly versionN: number;
  /** Digest of the files that the person looked at. */
  readonly scanSha256: string;
  /** Who signed the paper for the organisation, by what, on which day. */
  readonly signerName: string;
  readonly authority: SignerAuthority;
  readonly letterId: string | null;
  readonly sealedOn: Day;
}

/**
 * A side says that the scan shows the frozen version, and who signed the paper for it, with a fresh second factor. When both
 * have said it of the same files, the contract is concluded or its change takes effect. A change is judged by the day of its last seal,
 * however late it is confirmed. Other files than the person saw are state_changed.
 */
export async function confirmScan(ctx: ActorContext, input: ConfirmInput): Promise<Contract> {
  requireDeed(ctx, 'sign');
  const { contractId, versionN, scanSha256, signerName, authority, sealedOn } = input;
  const own = await ownSignable(ctx, contractId, versionN, sealedOn);
  requireBeforeBoth(own);
  const since = { frozenOn: await frozenOn(ctx, contractId, versionN), today: dayOf(ctx.now()) };
  const sealing = sealedOnFault(sealedOn, since);
  if (sealing !== null) throw new AppError('invalid', { says: sealing }, 'sealedOn');
  const letterOf = (at: ActorContext) =>
    authority === 'attorney' ? requirePaperLetter(at, { ...own.contract, versionN }, input) : null;
  await letterOf(ctx);
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, async (tx) => {
    const signable = await lockSignable(tx, own, 'paper', { signedOn: sealedOn });
    requireBeforeBoth(signable);
    const { contract } = signable;
    const scan = await standingScan(tx, contractId, versionN);
    const last = scan.files.at(-1);
    if (last === undefined || scan.sha256 !== scanSha256) throw new AppError('state_changed');
    if (scan.confirmedBy.includes(own.side)) throw new AppError('already_signed');
    const letter = await letterOf(tx);
    await tx.db.insert(scanAnswers).values({
      contractId,
      versionN,
      side: own.side,
      outcome: 'confirmed',
      scanSha256,
      lastScanId: last.id,
      signerName,
      authority,
      letterId: letter?.id ?? null,
      sealedOn,
      answeredBy: tx.actor.userId,
      answeredAt: tx.now(),
    });
    const { sha256: textSha256 } = await getVersion(tx, contractId, versionN);
    await addEvidence(tx, contract, 'scan_confirmed', {
      versionN,
      textSha256,
      scanSha256,
      side: own.side,
      organisation: tx.actor.org?.orgName ?? '',
      signer: signerName,
      authority,
      sealedOn,
      confirmedBy: tx.actor.name,
      way: 'paper',
      secondFactorAt: tx.actor.provedAt?.toISOString() ?? null,
      address: tx.address ?? null,
    });
    await audit(tx, { deed: 'contract.confirm_scan', subjectType: 'contract', subjectId: contractId, versionN });
    if (scan.confirmedBy.includes(otherContractSide(own.side))) return concludeOnPaper(tx, signable);
    const href = `/desk/contracts/${contractId}/signing?version=${versionN}`;
    const notice = { kind: 'contract.confirm_scan', params: { title: contract.title }, href };
    const other = orgOnSide(contract, otherContractSide(own.side));
    await notifyOrganisation(tx, other, ['owner', 'approver', 'officer'], notice);
    return contract;
  });
}
