import { calendarSpan, type EnteredDays, lastDay, daysBetween, plusDays, plusMonths } from './calendar.ts';
import { royaltyByTerms, type StoredRoyalty, termsOn } from './royalty-by-terms.ts';

/** The terms inside a signed version's JSON, as far as money follows from them. */
export interface StoredTerms {
  readonly startsOn: string | null;
  readonly termYears: number;
  readonly trial: { readonly months: number };
  readonly milestones: readonly {
    readonly amountFen: string;
    readonly trigger?: string;
    readonly triggerFen?: string | null;
  }[];
  readonly royalty: StoredRoyalty | null;
  readonly restDays?: string;
  readonly deliverables?: readonly string[];
  readonly royaltyAwaits?: string;
}

/** A report as it is stored; a later one of the same period replaces the earlier ones. */
export interface StoredReport {
  readonly period: string;
  readonly id: string;
  readonly n: number;
  readonly filedOn: string;
  readonly isEstimate: boolean;
  readonly gross: bigint;
  readonly sublicence: bigint;
  readonly deductions: readonly bigint[];
}

/** What the royalties of a contract depend on beside its terms and reports. */
export interface Circumstances {
  readonly signedOn: string;
  /** When the platform concluded what was sealed before: reports are due from there at the earliest. */
  readonly concludedOn: string;
  /** Last days of reports, by period, as they were told: by terms by which rest days move them, they move on only. */
  readonly told: ReadonlyMap<string, string>;
  /** Last day of the trial where it was not the agreed one. */
  readonly trialEndedOn: string | null;
  /** The trial has not begun, and nobody went on without it. */
  readonly isTrialAwaited: boolean;
  /** Acceptance of what the contract lists to be delivered; null while there is none. */
  readonly deliveredOn: string | null;
  /** Acceptance of the milestone that starts the royalty; undefined where none is agreed. */
  readonly startedOn: string | null | undefined;
  /** Last day that counts, where something ended it early. */
  readonly endedOn: string | null;
  /** Ends of rights by which both sides go; `keeps` ppm of the royalties go on. */
  readonly losses: readonly { readonly lostOn: string; readonly knownOn: string; readonly keeps: number }[];
  readonly boughtOutOn: string | null;
  /** The day on which the question is asked. */
  readonly today: string;
  /** By which last days move on, beside the statutory ones. */
  readonly entered?: EnteredDays;
}

interface Period {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly year: number;
  readonly reportBy: string;
  readonly counted: number;
  readonly whole: number;
  /** Where it would have ended, had no right ended. */
  readonly uncutTo: string;
}

const earliest = (days: readonly string[]): string => days.reduce((a, b) => (a < b ? a : b));
const latest = (days: readonly string[]): string => days.reduce((a, b) => (a > b ? a : b));

const someText = (texts: readonly string[]): boolean => texts.join('').trim() !== '';

/** Contract years begin on the day of the term's start; the first is 1. */
export function yearOf(startsOn: string, day: string): number {
  let year = 1;
  while (plusMonths(startsOn, year * 12) <= day) year += 1;
  return year;
}

/** The last day before the first end of rights that leaves nothing. */
function lastOf({ losses }: Circumstances): string | null {
  const whole = losses.filter(({ keeps }) => keeps === 0).map(({ lostOn }) => plusDays(lostOn, -1));
  return whole.length === 0 ? null : earliest(whole);
}

/** True where royalties stopped before their term, by whatever it was. */
const stopped = (given: Circumstances): boolean => given.endedOn !== null || lastOf(given) !== null;

/** Nearest part of a sum, halves away from zero. */
function nearestPart(amount: bigint, part: bigint, whole: bigint): bigint {
  const twice = amount * part * 2n;
  return twice < 0n ? -((-twice + whole) / (whole * 2n)) : (twice + whole) / (whole * 2n);
}

/** A sum of some days, of which each day counts as far as the ends of rights until then leave it. */
function left(amount: bigint, { losses }: Circumstances, from: string, to: string): bigint {
  if (losses.every(({ keeps, lostOn }) => keeps === 0 || lostOn > to)) return amount;
  let [days, counted] = [0n, 0n];
  for (let day = from; day <= to; day = plusDays(day, 1)) {
    days += 1n;
    counted += BigInt(
      losses.reduce(
        (share, { keeps, lostOn }) => (keeps > 0 && lostOn <= day && keeps < share ? keeps : share),
        1_000_000,
      ),
    );
  }
  return days === 0n ? amount : nearestPart(amount, counted, days * 1_000_000n);
}

