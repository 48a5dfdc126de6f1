import { hasSalesMilestone, milestonesTotal, type PayLaterTerms } from './contract.ts';
import { type Forecast, forecast } from './forecast.ts';
import { type Fen, mulPpm, parsePpm, wholePpm } from './money.ts';
import type { ScheduleFacts } from './schedule.ts';

/** How the sales may turn out, as shares of what is expected. */
export interface ScenarioShares {
  readonly lowPpm: number;
  readonly highPpm: number;
}

export const usualScenarios: ScenarioShares = { lowPpm: 500_000, highPpm: 1_500_000 };
export const scenarioNames = ['low', 'base', 'high'] as const;
export type ScenarioName = (typeof scenarioNames)[number];
export const scenarioLabels: Readonly<Record<ScenarioName, string>> = { low: '低', base: '中', high: '高' };

/** What the terms cost by the end of one calendar year, in each scenario, in fen. */
export interface ScenarioYear {
  readonly year: string;
  readonly cumulativeFen: Readonly<Record<ScenarioName, Fen>>;
}

export interface Scenarios {
  /** All that the terms name, whatever is sold. */
  readonly milestonesFen: Fen;
  /** Some hang on cumulative sales, and count from when a scenario reaches these. */
  readonly bySales: boolean;
  /** Periods of the contract follow for which nobody expected anything. */
  readonly goesOn: boolean;
  readonly years: readonly ScenarioYear[];
  readonly totalFen: Readonly<Record<ScenarioName, Fen>>;
  readonly capReachedIn: Readonly<Record<ScenarioName, string | null>>;
  /** Expected sales after the end of the term. */
  readonly beyondFen: Fen;
}

/**
 * The same expected sales three times: fewer, as expected, more; each by the engine that charges. Years are those in which the
 * periods end.
 * 3 % of 1,000,000.00 a year, 50 % and 150 %: 15,000.00, 30,000.00 and 45,000.00 of royalties in the first year.
 */
export function salesScenarios(
  terms: PayLaterTerms,
  facts: ScheduleFacts & { readonly yearlySalesFen: readonly Fen[] },
  { lowPpm, highPpm }: ScenarioShares = usualScenarios,
): Scenarios {
  const run = (share: number): Forecast =>
    forecast(terms, { ...facts, yearlySalesFen: facts.yearlySalesFen.map((fen) => mulPpm(fen, share, 'half-up')) });
  const runs = { low: run(lowPpm), base: run(wholePpm), high: run(highPpm) };
  const of = <T>(value: (result: Forecast) => T): Record<ScenarioName, T> => ({
    low: value(runs.low),
    base: value(runs.base),
    high: value(runs.high),
  });
  const years = [...new Set(runs.base.rows.map(({ period }) => period.endOn.slice(0, 4)))];
  return {
    milestonesFen: milestonesTotal(terms),
    bySales: hasSalesMilestone(terms),
    goesOn: runs.base.goesOn,
    years: years.map((year) => ({
      year,
      cumulativeFen: of(
        ({ rows, atOnceFen }) =>
          rows.findLast(({ period }) => period.endOn.slice(0, 4) <= year)?.cumulativeFen ?? atOnceFen,
      ),
    })),
    totalFen: of(({ totalFen }) => totalFen),
    capReachedIn: of(({ rows }) => rows.find((row) => row.capReached)?.period.label ?? null),
    beyondFen: runs.base.beyondFen,
  };
}

/** Shares out of the composer's fields, in per cent; empty takes the usual, what cannot be read is named. */
export function readScenarios(typed: { readonly low: string; readonly high: string }): {
  readonly shares: ScenarioShares;
  readonly errors: Record<string, string[]>;
} {
  const errors: Record<string, string[]> = {};
  const low = typed.low.trim() === '' ? usualScenarios.lowPpm : parsePpm(typed.low);
  if (low === null) errors['scenarios.low'] = ['请填 0 到 100 之间的百分数'];
  const times = Number(typed.high.normalize('NFKC').trim() || usualScenarios.highPpm / 10_000);
  const isHigh = Number.isFinite(times) && times >= 100 && times <= 1000;
  if (!isHigh) errors['scenarios.high'] = ['请填 100 到 1000 之间的百分数'];
  return {
    shares: {
      lowPpm: low ?? usualScenarios.lowPpm,
      highPpm: isHigh ? Math.round(times * 10_000) : usualScenarios.highPpm,
    },
    errors,
  };
}
