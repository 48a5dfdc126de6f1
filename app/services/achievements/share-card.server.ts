import { createRequire } from 'node:module';
import sharp from 'sharp';

const require = createRequire(import.meta.url);
const face = (weight: '400Regular' | '700Bold') =>
  require.resolve(`@expo-google-fonts/noto-serif-sc/${weight}/NotoSerifSC_${weight}.ttf`);

interface Card {
  readonly title: string;
  readonly unit: string;
  readonly facts: readonly string[];
  /** What it solves, and what it costs to begin, where the thing has either. */
  readonly problem?: string;
  readonly price?: string;
}

const plain = (words: string): string =>
  words.replace(/[<>&]/g, (char) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;' })[char] ?? '');

const line = (words: string, colour: string, size: number, isBold: boolean) => ({
  text: {
    text: `<span foreground="${colour}" size="${size * 1024}">${plain(words)}</span>`,
    font: isBold ? 'Noto Serif SC Bold' : 'Noto Serif SC',
    fontfile: face(isBold ? '700Bold' : '400Regular'),
    width: 1040,
    rgba: true,
    dpi: 72,
    spacing: 8,
  },
});

const cutTo = (words: string, most: number): string => {
  const chars = [...words];
  return chars.length > most ? `${chars.slice(0, most - 1).join('')}…` : words;
};

/** The picture that a shared link shows, 1200 × 630: what it is, whose, and what it costs to begin. */
export async function shareCard({ title, unit, facts, problem = '', price = '' }: Card): Promise<Buffer> {
  const shortened = cutTo(title, 44);
  // Two lines of a title, then two of the problem.
  const says = problem === '' ? [] : [{ input: line(cutTo(problem, 62), '#4A5361', 32, false), top: 285, left: 80 }];
  const known = [price, ...facts].filter((word) => word !== '');
  return sharp({ create: { width: 1200, height: 630, channels: 3, background: '#FBFAF7' } })
    .composite([
      {
        input: Buffer.from('<svg width="1200" height="630"><rect width="1200" height="16" fill="#1F4E8C"/></svg>'),
        top: 0,
        left: 0,
      },
      { input: line(shortened, '#1C2430', 60, true), top: 110, left: 80 },
      ...says,
      { input: line(unit, '#4A5361', 30, false), top: 405, left: 80 },
      { input: line(cutTo(known.join('　'), 34) || '科技成果', '#1F4E8C', 36, true), top: 460, left: 80 },
      { input: line('成果通　甘肃省科技成果转化综合服务平台', '#5E6672', 26, false), top: 555, left: 80 },
    ])
    .png({ palette: true })
    .toBuffer();
}