/** The end of rights that cut the last period after its whole was reported: the day from which both sides went by it. */
function cutAfterReport(given: Circumstances, { to, uncutTo }: Period): string | null {
  const cut = given.losses.find(({ keeps, lostOn }) => keeps === 0 && plusDays(lostOn, -1) === to);
  return cut && to < uncutTo ? cut.knownOn : null;
}

/** Every period in which royalties run, first to last. */
function periodsByTerms(terms: StoredTerms, given: Circumstances): Period[] {
  const { royalty } = terms;
  if (royalty === null || given.startedOn === null) return [];
  const start = terms.startsOn ?? given.signedOn;
  const termEnd = plusDays(plusMonths(start, terms.termYears * 12), -1);
  const otherEnd = given.endedOn === null ? termEnd : earliest([termEnd, given.endedOn]);
  const last = earliest([otherEnd, lastOf(given) ?? otherEnd]);
  const isHeld = terms.royaltyAwaits !== undefined && terms.trial.months === 0 && someText(terms.deliverables ?? []);
  if (isHeld && given.deliveredOn === null) return [];
  const trialEnd = isHeld
    ? plusDays(latest([start, given.deliveredOn ?? '']), -1)
    : (given.trialEndedOn ?? plusDays(plusMonths(start, terms.trial.months), -1));
  const periods: Period[] = [];
  let from = latest([plusDays(trialEnd, 1), royalty.startsOn ?? '', given.startedOn ?? '']);
  while (from <= last) {
    const span = calendarSpan(royalty.period, from);
    const to = earliest([span.to, last]);
    periods.push({
      key: span.key,
      from,
      to,
      year: yearOf(start, from),
      reportBy: latest([
        lastDay(terms.restDays, plusDays(latest([to, given.concludedOn]), royalty.reportWithinDays), given.entered),
        (terms.restDays === 'move' && given.told.get(span.key)) || '',
      ]),
      counted: daysBetween(from, to) + 1,
      whole: daysBetween(span.from, span.to) + 1,
      uncutTo: earliest([span.to, otherEnd]),
    });
    from = plusDays(to, 1);
  }
  return periods;
}

const trialAwaited = (terms: StoredTerms, { isTrialAwaited }: Circumstances): boolean =>
  isTrialAwaited && terms.trial.months > 0 && someText(terms.deliverables ?? []);

export interface PeriodSum {
  readonly base: bigint;
  readonly cost: bigint;
}

export interface RoyaltySum {
  readonly periods: ReadonlyMap<string, PeriodSum>;
  /** Royalties, minima and buy-out together, before the cap. */
  readonly total: bigint;
}

const nearest = (amount: bigint, part: number, whole: number): bigint =>
  (amount * BigInt(part) * 2n + BigInt(whole)) / (BigInt(whole) * 2n);

