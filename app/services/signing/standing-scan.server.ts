import { createHash } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import { confirmedSides, scanText, standingFiles } from '#app/domain/signed-scan.ts';
import { files, scanAnswers, signedScans } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** The scan of a version as it stands: its files, their one digest, and who has confirmed exactly these. */
export async function standingScan(ctx: Pick<Context, 'db'>, contractId: string, versionN: number) {
  const [uploaded, answers] = await Promise.all([
    ctx.db
      .select({
        id: signedScans.id,
        fileId: signedScans.fileId,
        side: signedScans.side,
        uploadedAt: signedScans.uploadedAt,
        pages: signedScans.pages,
        textPages: signedScans.textPages,
        name: files.name,
        bytes: files.bytes,
        sha256: files.sha256,
      })
      .from(signedScans)
      .innerJoin(files, eq(files.id, signedScans.fileId))
      .where(and(eq(signedScans.contractId, contractId), eq(signedScans.versionN, versionN)))
      .orderBy(asc(signedScans.id)),
    ctx.db
      .select()
      .from(scanAnswers)
      .where(and(eq(scanAnswers.contractId, contractId), eq(scanAnswers.versionN, versionN)))
      .orderBy(asc(scanAnswers.id)),
  ]);
  const standing = standingFiles(uploaded, answers);
  const sha256 = createHash('sha256').update(scanText(standing)).digest('hex');
  const said = answers.map((row) => ({
    ...row,
    /** Sent back by the side that had handed it in. */
    isWithdrawal: row.outcome === 'refused' && uploaded.find(({ id }) => id === row.lastScanId)?.side === row.side,
  }));
  return { files: standing, sha256, answers: said, confirmedBy: confirmedSides(sha256, answers) };
}
export type StandingScan = Awaited<ReturnType<typeof standingScan>>;
