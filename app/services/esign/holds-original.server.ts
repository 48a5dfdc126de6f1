import { buffer } from 'node:stream/consumers';
import { AppError } from '#app/domain/errors.ts';
import type { FileStore } from '../files/store.server.ts';
import { childTexts } from '../secrecy/child-texts.server.ts';

const mostPages = 300;
const patienceMs = 60_000;

/**
 * Whether a signed PDF shows what was handed in: as many pages, and each says what it said, with no note added (电子签名法 art. 13:
 * any change of the text after signing can be found). Asked of the pages in every case, since what is put behind a file may change
 * them. 'bytes': the original's very bytes are its beginning, as signing leaves them. 'text': the provider wrote it anew. Null:
 * another file. Pictures laid over a page are the provider's seals; that nothing else is there, the provider's own check says.
 *
 * @throws AppError 'unavailable' where the pages could not be read to the end: no verdict
 */
export async function holdsOriginal(
  store: FileStore,
  { original, signed, versionSha256 }: { original: string; signed: string; versionSha256: string },
): Promise<'bytes' | 'text' | null> {
  const paths = [store.path(original), store.path(signed)];
  const read = await childTexts('app/services/esign/read-pages.child.ts', [String(mostPages), ...paths], patienceMs);
  const [own, theirs] = read.texts.map((text) => JSON.parse(text) as string[]);
  if (own === undefined || theirs === undefined) throw new AppError('unavailable', { reason: 'reader' });
  // The number of pages comes first.
  if (own[0] !== theirs[0]) return null;
  if (!read.isWhole) throw new AppError('unavailable', { reason: 'reader' });
  const isSame = own.length === theirs.length && own.every((text, n) => text === theirs[n]);
  if (!isSame || !own.some((text) => text.includes(versionSha256))) return null;
  const [before, after] = await Promise.all([original, signed].map(async (sha256) => buffer(await store.get(sha256))));
  return before !== undefined && after?.subarray(0, before.length).equals(before) ? 'bytes' : 'text';
}
