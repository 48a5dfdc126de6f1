import { milestonesTotal, type PayLaterTerms, royaltyPeriodMonths } from './contract.ts';
import { diffDays } from './days.ts';
import { allocate, type Fen } from './money.ts';
import { computeRoyalty } from './royalty.ts';
import { type RoyaltyPeriod, royaltyPeriods, type ScheduleFacts } from './schedule.ts';

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
  readonly royaltyFen: Fen;
  readonly totalFen: Fen;
  /** Key of the period in which the cap is used up; null when it is not. */
  readonly capReachedIn: string | null;
}

const daysIn = (period: RoyaltyPeriod): number => diffDays(period.startOn, period.endOn) + 1;

/** Yearly sales spread over the periods by their days; a year that the contract covers in part counts in part. */
function spread(yearlyFen: readonly Fen[], periods: readonly RoyaltyPeriod[], perYear: number): Fen[] {
  return yearlyFen.flatMap((sales, year) => {
    const days = periods.slice(year * perYear, (year + 1) * perYear).map(daysIn);
    const missing = Math.max(0, 365 - days.reduce((a, b) => a + b, 0));
    return allocate(sales, [...days, missing]).slice(0, days.length);
  });
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
  const sales =
    facts.salesByPeriodFen ??
    spread(facts.yearlySalesFen ?? [], periods, 12 / royaltyPeriodMonths[royalty?.period ?? 'quarter']);
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
      alreadyChargedFen: cumulativeFen,
    });
    cumulativeFen += dueFen;
    rows.push({ period, salesFen, royaltyFen: dueFen, cumulativeFen, capReached });
  }
  return {
    rows,
    milestonesFen,
    salesFen: rows.reduce((sum, row) => sum + row.salesFen, 0n),
    royaltyFen: cumulativeFen - milestonesFen,
    totalFen: cumulativeFen,
    capReachedIn: rows.find((row) => row.capReached)?.period.key ?? null,
  };
}
