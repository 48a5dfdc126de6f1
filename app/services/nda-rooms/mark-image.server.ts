import { createRequire } from 'node:module';
import sharp from 'sharp';

const require = createRequire(import.meta.url);
const font = () => require.resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf');

const limits = { limitInputPixels: 50_000_000, failOn: 'error' } as const;
const longestSide = 4000;
const leastSide = 64;

const escaped = (words: string): string =>
  words.replace(/[<>&]/g, (char) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;' })[char] ?? '');

/** True for a picture that can be decoded and marked. */
export async function imageIsSound(bytes: Buffer): Promise<boolean> {
  try {
    const { width, height } = await sharp(bytes, limits).metadata();
    await sharp(bytes, limits).resize(8, 8).toBuffer();
    return Math.min(width, height) >= leastSide;
  } catch {
    return false;
  }
}

/** The picture with the words in its pixels, all over. Camera data (place, device) do not come along. */
export async function markImage(bytes: Buffer, words: string): Promise<Uint8Array> {
  const { data, info } = await sharp(bytes, limits)
    .rotate()
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    .toBuffer({ resolveWithObject: true });
  const size = Math.max(10, Math.round(Math.min(info.width, info.height) / 28));
  const text = `<span foreground="#7a1a12" alpha="40%" size="${size * 1024}">${escaped(words)}</span>`;
  const line = await sharp({ text: { text, font: 'Noto Serif SC', fontfile: font(), rgba: true, dpi: 72 } })
    .rotate(-30, { background: { r: 0, g: 0, b: 0, alpha: 0 } })
    .resize({ width: info.width, height: info.height, fit: 'inside', withoutEnlargement: true })
    .png()
    .toBuffer();
  return sharp(data)
    .composite([{ input: line, tile: true }])
    .toBuffer();
}
