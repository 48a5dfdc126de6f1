import { createReadStream } from 'node:fs';
import { ReadFailure } from './read-failure.ts';

/** UTF-16 only with its mark: without one any text would pass for it. */
const encodings = ['utf-8', 'gb18030'] as const;

/** The encoding of a text file, found by decoding it strictly to its end. */
export async function encodingOf(path: string): Promise<string> {
  for (const encoding of [await markedEncoding(path), ...encodings]) {
    if (encoding === null) continue;
    try {
      const texts = decoded(path, encoding);
      while (!(await texts.next()).done);
      return encoding;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  throw new ReadFailure('encoding');
}

async function markedEncoding(path: string): Promise<'utf-16le' | 'utf-16be' | null> {
  for await (const chunk of createReadStream(path, { end: 1 })) {
    const [first, second] = chunk as Buffer;
    if (first === 0xff && second === 0xfe) return 'utf-16le';
    if (first === 0xfe && second === 0xff) return 'utf-16be';
  }
  return null;
}

/** The text of a file, strictly: bytes that the encoding has not are a TypeError. */
export async function* decoded(path: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of createReadStream(path, { highWaterMark: 262_144 }))
    yield decoder.decode(chunk as Buffer, { stream: true });
  yield decoder.decode();
}
