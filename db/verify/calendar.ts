/** Days as text, `YYYY-MM-DD`. Written here once more, so that a fault in the other one shows. */
const utc = (day: string): Date => new Date(`${day}T00:00:00Z`);
const text = (date: Date): string => date.toISOString().slice(0, 10);

export const plusDays = (day: string, days: number): string => text(new Date(utc(day).getTime() + days * 86_400_000));
export const daysBetween = (from: string, to: string): number =>
  Math.round((utc(to).getTime() - utc(from).getTime()) / 86_400_000);

/** The same day so many months later, or the last one of a shorter month. */
export function plusMonths(day: string, months: number): string {
  const date = utc(day);
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date.getUTCDate(), last));
  return text(first);
}

const months = { month: 1, quarter: 3, half_year: 6, year: 12 } as const;

export interface Span {
  readonly key: string;
  readonly from: string;
  readonly to: string;
}

/** The calendar's month, quarter, half-year or year that a day falls in. */
export function calendarSpan(kind: keyof typeof months, day: string): Span {
  const length = months[kind];
  const year = day.slice(0, 4);
  const month = Number(day.slice(5, 7)) - 1;
  const n = Math.floor(month / length);
  const from = plusMonths(`${year}-01-01`, n * length);
  const to = plusDays(plusMonths(from, length), -1);
  const letter = { month: 'M', quarter: 'Q', half_year: 'H', year: '' }[kind];
  const number = kind === 'month' ? String(n + 1).padStart(2, '0') : String(n + 1);
  return { key: kind === 'year' ? year : `${year}${letter}${number}`, from, to };
}
