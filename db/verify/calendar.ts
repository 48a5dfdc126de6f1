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

/** Days off by the yearly notices, or by the law where none is out; then weekend days that are worked. Written here once more, as spans. */
const off = `250101 250128-250204 250404-250406 250501-250505 250531-250602 251001-251008
  260101-260103 260215-260223 260404-260406 260501-260505 260619-260621 260925-260927 261001-261007
  270205-270208 270405 270609 270915 280125-280128 280404 280528 281003 290212-290215 290404 290616 290922
  300202-300205 300405 300605 300912`.split(/\s+/);
const worked = '250126 250208 250427 250928 251011 260104 260214 260228 260509 260920 261010'.split(' ');

/** Days that the administrator entered over these, true where they are worked. */
export type EnteredDays = ReadonlyMap<string, boolean>;

function isRest(day: string, entered: EnteredDays): boolean {
  const isWorked = entered.get(day);
  if (isWorked !== undefined) return !isWorked;
  const short = day.slice(2).replaceAll('-', '');
  if (worked.includes(short)) return false;
  const isOff = off.some((span) => span.slice(0, 6) <= short && short <= span.slice(-6));
  const isFixed = /-(01-01|05-0[12]|10-0[123])$/.test(day);
  return isOff || isFixed || [0, 6].includes(utc(day).getUTCDay());
}

/** The last day of a term: the next one that is worked, where the terms say `move`. */
export function lastDay(rule: string | undefined, day: string, entered: EnteredDays = new Map()): string {
  if (rule !== 'move') return day;
  let last = day;
  while (isRest(last, entered)) last = plusDays(last, 1);
  return last;
}
