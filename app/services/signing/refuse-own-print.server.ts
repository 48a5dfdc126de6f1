import { createHash } from 'node:crypto';
import { AppError } from '#app/domain/errors.ts';
import type { Context } from '../context.server.ts';
import { getVersion } from '../contracts/own-contract.server.ts';
import type { Received } from '../files/keep-file.server.ts';
import { paperOfVersion } from '../papers/version-paper.server.ts';
import { printPdf } from '../papers/print-pdf.server.ts';
import type { Signable } from './signable.server.ts';

/** A paper of this platform is far smaller; what is larger was not printed here. */
const mostBytes = 8 * 1_048_576;

/**
 * A file that is byte for byte what the platform prints of this version was never printed out, sealed and scanned. Printed again with
 * the moment that the file names, the same paper is the same file.
 */
export async function refuseOwnPrint(
  ctx: Context,
  { contract, versionN }: Pick<Signable, 'contract' | 'versionN'>,
  papers: readonly Received[],
): Promise<void> {
  for (const { sha256, bytes, name } of papers) {
    const printedAt = bytes > mostBytes ? null : await printedHereAt(ctx, sha256);
    if (printedAt === null) continue;
    const version = await getVersion(ctx, contract.id, versionN);
    const paper = await paperOfVersion(ctx, contract, version, { isSigned: false, signatures: [] });
    const own = createHash('sha256')
      .update(await printPdf(paper, printedAt))
      .digest('hex');
    if (own !== sha256) continue;
    const says = `「${name}」就是平台打印的文本，没有用印。请打印出来，盖章签字以后再扫描上传。`;
    throw new AppError('invalid', { says }, 'file');
  }
}

/** When the file says that the library of this platform wrote it; null of other files. */
async function printedHereAt({ files }: Pick<Context, 'files'>, sha256: string): Promise<Date | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of await files.get(sha256)) chunks.push(Buffer.from(chunk as Uint8Array));
  const text = Buffer.concat(chunks).toString('latin1');
  if (!text.includes('(PDFKit)')) return null;
  const found = /\(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z\)/.exec(text);
  if (found === null) return null;
  const [year = 0, month = 1, ...rest] = found.slice(1).map(Number);
  const [day, hours, minutes, seconds] = rest;
  return new Date(Date.UTC(year, month - 1, day, hours, minutes, seconds));
}
