import { AppError } from './errors.ts';

/** An amount of money in fen (分), 1/100 yuan. Never a float. */
export type Fen = bigint;

/** 100 % in parts per million, the unit of every rate and share. */
export const wholePpm = 1_000_000;

const fenPerYuan = 100n;
const fenPerWan = 1_000_000n;
const fenPerYi = 10_000_000_000n;
/** What a PostgreSQL bigint holds. */
const largestFen = 9_223_372_036_854_775_807n;

/** The smaller of two amounts, in fen. */
export const lesserFen = (a: Fen, b: Fen): Fen => (a < b ? a : b);

const magnitude = (n: bigint): bigint => (n < 0n ? -n : n);
const grouped = (n: bigint): string => n.toString().replace(/\B(?=(\d{3})+$)/g, ',');

/** n / d rounded half up, half away from zero for negatives: 5/2 → 3, −5/2 → −3. `d` must be positive. */
export function divideHalfUp(n: bigint, d: bigint): bigint {
  if (d <= 0n) throw new RangeError('divisor must be positive');
  const rounded = (magnitude(n) * 2n + d) / (d * 2n);
  return n < 0n ? -rounded : rounded;
}

/** Amount for tables: 123456789n → '1,234,567.89', −5n → '-0.05'. */
export function formatFen(fen: Fen): string {
  const abs = magnitude(fen);
  const cents = (abs % fenPerYuan).toString().padStart(2, '0');
  return `${fen < 0n ? '-' : ''}${grouped(abs / fenPerYuan)}.${cents}`;
}

/** Amount with its sign of currency: '¥1,234,567.89', '-¥0.05'. */
export const formatYuan = (fen: Fen): string => `${fen < 0n ? '-' : ''}¥${formatFen(magnitude(fen))}`;

function decimal(fen: Fen, unit: bigint, digits: number): string {
  const scale = 10n ** BigInt(digits);
  const scaled = divideHalfUp(magnitude(fen) * scale, unit);
  const fraction = digits === 0 ? '' : `.${(scaled % scale).toString().padStart(digits, '0')}`;
  return `${fen < 0n && scaled > 0n ? '-' : ''}${grouped(scaled / scale)}${fraction}`;
}

/** No amount or rate that a person types is longer; what is, would only keep the patterns below busy. */
const longestTyped = 60;

const trimmed = (text: string): string => text.replace(/\.?0+$/, '');

/** Amount in prose, to the fen, with no more decimals than it needs: '50 万元', '0.1234 万元', '58.123456 万元'. */
export const formatWan = (fen: Fen): string => `${trimmed(decimal(fen, fenPerWan, 6))} 万元`;

/** Large totals in prose, rounded half up to 2 decimals: '436.28 亿元', '500 亿元'. */
export const formatYi = (fen: Fen): string => `${trimmed(decimal(fen, fenPerYi, 2))} 亿元`;

/**
 * A total in the unit of its size, rounded half up to 2 decimals, for figures whose unit stands apart: below 1 万元 in 元, below
 * 1 亿元 in 万元, else in 亿元. amountBySize(83_500_000n) → { value: '83.5', unit: '万元' }
 */
export function amountBySize(fen: Fen): { readonly value: string; readonly unit: '元' | '万元' | '亿元' } {
  const abs = magnitude(fen);
  if (abs >= fenPerYi) return { value: trimmed(decimal(fen, fenPerYi, 2)), unit: '亿元' };
  if (abs >= fenPerWan) return { value: trimmed(decimal(fen, fenPerWan, 2)), unit: '万元' };
  return { value: trimmed(decimal(fen, fenPerYuan, 2)), unit: '元' };
}

/** The same in one piece: '83.5 万元'. */
export function formatBySize(fen: Fen): string {
  const { value, unit } = amountBySize(fen);
  return `${value} ${unit}`;
}

/**
 * Reads what a person typed, in yuan or in 万元. Accepts full-width digits, thousands commas, ¥, the unit's own word and
 * surrounding spaces. Null for anything unreadable, finer than a fen, negative (unless allowed) or beyond what is stored.
 * parseFen('１，２００．５', 'yuan') → 120050n; parseFen('50', 'wan') → 50000000n
 */
