import { type Day, isDay } from './days.ts';

const twoDigits = (text: string): string => text.padStart(2, '0');

/**
 * A calendar day as people type it: 2024-03-14, 2024/3/14, 2024.3.14, 2024年3月14日, 20240314, in either width. Null for
 * what is no day.
 */
export function readDay(text: string): Day | null {
  const plain = text.normalize('NFKC').replace(/\s/g, '');
  const [, year, month, day] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ?? [];
  if (!year || !month || !day) return null;
  const found = `${year}-${twoDigits(month)}-${twoDigits(day)}`;
  return isDay(found) ? found : null;
}

/** A month as people type it: 2024-03, 2024/3, 2024年3月, 202403, or a day of it → '2024-03'. Null for what is none. */
export function readMonth(text: string): string | null {
  const day = readDay(text);
  if (day !== null) return day.slice(0, 7);
  const plain = text.normalize('NFKC').replace(/\s/g, '');
  const [, year, month] = /^(\d{4})[-/.年](\d{1,2})月?$/.exec(plain) ?? /^(\d{4})(\d{2})$/.exec(plain) ?? [];
  if (!year || !month || Number(month) < 1 || Number(month) > 12) return null;
  return `${year}-${twoDigits(month)}`;
}
