import { z } from 'zod';
import { type Fen, fenFromJson, fenToJson } from './money.ts';

/** A report as it was booked, or what moved royalties beside reports. */
export interface BookedReport {
  readonly id: string;
  readonly period: string;
  /** Raised as a claim by this report alone. */
  readonly dueFen: Fen;
  /** By how much it raised what periods cost, its own and others; absent: its own only. */
  readonly raised?: readonly OfPeriod[];
}

/** By how much a report lowered what a period costs, or what of a credit belongs to it. In fen. */
export interface OfPeriod {
  readonly period: string;
  readonly fen: Fen;
}

/** A credit of royalties as far as it belongs to one period, with the report that made it. */
export interface PeriodCredit extends OfPeriod {
  readonly statementId: string;
}

/** What a period is charged, all reports together. */
export interface PeriodCharged {
  /** By the reports that count: all that reports raised of it, less what was taken back of it. */
  readonly chargedFen: Fen;
  /** Raised of it by reports of other periods. */
  readonly raisedByOthersFen: Fen;
  /** What corrections took back of it, as credits. */
  readonly takenBackFen: Fen;
  /** Of that, by corrections of other periods. */
  readonly byOthersFen: Fen;
}

interface Costs {
  readonly period: { readonly key: string };
  readonly report: unknown;
  readonly amountFen: Fen;
}

/**
 * The reported periods that a report lowered, the earliest first, each by how much, before the cap, in fen. A report of one period
 * lowers others where tiers count over several (`royalty.schedule.span`) or an event moves.
 */
export function loweredPeriods(before: readonly Costs[], after: readonly Costs[]): OfPeriod[] {
  const was = new Map(before.map(({ period, amountFen }) => [period.key, amountFen]));
  return after.flatMap(({ period, report, amountFen }) => {
    const fen = (was.get(period.key) ?? 0n) - amountFen;
    return report !== null && fen > 0n ? [{ period: period.key, fen }] : [];
  });
}

/** The reported periods that cost more with a report than before it, in the same way. */
export const raisedPeriods = (before: readonly Costs[], after: readonly Costs[]): OfPeriod[] => {
  const was = new Map(before.map(({ period, amountFen }) => [period.key, amountFen]));
  return after.flatMap(({ period, report, amountFen }) => {
    const fen = amountFen - (was.get(period.key) ?? 0n);
    return report !== null && fen > 0n ? [{ period: period.key, fen }] : [];
  });
};

const parts = z.array(z.object({ period: z.string(), fen: z.string() })).default([]);
const Moved = z.object({ lowered: parts, raised: parts });

/** The same as they are kept with a report's working; reports of before they were kept moved none. */
export const partsToJson = (moved: readonly OfPeriod[]) =>
  moved.map(({ period, fen }) => ({ period, fen: fenToJson(fen) }));
const partsFromJson = (working: unknown, key: 'lowered' | 'raised'): OfPeriod[] =>
  Moved.parse(working)[key].map(({ period, fen }) => ({ period, fen: fenFromJson(fen) }));
export const loweredFromJson = (working: unknown): OfPeriod[] => partsFromJson(working, 'lowered');
export const raisedFromJson = (working: unknown): OfPeriod[] => partsFromJson(working, 'raised');

/**
 * To which periods a credit belongs that a report of `own` made: to its own first, as far as the report lowered it, then to the
 * others that it lowered, the earliest first; what none of them explains (a minimum, what the cap held) stays with its own. The
 * parts sum to the credit, in fen. A claim belongs to what the report raised in the same way.
 * Credit 30,000.00, own lowered by 18,000.00, the next by 12,000.00 → 18,000.00 and 12,000.00.
 */
export function creditByPeriod(creditFen: Fen, own: string, lowered: readonly OfPeriod[]): OfPeriod[] {
  let leftFen = creditFen;
  const inOrder = [
    ...lowered.filter(({ period }) => period === own),
    ...lowered.filter(({ period }) => period !== own),
  ];
  const taken = inOrder.map(({ period, fen }) => {
    const part = fen < leftFen ? fen : leftFen;
    leftFen -= part;
    return { period, fen: part };
  });
  const ofOwn = taken.find(({ period }) => period === own)?.fen ?? 0n;
  const others = taken.filter(({ period, fen }) => period !== own && fen > 0n);
  return [{ period: own, fen: ofOwn + leftFen }, ...others].filter(({ fen }) => fen > 0n);
}

/**
 * What a period is charged: every report raises or takes back only its difference from those before it, so the sum over all periods
 * is what was raised for royalties less its credits. 25,000.00 raised, corrected to 10,500.00 → 10,500.00 charged, 14,500.00
 * taken back. All in fen.
 */
export function periodCharged(
  reports: readonly BookedReport[],
  period: string,
  takenBack: readonly PeriodCredit[],
): PeriodCharged {
  const own = reports.filter((report) => report.period === period);
  const credits = takenBack.filter((credit) => credit.period === period);
  const raised = reports.map((report) => ({
    isOwn: report.period === period,
    fen: sumOf(
      creditByPeriod(report.dueFen, report.period, report.raised ?? []).filter((one) => one.period === period),
    ),
  }));
  const isOfOthers = ({ statementId }: PeriodCredit): boolean => !own.some(({ id }) => id === statementId);
  const takenBackFen = sumOf(credits);
  return {
    chargedFen: raised.reduce((sum, { fen }) => sum + fen, -takenBackFen),
    raisedByOthersFen: raised.reduce((sum, { isOwn, fen }) => (isOwn ? sum : sum + fen), 0n),
    takenBackFen,
    byOthersFen: sumOf(credits.filter(isOfOthers)),
  };
}

/** What ends of rights took back of a period, and what their restorations charged of it anew; both are part of `PeriodCharged`. In fen. */
export interface MovedByRights {
  readonly lapsedFen: Fen;
  readonly restoredFen: Fen;
}

/**
 * What declarations about rights moved of a period: credits that are of none of its contract's reports, and what was raised beside them.
 * 4,086.96 of 20,000.00 taken back by an end of a right and charged anew → 4,086.96 each.
 */
export function movedByRights(
  period: string,
  {
    reports,
    byRights,
    takenBack,
  }: {
    readonly reports: readonly { readonly id: string }[];
    readonly byRights: readonly BookedReport[];
    readonly takenBack: readonly PeriodCredit[];
  },
): MovedByRights {
  const isOfReport = (credit: PeriodCredit): boolean => reports.some(({ id }) => id === credit.statementId);
  const raised = byRights.flatMap(({ dueFen, period: own, raised: parts = [] }) => creditByPeriod(dueFen, own, parts));
  return {
    lapsedFen: sumOf(takenBack.filter((credit) => credit.period === period && !isOfReport(credit))),
    restoredFen: sumOf(raised.filter((one) => one.period === period)),
  };
}

const sumOf = (some: readonly OfPeriod[]): Fen => some.reduce((sum, { fen }) => sum + fen, 0n);
