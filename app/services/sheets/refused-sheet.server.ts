import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import type { SheetRefusal } from '#app/domain/import-failure.ts';
import { isUtf16, readHead } from '../files/keep-file.server.ts';

const refusals: readonly (readonly [RegExp, SheetRefusal])[] = [
  [/^application\/pdf$/, 'pdf'],
  [/^image\//, 'image'],
  [/wordprocessingml|presentationml|opendocument\.(?:text|presentation)|^application\/rtf$/, 'word'],
  [/opendocument\.spreadsheet|sheet\.binary/, 'other_sheet'],
  [/^(?:application|text)\/(?:xml|html)/, 'markup'],
  [/rar|7z|gzip|x-tar|bzip|x-xz|zstd|x-lz/, 'archive'],
];
const readable = /spreadsheetml\.sheet$|^application\/zip$/;

/**
 * Why these bytes are no sheet that can be read, by what they say themselves: names lie. Null for an .xlsx, a zip that
 * may be one, and plain text; their readers look further.
 */
export async function refusedSheet(path: string): Promise<SheetRefusal | null> {
  const head = await readHead(path);
  if (isUtf16(head)) return null;
  const found = await fileTypeFromFile(path);
  if (found?.mime === 'application/x-cfb') return (await holds(path, encryptedStream)) ? 'locked' : compoundKind(path);
  if (found !== undefined) {
    if (readable.test(found.mime)) return null;
    return refusals.find(([pattern]) => pattern.test(found.mime))?.[1] ?? 'unknown';
  }
  return head.includes(0) ? 'unknown' : null;
}

/** Office keeps an encrypted workbook in a compound file, as old .xls files are; the name of its stream tells them apart. */
const encryptedStream = Buffer.from('EncryptedPackage', 'utf16le');
const workbookStreams = ['Workbook', 'Book'].map((name) => Buffer.from(`${name}\0`, 'utf16le'));

async function compoundKind(path: string): Promise<SheetRefusal> {
  for (const name of workbookStreams) if (await holds(path, name)) return 'xls';
  return 'word';
}

async function holds(path: string, wanted: Buffer): Promise<boolean> {
  const handle = await open(path);
  try {
    const size = 1_048_576;
    const buffer = Buffer.alloc(size + wanted.length);
    for (let at = 0; ; at += size) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
      if (buffer.subarray(0, bytesRead).includes(wanted)) return true;
      if (bytesRead < buffer.length) return false;
    }
  } finally {
    await handle.close();
  }
}
