import { orgOnSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { scanAnswers } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { addEvidence } from '../contracts/add-evidence.server.ts';
import { getVersion, lockContract } from '../contracts/own-contract.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { mayHandInScan, requireBeforeBoth } from './own-signing.server.ts';
import { isSignable, ownVersion, signableOf } from './signable.server.ts';
import { standingScan } from './standing-scan.server.ts';

interface RefuseInput {
  readonly contractId: string;
  readonly versionN: number;
  readonly scanSha256: string;
  readonly reason: string;
}

/**
 * The scan is not the frozen version, or not whole, or who handed it in takes it back: all its files are set aside, confirmations with
 * them; they stay on record. Then the version may be signed in any way again, and if it cannot be signed any more, it is taken back all
 * the same.
 */
export async function refuseScan(ctx: ActorContext, input: RefuseInput): Promise<void> {
  if (!mayHandInScan(ctx.actor)) throw new AppError('forbidden');
  const { contractId, versionN, scanSha256, reason } = input;
  const { side } = await ownVersion(ctx, contractId, versionN);
  await inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, contractId);
    const signable = await signableOf(tx, contract, versionN);
    if (!isSignable(signable)) throw new AppError('state_changed');
    requireBeforeBoth(signable);
    const scan = await standingScan(tx, contractId, versionN);
    const last = scan.files.at(-1);
    if (last === undefined || scan.sha256 !== scanSha256) throw new AppError('state_changed');
    const answer = { contractId, versionN, side, scanSha256, lastScanId: last.id, reason };
    await tx.db
      .insert(scanAnswers)
      .values({ ...answer, outcome: 'refused', answeredBy: tx.actor.userId, answeredAt: tx.now() });
    const { sha256: textSha256 } = await getVersion(tx, contractId, versionN);
    const organisation = tx.actor.org?.orgName ?? '';
    const isOwn = scan.files.every((file) => file.side === side);
    const body = {
      versionN,
      textSha256,
      scanSha256,
      side,
      organisation,
      [isOwn ? 'withdrawnBy' : 'refusedBy']: tx.actor.name,
      reason,
    };
    await addEvidence(tx, contract, 'scan_refused', body);
    await audit(tx, { deed: 'contract.refuse_scan', subjectType: 'contract', subjectId: contractId, versionN });
    const href = `/desk/contracts/${contractId}/signing?version=${versionN}`;
    const notice = {
      kind: isOwn ? 'contract.withdraw_scan' : 'contract.refuse_scan',
      params: { title: contract.title },
      href,
    };
    const other = orgOnSide(contract, otherContractSide(side));
    await notifyOrganisation(tx, other, ['owner', 'approver', 'officer'], notice);
  });
}
