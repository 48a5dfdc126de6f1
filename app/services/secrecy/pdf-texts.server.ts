import { open } from 'node:fs/promises';
import { type ChildTexts, childTexts } from './child-texts.server.ts';

const mostPages = 300;

/**
 * What a PDF says of itself, on its pages, in its fields and in its notes. Nothing of a file that is no PDF, that is locked, or
 * whose pages are pictures: a person looks at those.
 *
 * @throws AppError 'rate_limited' where too many wait already
 */
export async function pdfTexts(
  path: string,
  patienceMs = 20_000,
  /** Also say of a page with words that a picture is on it; else only of pages without words. */
  { ofPictures = false }: { readonly ofPictures?: boolean } = {},
): Promise<ChildTexts> {
  if (!(await isPdf(path))) return { texts: [], isWhole: true, hasPictures: false };
  return childTexts(
    'app/services/secrecy/read-pdf.child.ts',
    [path, String(mostPages), ofPictures ? 'pictures' : ''],
    patienceMs,
  );
}

/** Readers find the mark of a PDF anywhere in its first kilobyte. */
export async function isPdf(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0);
    return buffer.subarray(0, bytesRead).includes('%PDF-');
  } finally {
    await file.close();
  }
}
