import { buffer } from 'node:stream/consumers';
import { fileTypeFromFile } from 'file-type';
import { isAppError } from '#app/domain/errors.ts';
import type { Context } from '../context.server.ts';
import { getVersion } from '../contracts/own-contract.server.ts';
import type { Received } from '../files/keep-file.server.ts';
import type { FileStore } from '../files/store.server.ts';
import { pagesOfPdf } from '../nda-rooms/mark-pdf.server.ts';
import { printPdf } from '../papers/print-pdf.server.ts';
import { paperOfVersion } from '../papers/version-paper.server.ts';
import { childTexts } from '../secrecy/child-texts.server.ts';
import type { Signable } from './signable.server.ts';

/** For all files of one deed together. */
const patienceMs = 20_000;
/** A scan may have a cover, powers of attorney and backs of sheets beside its text; of what has more pages the number is not told. */
const morePages = 50;

/**
 * How many pages each uploaded file shows, by its digest: a picture one, a PDF those that open in a process of its own, whatever the file
 * says of their number; null where that cannot be told. Nobody is kept from uploading by that: a person looks at the pages.
 */
export async function pagesOfFiles(
  files: FileStore,
  papers: readonly Pick<Received, 'sha256'>[],
  textPages: number,
): Promise<ReadonlyMap<string, number | null>> {
  const pages = new Map<string, number | null>();
  const pdfs: string[] = [];
  for (const { sha256 } of papers) {
    const found = await fileTypeFromFile(files.path(sha256));
    pages.set(sha256, found?.mime.startsWith('image/') ? 1 : null);
    if (found?.mime === 'application/pdf' && (await namesPages(files, sha256))) pdfs.push(sha256);
  }
  if (pdfs.length === 0) return pages;
  try {
    const args = [String(textPages + morePages), ...pdfs.map((sha256) => files.path(sha256))];
    const { texts } = await childTexts('app/services/signing/count-pages.child.ts', args, patienceMs);
    for (const [i, text] of texts.entries()) pages.set(pdfs[i] ?? '', JSON.parse(text) as number | null);
  } catch (error) {
    if (!isAppError(error)) throw error;
  }
  return pages;
}

/** A PDF names its pages, or packs what names them. */
async function namesPages(files: FileStore, sha256: string): Promise<boolean> {
  const bytes = await buffer(await files.get(sha256));
  return ['/Page', '/ObjStm'].some((mark) => bytes.includes(mark));
}

/** How many pages the frozen text of a version has as it is downloaded to be sealed. */
export async function pagesOfText(
  ctx: Context,
  { contract, versionN }: Pick<Signable, 'contract' | 'versionN'>,
): Promise<number | null> {
  const version = await getVersion(ctx, contract.id, versionN);
  const paper = await paperOfVersion(ctx, contract, version, { isSigned: false, signatures: [] });
  return pagesOfPdf(await printPdf(paper));
}