export function parseFen(text: string, unit: 'yuan' | 'wan', options: { negative?: boolean } = {}): Fen | null {
  if (text.length > longestTyped) return null;
  const plain = text.normalize('NFKC').replace(/−/g, '-').trim();
  const bare = plain.replace(unit === 'wan' ? /\s*万元?$/ : /\s*元$/, '');
  const match = /^(-?)\s*¥?\s*(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/.exec(bare);
  if (!match) return null;
  const [, sign, whole = '', fraction = ''] = match;
  const digits = unit === 'wan' ? 6 : 2;
  if (fraction.length > digits || (sign && !options.negative)) return null;
  const fen = BigInt(whole.replaceAll(',', '') + fraction.padEnd(digits, '0'));
  if (fen > largestFen) return null;
  return sign ? -fen : fen;
}

/** Whether what was typed in 万元 is an amount but for parts of a fen: '5.1234567', which no page keeps. */
export const isFinerThanFen = (text: string): boolean =>
  parseFen(text, 'wan') === null && parseFen(text.normalize('NFKC').replace(/(\.\d{6})\d+/, '$1'), 'wan') !== null;
export const finerThanFenWords = '最多写到分：单位万元，小数点后最多六位，例如 58.123456。';

/**
 * fen × ppm, exact, rounded once to the fen (half up; half away from zero for negatives).
 * mulPpm(17_620_602n, 20_000, 'half-up') → 352_412n (176,206.02 × 2 % = 3,524.12)
 */
export function mulPpm(fen: Fen, ppm: number, _rounding: 'half-up'): Fen {
  if (!Number.isSafeInteger(ppm)) throw new RangeError('ppm must be an integer');
  return divideHalfUp(fen * BigInt(ppm), BigInt(wholePpm));
}

/**
 * Parts of `total` in proportion to the weights, summing to it exactly. Each part is rounded half up; what is left over or
 * short goes to the largest weight (ties: the first). Only where that part is too small to bear it does the next largest
 * help, so that no part changes its sign. Negative totals mirror positive ones.
 * allocate(12_087_733n, [500_000, 300_000, 200_000]) → [6_043_866n, 3_626_320n, 2_417_547n]
 */
export function allocate(total: Fen, weights: readonly bigint[] | readonly number[]): Fen[] {
  const shares = weights.map((weight) => BigInt(weight));
  const sum = shares.reduce((a, b) => a + b, 0n);
  if (sum <= 0n || shares.some((share) => share < 0n)) throw new RangeError('weights must be positive');
  const whole = magnitude(total);
  const parts = shares.map((share) => divideHalfUp(whole * share, sum));
  let left = whole - parts.reduce((a, b) => a + b, 0n);
  const largestFirst = shares
    .map((_, i) => i)
    .sort((a, b) => Number(shares[b]! > shares[a]!) - Number(shares[b]! < shares[a]!));
  for (const i of largestFirst) {
    const part = parts[i]!;
    const change = left < -part ? -part : left;
    parts[i] = part + change;
    left -= change;
  }
  return total < 0n ? parts.map((part) => -part) : parts;
}

/** Rate in per cent: 30_000 → '3%', 25_000 → '2.5%', 500 → '0.05%'. */
export function formatPpm(ppm: number): string {
  const [whole, fraction = ''] = (Math.abs(ppm) / 10_000).toFixed(4).split('.');
  const decimals = fraction.replace(/0+$/, '');
  return `${ppm < 0 ? '-' : ''}${whole}${decimals && `.${decimals}`}%`;
}

/** Reads a percentage between 0 and 100 with at most 4 decimals: '3.5' or '3.5%' → 35_000; else null. */
export function parsePpm(text: string): number | null {
  if (text.length > longestTyped) return null;
  const match = /^(\d{1,3})(?:\.(\d{1,4}))?\s*%?$/.exec(text.normalize('NFKC').trim());
  if (!match) return null;
  const ppm = Number(match[1]) * 10_000 + Number((match[2] ?? '').padEnd(4, '0'));
  return ppm <= wholePpm ? ppm : null;
}

/** Fen inside stored JSON: a decimal string. */
export const fenToJson = (fen: Fen): string => fen.toString();

/** Reads fen from stored JSON. Throws `invalid` for anything but a canonical decimal string. */
export function fenFromJson(text: string): Fen {
  if (typeof text !== 'string' || !/^(0|-?[1-9]\d*)$/.test(text))
    throw new AppError('invalid', { value: String(text) });
  return BigInt(text);
}

const capitals = '零壹贰叁肆伍陆柒捌玖';

function capitalBelowWan(n: number): string {
  let text = '';
  let gap = false;
  for (const [size, unit] of [
    [1000, '仟'],
    [100, '佰'],
    [10, '拾'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(n / size) % 10;
    if (digit === 0) gap = text !== '';
    else {
      text += `${gap ? '零' : ''}${capitals[digit]}${unit}`;
      gap = false;
    }
  }
  return text;
}

function capitalInteger(n: bigint): string {
  if (n < 10_000n) return capitalBelowWan(Number(n));
  const [size, unit] = n >= 100_000_000n ? ([100_000_000n, '亿'] as const) : ([10_000n, '万'] as const);
  const rest = n % size;
  return `${capitalInteger(n / size)}${unit}${rest > 0n && rest < size / 10n ? '零' : ''}${capitalInteger(rest)}`;
}

/**
 * Amount in Chinese capitals as papers and cheques need it (支付结算办法, annex 1: how to fill in bills): 整 after 元, none
 * after 角 or 分, one 零 for any run of inner zeros. 10_000_000n → '壹拾万元整', 600_714n → '陆仟零柒元壹角肆分'.
 */
export function capitalFen(fen: Fen): string {
  const abs = magnitude(fen);
  const yuan = abs / fenPerYuan;
  const jiao = Number((abs / 10n) % 10n);
  const cent = Number(abs % 10n);
  const sign = fen < 0n ? '负' : '';
  if (jiao === 0 && cent === 0) return `${sign}${capitalInteger(yuan) || '零'}元整`;
  const head = yuan > 0n ? `${capitalInteger(yuan)}元` : '';
  const tenths = jiao > 0 ? `${capitals[jiao]}角` : head && '零';
  return `${sign}${head}${tenths}${cent > 0 ? `${capitals[cent]}分` : ''}`;
}
