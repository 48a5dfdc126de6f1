import { AppError } from './errors.ts';

/** A royalty period's key taken apart: '2027Q1' → year 2027, '1 季度'; a whole year has no part. Throws `invalid`. */
export function periodParts(key: string): { readonly year: string; readonly part: string | null } {
  const [, year, kind, digits] = /^(\d{4})(?:([QHM])(\d{1,2}))?$/.exec(key) ?? [];
  if (year === undefined) throw new AppError('invalid', { period: key });
  const n = Number(digits);
  if (kind === 'Q') return { year, part: `${n} 季度` };
  if (kind === 'H') return { year, part: n === 1 ? '上半年' : '下半年' };
  return { year, part: kind === 'M' ? `${n} 月` : null };
}

/** A royalty period in words: '2026Q2' → 2026 年第 2 季度, '2026H1' → 2026 年上半年, '2026M03' → 2026 年 3 月, '2026' → 2026 年度. */
export function periodLabel(key: string): string {
  const { year, part } = periodParts(key);
  if (part === null) return `${year} 年度`;
  if (part.endsWith('季度')) return `${year} 年第 ${part}`;
  return part.endsWith('月') ? `${year} 年 ${part}` : `${year} 年${part}`;
}
