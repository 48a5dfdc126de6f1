import { LRUCache } from 'lru-cache';
import sharp from 'sharp';
import type { Context } from '../context.server.ts';
import { turns } from './turns.server.ts';

/** Longest sides of what is drawn, in pixels: on the page, and where one looks closely. */
const longest = { small: 800, large: 2000 } as const;
export type DrawnAs = keyof typeof longest;

const limits = { limitInputPixels: 50_000_000 } as const;
const bytesKept = 48 * 1_048_576;
/** By content and size: a picture never changes under its hash. */
const drawn = new LRUCache<string, Buffer<ArrayBuffer>>({
  maxSize: bytesKept,
  sizeCalculation: ({ length }) => length || 1,
});
const sizes = new LRUCache<string, { readonly width: number; readonly height: number }>({ max: 5000 });

/** Width and height of the small drawing; null for what no eye can be shown. */
export async function drawnSize({ files }: Pick<Context, 'files'>, sha256: string) {
  const known = sizes.get(sha256);
  if (known) return known;
  try {
    const { autoOrient } = await sharp(files.path(sha256), limits).metadata();
    const scale = Math.min(1, longest.small / Math.max(autoOrient.width, autoOrient.height));
    const size = { width: Math.round(autoOrient.width * scale), height: Math.round(autoOrient.height * scale) };
    if (size.width < 1 || size.height < 1) return null;
    sizes.set(sha256, size);
    return size;
  } catch {
    return null;
  }
}

/** Readers who ask for the same drawing at once wait for one; and few are drawn side by side, since guests may ask for all. */
const underWay = new Map<string, Promise<Buffer<ArrayBuffer>>>();
const inTurn = turns(2);

/** A picture drawn anew: nothing of the upload but what the eye sees goes out, no place where it was taken. */
export async function drawPicture(
  { files }: Pick<Context, 'files'>,
  sha256: string,
  as: DrawnAs,
): Promise<Buffer<ArrayBuffer>> {
  const key = `${as} ${sha256}`;
  const known = drawn.get(key) ?? underWay.get(key);
  if (known) return known;
  const picture = inTurn(() => draw(files.path(sha256), longest[as])).then((bytes) => {
    drawn.set(key, bytes);
    return bytes;
  });
  underWay.set(key, picture);
  try {
    return await picture;
  } finally {
    underWay.delete(key);
  }
}

const draw = async (path: string, side: number): Promise<Buffer<ArrayBuffer>> =>
  Buffer.from(
    await sharp(path, limits)
      .rotate()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer(),
  );
