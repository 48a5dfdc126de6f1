import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import type { NoteBytes } from './take-given.ts';
import { ReadFailure } from './read-failure.ts';

const chunkBytes = 262_144;

/** The encoding of a text file, found by looking at all of it strictly. UTF-16 only with its mark: any text would pass for it. */
export async function encodingOf(path: string): Promise<string> {
  const marked = await markedEncoding(path);
  if (marked === null && (await isWholeUtf8(path))) return 'utf-8';
  let isCut = false;
  for (const encoding of [marked, 'gb18030', 'utf-8']) {
    const found = encoding === null ? 'other' : await fit(path, encoding);
    if (found === 'whole') return encoding ?? '';
    isCut ||= found === 'cut';
  }
  throw new ReadFailure(isCut ? 'broken' : 'encoding');
}

async function markedEncoding(path: string): Promise<'utf-16le' | 'utf-16be' | null> {
  for await (const chunk of createReadStream(path, { end: 1 })) {
    const [first, second] = chunk as Buffer;
    if (first === 0xff && second === 0xfe) return 'utf-16le';
    if (first === 0xfe && second === 0xff) return 'utf-16be';
  }
  return null;
}

async function isWholeUtf8(path: string): Promise<boolean> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes })) {
    const bytes = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    const end = wholeCharacters(bytes);
    if (!isUtf8(bytes.subarray(0, end))) return false;
    rest = bytes.subarray(end);
  }
  return isUtf8(rest);
}

/** Where the last character begins that a piece may have cut through; its first byte is one of the last four. */
function wholeCharacters(bytes: Buffer): number {
  for (let at = bytes.length - 1; at >= Math.max(0, bytes.length - 4); at -= 1) if ((bytes[at] ?? 0) >= 0xc0) return at;
  return bytes.length;
}

/** Whether a text is in this encoding, is but for its last character, or is in another one. */
async function fit(path: string, encoding: string): Promise<'whole' | 'cut' | 'other'> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let isRead = false;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes }))
      decoder.decode(chunk as Buffer, { stream: true });
    isRead = true;
    decoder.decode();
    return 'whole';
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return isRead ? 'cut' : 'other';
  }
}

/** The text of a file in the encoding that `encodingOf` found, without its mark. */
export async function* decoded(path: string, encoding: string, note?: NoteBytes): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes })) {
    yield decoder.decode(chunk as Buffer, { stream: true });
    await note?.((chunk as Buffer).length);
  }
  yield decoder.decode();
}
