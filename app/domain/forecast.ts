import { milestonesTotal, type PayLaterTerms, type RoyaltyTerms } from './contract.ts';
import { addDays, addMonths, type Day, diffDays } from './days.ts';
import { allocate, type Fen } from './money.ts';
import { computeRoyalty } from './royalty.ts';
import { type RoyaltyPeriod, royaltyPeriods, type ScheduleFacts } from './schedule.ts';
import { underCap } from './under-cap.ts';

export interface ForecastRow {
  readonly period: RoyaltyPeriod;
  readonly salesFen: Fen;
  readonly royaltyFen: Fen;
  /** Milestones and royalties up to here. */
  readonly cumulativeFen: Fen;
  readonly capReached: boolean;
}

export interface Forecast {
  readonly rows: readonly ForecastRow[];
  readonly milestonesFen: Fen;
  readonly salesFen: Fen;
  /** Expected sales after the end of the term: they cost nothing and are in no row. */
  readonly beyondFen: Fen;
  readonly royaltyFen: Fen;
  readonly totalFen: Fen;
  /** Key of the period in which the cap is used up; null when it is not. */
  readonly capReachedIn: string | null;
}

const sumOf = (fens: readonly Fen[]): Fen => fens.reduce((sum, fen) => sum + fen, 0n);

/** Days that two spans have in common; both ends count. */
function commonDays(
  a: { readonly startOn: Day; readonly endOn: Day },
  b: { readonly startOn: Day; readonly endOn: Day },
): number {
  const startOn = a.startOn > b.startOn ? a.startOn : b.startOn;
  const endOn = a.endOn < b.endOn ? a.endOn : b.endOn;
  return startOn > endOn ? 0 : diffDays(startOn, endOn) + 1;
}

/**
 * Sales of each year of royalties spread over the periods by their days, to the fen. A year counts from the first day of
 * royalties, not from January; what of it lies after the end of the term is `beyondFen`, so that nothing typed is lost:
 * the parts and `beyondFen` sum to what was typed.
 * Royalties from 2027-11-21, 365 in the first year, calendar years → 41 in 2027, 324 in 2028.
 */
export function spreadSales(
  yearlyFen: readonly Fen[],
  periods: readonly Pick<RoyaltyPeriod, 'startOn' | 'endOn'>[],
): { readonly salesFen: readonly Fen[]; readonly beyondFen: Fen } {
  const [first] = periods;
  const salesFen = periods.map(() => 0n);
  let beyondFen = 0n;
  let used = 0;
  for (const [i, yearFen] of yearlyFen.entries()) {
    if (first === undefined) {
      beyondFen += yearFen;
      continue;
    }
    const year = {
      startOn: addMonths(first.startOn, 12 * i),
      endOn: addDays(addMonths(first.startOn, 12 * (i + 1)), -1),
    };
    const days = periods.map((period) => commonDays(period, year));
    const missing = diffDays(year.startOn, year.endOn) + 1 - days.reduce((a, b) => a + b, 0);
    const parts = allocate(yearFen, [...days, missing]);
    for (const [at, part] of parts.slice(0, -1).entries()) salesFen[at] = (salesFen[at] ?? 0n) + part;
    beyondFen += parts.at(-1) ?? 0n;
    used = Math.max(used, days.findLastIndex((n) => n > 0) + 1);
  }
  return { salesFen: salesFen.slice(0, used), beyondFen };
}

/** Periods whose sales the tiers of a period count before its own. */
function countedBefore(
  { schedule }: RoyaltyTerms,
  rows: readonly ForecastRow[],
  contractYear: number,
): readonly ForecastRow[] {
  const span = schedule.kind === 'tiered' ? (schedule.span ?? 'period') : 'period';
  if (span === 'period') return [];
  return span === 'contract' ? rows : rows.filter((row) => row.period.contractYear === contractYear);
}

/** What a contract year's royalties lack of its minimum. */
function yearlyLack(
  { yearlyMinimumFen, minimumFromYear = 2 }: RoyaltyTerms,
  contractYear: number,
  royaltiesFen: Fen,
): Fen {
  const leastFen = contractYear >= minimumFromYear ? (yearlyMinimumFen ?? 0n) : 0n;
  return leastFen > royaltiesFen ? leastFen - royaltiesFen : 0n;
}

/**
 * What the terms would cost for sales that somebody expects, net of deductions: one figure a period, or one for each
 * year of royalties. All milestones are assumed to be reached and count under the cap first.
 */
export function forecast(
  terms: PayLaterTerms,
  facts: ScheduleFacts & { readonly salesByPeriodFen?: readonly Fen[]; readonly yearlySalesFen?: readonly Fen[] },
): Forecast {
  const periods = royaltyPeriods(terms, facts);
  const { royalty } = terms;
  const spread = facts.salesByPeriodFen
    ? { salesFen: facts.salesByPeriodFen, beyondFen: sumOf(facts.salesByPeriodFen.slice(periods.length)) }
    : spreadSales(facts.yearlySalesFen ?? [], periods);
  const sales = spread.salesFen;
  const milestonesFen = milestonesTotal(terms);
  const rows: ForecastRow[] = [];
  let cumulativeFen = milestonesFen;
  for (const [i, period] of periods.slice(0, sales.length).entries()) {
    const salesFen = sales[i] ?? 0n;
    const { dueFen, capReached } = computeRoyalty({
      grossFen: salesFen,
      deductionsFen: [],
      terms: royalty!,
      contractYear: period.contractYear,
      baseBeforeFen: sumOf(countedBefore(royalty!, rows, period.contractYear).map((row) => row.salesFen)),
      alreadyChargedFen: cumulativeFen,
    });
    cumulativeFen += dueFen;
    const isYearEnd = periods[i + 1]?.contractYear !== period.contractYear;
    const ofYear = rows.filter((row) => row.period.contractYear === period.contractYear);
    const lackFen = isYearEnd
      ? yearlyLack(royalty!, period.contractYear, sumOf(ofYear.map((row) => row.royaltyFen)) + dueFen)
      : 0n;
    const topUpFen = underCap(lackFen, royalty!.capFen, cumulativeFen);
    cumulativeFen += topUpFen;
    const isFull = capReached || cumulativeFen === royalty!.capFen;
    rows.push({ period, salesFen, royaltyFen: dueFen + topUpFen, cumulativeFen, capReached: isFull });
  }
  return {
    rows,
    milestonesFen,
    salesFen: sumOf(rows.map((row) => row.salesFen)),
    beyondFen: spread.beyondFen,
    royaltyFen: cumulativeFen - milestonesFen,
    totalFen: cumulativeFen,
    capReachedIn: rows.find((row) => row.capReached)?.period.key ?? null,
  };
}
