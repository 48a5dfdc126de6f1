import { buffer } from 'node:stream/consumers';
import type { FileStore } from '../files/store.server.ts';
import { pdfTexts } from '../secrecy/pdf-texts.server.ts';

/** Shorter words are names and days that a seal shows; every page of the text has its version's hash at its foot. */
const shortest = 40;

/**
 * Whether a signed PDF is the one that was handed in. Signing adds behind what stands: then the very bytes are its beginning
 * ('bytes'). A provider that writes the file anew is believed where each page says what it said and no other page or longer note
 * was added ('text'). Null: another file.
 */
export async function holdsOriginal(
  store: FileStore,
  { original, signed, versionSha256 }: { original: string; signed: string; versionSha256: string },
): Promise<'bytes' | 'text' | null> {
  const [before, after] = await Promise.all([original, signed].map(async (sha256) => buffer(await store.get(sha256))));
  if (before !== undefined && after?.subarray(0, before.length).equals(before)) return 'bytes';
  const [own, theirs] = await Promise.all([original, signed].map((sha256) => pdfTexts(store.path(sha256))));
  if (own?.isWhole !== true || theirs?.isWhole !== true) return null;
  const bare = (texts: readonly string[]) =>
    texts.map((text) => text.replace(/\s/g, '')).filter((t) => t.length >= shortest);
  const [wanted, found] = [bare(own.texts), bare(theirs.texts)];
  const pages = (texts: readonly string[]) => texts.filter((text) => text.includes(versionSha256));
  const isSame = pages(wanted).length > 0 && pages(wanted).join('\n') === pages(found).join('\n');
  return isSame && found.every((text) => wanted.includes(text)) ? 'text' : null;
}
