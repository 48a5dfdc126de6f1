import { and, eq, inArray, ne } from 'drizzle-orm';
import { orgOnSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { maxScanFiles } from '#app/domain/signed-scan.ts';
import { files, signedScans } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { addEvidence } from '../contracts/add-evidence.server.ts';
import { getVersion } from '../contracts/own-contract.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { pagesOfFiles, pagesOfText } from './count-pages.server.ts';
import { mayHandInScan, ownSigning, requireBeforeBoth, sealableFrom } from './own-signing.server.ts';
import { refuseOwnPrint } from './refuse-own-print.server.ts';
import { lockOpenVersion } from './signable.server.ts';
import { type StandingScan, standingScan } from './standing-scan.server.ts';

export interface ScanInput {
  readonly contractId: string;
  readonly versionN: number;
  readonly papers: readonly Received[];
  /** A licensed service that gave the file back; null: scanned paper. */
  readonly provider?: string | null;
}

/**
 * Adds files to the scan of the sealed paper. The scan is known by the digest of all its files: whoever confirmed fewer
 * confirms again. While it stands nobody signs this version in another way. The platform's own print, which bears no seal, is refused;
 * pages are counted beside those of the frozen text, for both sides to compare.
 */
export async function uploadScan(
  ctx: ActorContext,
  { contractId, versionN, papers, provider = null }: ScanInput,
): Promise<StandingScan> {
  if (!mayHandInScan(ctx.actor)) throw new AppError('forbidden');
  const own = await ownSigning(ctx, contractId, versionN);
  const { side } = own;
  if (papers.length === 0)
    throw new AppError('invalid', { says: '请选择扫描件：整份 PDF，或者每页一张图片。' }, 'file');
  // Before any of them is opened: each takes time that others wait for.
  requireFew(await standingScan(ctx, contractId, versionN), papers);
  await refuseOwnPrint(ctx, own, papers);
  const ofText = await pagesOfText(ctx, own);
  const pages = await pagesOfFiles(ctx.files, papers, ofText ?? 0);
  const textPages = [...pages.values()].some((count) => count !== null) ? ofText : null;
  return inTransaction(ctx, async (tx) => {
    const signable = await lockOpenVersion(tx, own, 'paper', {
      signedOn: await sealableFrom(tx, contractId, versionN),
    });
    requireBeforeBoth(signable);
    const { contract } = signable;
    const before = await standingScan(tx, contractId, versionN);
    requireFew(before, papers);
    await requireOfNoOther(tx, { contractId, versionN, papers });
    const orgId = orgOnSide(contract, side);
    const uploadedBy = tx.actor.userId;
    for (const paper of papers) {
      const file = await keepFile(tx, paper, 'scan', orgId);
      if (before.files.some(({ sha256 }) => sha256 === file.sha256)) {
        throw new AppError('duplicate', { says: `「${paper.name}」已经上传过了。` }, 'file');
      }
      await tx.db.insert(signedScans).values({
        contractId,
        versionN,
        side,
        fileId: file.id,
        pages: pages.get(paper.sha256) ?? null,
        textPages,
        uploadedBy,
        uploadedAt: tx.now(),
      });
    }
    const scan = await standingScan(tx, contractId, versionN);
    const { sha256: textSha256 } = await getVersion(tx, contractId, versionN);
    await addEvidence(tx, contract, 'scan', {
      versionN,
      textSha256,
      side,
      organisation: tx.actor.org?.orgName ?? '',
      uploader: tx.actor.name,
      files: scan.files.length,
      scanSha256: scan.sha256,
      ...(provider === null ? {} : { provider }),
    });
    await audit(tx, { deed: 'contract.upload_scan', subjectType: 'contract', subjectId: contractId, versionN });
    const href = `/desk/contracts/${contractId}/signing?version=${versionN}`;
    const notice = { kind: 'contract.upload_scan', params: { title: contract.title }, href };
    const other = orgOnSide(contract, otherContractSide(side));
    await notifyOrganisation(tx, other, ['owner', 'approver', 'officer'], notice);
    return scan;
  });
}

function requireFew({ files: standing }: Pick<StandingScan, 'files'>, papers: readonly Received[]): void {
  if (standing.length + papers.length <= maxScanFiles) return;
  throw new AppError('invalid', { says: `一份扫描件最多 ${maxScanFiles} 个文件，请合成一份 PDF。` }, 'file');
}

/** A file that was handed in as another version's scan shows that one: it is never this one's. */
async function requireOfNoOther(
  tx: In<ActorContext>,
  { contractId, versionN, papers }: Pick<ScanInput, 'contractId' | 'versionN' | 'papers'>,
): Promise<void> {
  const hashes = papers.map(({ sha256 }) => sha256);
  const [other] = await tx.db
    .select({ versionN: signedScans.versionN, name: files.name })
    .from(signedScans)
    .innerJoin(files, eq(files.id, signedScans.fileId))
    .where(
      and(eq(signedScans.contractId, contractId), ne(signedScans.versionN, versionN), inArray(files.sha256, hashes)),
    )
    .limit(1);
  if (other === undefined) return;
  const says = `「${other.name}」是第 ${other.versionN} 版的扫描件，不能用于第 ${versionN} 版。`;
  throw new AppError('invalid', { says }, 'file');
}
