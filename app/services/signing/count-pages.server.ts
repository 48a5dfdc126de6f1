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

const patienceMs = 20_000;

/**
 * How many pages an uploaded file shows: a picture one, a PDF what it says to a process of its own; null where it says nothing. Nobody
 * is kept from uploading by that: a person looks at the pages.
 */
export async function pagesOfFile(files: FileStore, { sha256 }: Pick<Received, 'sha256'>): Promise<number | null> {
  const found = await fileTypeFromFile(files.path(sha256));
  if (found?.mime !== 'application/pdf') return found?.mime.startsWith('image/') ? 1 : null;
  const bytes = await buffer(await files.get(sha256));
  // A PDF names its pages, or packs what names them.
  if (!['/Page', '/ObjStm'].some((mark) => bytes.includes(mark))) return null;
  try {
    // Of no page are the words read, only their number.
    const { texts } = await childTexts('app/services/esign/read-pages.child.ts', ['0', files.path(sha256)], patienceMs);
    return Number((JSON.parse(texts[0] ?? '[]') as string[])[0] ?? 0) || null;
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
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