/** Everything that royalties cost by a day, before the cap: reported periods, minima of periods and years, the buy-out. */
export function royaltyTotal(terms: StoredTerms, given: Circumstances, reports: readonly StoredReport[]): RoyaltySum {
  const { royalty } = terms;
  const sums = new Map<string, PeriodSum>();
  if (royalty === null) return { periods: sums, total: 0n };
  const periods = periodsByTerms(terms, given);
  const ofPeriod = (key: string) => reports.filter((report) => report.period === key).sort((a, b) => a.n - b.n);
  const firstFiled = (key: string): string | null => ofPeriod(key)[0]?.filedOn ?? null;
  // What is listed and not delivered lets no trial begin: least sums are owed only by who goes on.
  const isAwaited = trialAwaited(terms, given);
  for (const [i, period] of periods.entries()) {
    const own = termsOn(royalty, period.from);
    const span = own.schedule.kind === 'tiered' ? (own.schedule.span ?? 'period') : 'period';
    const before = periods
      .slice(0, i)
      .filter(({ year }) => span === 'contract' || (span === 'contract_year' && year === period.year))
      .reduce((sum, { key }) => sum + (sums.get(key)?.base ?? 0n), 0n);
    const report = ofPeriod(period.key).at(-1);
    const isLast = i === periods.length - 1;
    const knownOn = isLast ? cutAfterReport(given, period) : null;
    const ran = daysBetween(period.from, period.uncutTo) + 1;
    const wasWhole = knownOn !== null && report !== undefined && report.filedOn < knownOn;
    const { counted, whole } = wasWhole ? { counted: ran, whole: period.whole } : period;
    const isCut = isLast && !wasWhole && stopped(given);
    const place = { contractYear: period.year, before, days: { counted, whole, isMinimumCut: isCut } };
    const nothing = { gross: 0n, sublicence: 0n, deductions: [] };
    const { base, beforeCap } = royaltyByTerms(own, { ...(report ?? nothing), ...place });
    const ofDays = wasWhole ? nearestPart(beforeCap, BigInt(period.counted), BigInt(ran)) : beforeCap;
    const cost = left(ofDays, given, period.from, period.to);
    const isOwed =
      report !== undefined || (!isAwaited && given.today > period.reportBy && BigInt(own.minimumFen ?? '0') > 0n);
    sums.set(period.key, { base: report ? base : 0n, cost: isOwed ? cost : 0n });
  }
  const royalties = [...sums.values()].reduce((sum, { cost }) => sum + cost, 0n);
  const due = royalties + yearlyLacks(terms, given, { periods, sums, firstFiled });
  return { periods: sums, total: due + buyOut(royalty, given, due) };
}

interface Filed {
  readonly periods: readonly Period[];
  readonly sums: ReadonlyMap<string, PeriodSum>;
  readonly firstFiled: (key: string) => string | null;
}

/** What each contract year lacks of its minimum, once all its periods are reported or the last report is overdue. */
function yearlyLacks(terms: StoredTerms, given: Circumstances, { periods, sums, firstFiled }: Filed): bigint {
  const { royalty } = terms;
  const [first, last] = [periods[0], periods.at(-1)];
  if (royalty === null || !first || !last || trialAwaited(terms, given)) return 0n;
  if (royalty.yearlyMinimumFen == null && royalty.later === undefined) return 0n;
  const start = terms.startsOn ?? given.signedOn;
  let lacks = 0n;
  const lastYear = yearOf(start, last.to);
  for (let year = Math.max(first.year, royalty.minimumFromYear ?? 2); year <= lastYear; year += 1) {
    const [from, to] = [plusMonths(start, (year - 1) * 12), plusDays(plusMonths(start, year * 12), -1)];
    const minimum = BigInt(termsOn(royalty, from).yearlyMinimumFen ?? '0');
    if (minimum <= 0n) continue;
    const own = periods.filter((period) => period.year === year);
    // No period begins in the piece of a year that an early end left: the one that runs into it counts.
    const awaited = own.length > 0 ? own : [last];
    const filed = awaited.map(({ key }) => firstFiled(key));
    const reportBy = awaited.at(-1)?.reportBy ?? '';
    const allFiled = filed.every((day) => day !== null) ? latest(filed) : null;
    const overdueOn = plusDays(reportBy, 1);
    if (given.today < (allFiled === null ? overdueOn : earliest([allFiled, overdueOn]))) continue;
    const isWhole = (year !== lastYear || !stopped(given)) && first.from <= from;
    const inYear = daysBetween(latest([from, first.from]), earliest([to, last.to])) + 1;
    const agreed = isWhole ? minimum : nearest(minimum, Math.max(0, inYear), daysBetween(from, to) + 1);
    const least = left(agreed, given, latest([from, first.from]), earliest([to, last.to]));
    const had = own.reduce((sum, { key }) => sum + (sums.get(key)?.cost ?? 0n), 0n);
    if (least > had) lacks += least - had;
  }
  return lacks;
}

/** The price of the buy-out, less the royalties that count towards it. */
function buyOut(royalty: StoredRoyalty, given: Circumstances, due: bigint): bigint {
  if (given.boughtOutOn === null || given.boughtOutOn > given.today || royalty.buyOut == null) return 0n;
  const price = BigInt(royalty.buyOut.priceFen);
  if (!royalty.buyOut.creditsRoyalties || due <= 0n) return price;
  return due < price ? price - due : 0n;
}
