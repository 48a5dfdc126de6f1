import { awaitsDelivery } from './awaited-delivery.ts';
import { type Claim, computeClaims } from './compute-claims.ts';
import { clauses } from './compute-clauses.ts';
import type { ContractFact } from './compute-facts.ts';
import { type MilestoneTerms, milestonesTotal, type PayLaterTerms } from './contract.ts';
import { addDays, addMonths, type Day, diffDays } from './days.ts';
import { allocate, type Fen } from './money.ts';
import { royaltyOnly } from './royalty-books.ts';
import { type RoyaltyPeriod, royaltyPeriods, type ScheduleFacts, termOf, trialEndOf } from './schedule.ts';

export interface ForecastRow {
  readonly period: RoyaltyPeriod;
  readonly salesFen: Fen;
  readonly royaltyFen: Fen;
  /** Of the milestones whose cumulative sales are reached in it. */
  readonly milestonesFen: Fen;
  /** Milestones and royalties up to here. */
  readonly cumulativeFen: Fen;
  readonly capReached: boolean;
}

export interface Forecast {
  readonly rows: readonly ForecastRow[];
  /** Of the milestones that are reached with these sales. */
  readonly milestonesFen: Fen;
  /** Of them those that hang on no sales: assumed to be reached before the first period. */
  readonly atOnceFen: Fen;
  /** Of milestones of cumulative sales that these do not reach. */
  readonly missedFen: Fen;
  readonly salesFen: Fen;
  /** Expected sales after the end of the term: they cost nothing and are in no row. */
  readonly beyondFen: Fen;
  readonly royaltyFen: Fen;
  readonly totalFen: Fen;
  /** Key of the period in which the cap is used up; null when it is not. */
  readonly capReachedIn: string | null;
  /** Periods of the contract follow for which nobody expected anything: their least sums are in no row either. */
  readonly goesOn: boolean;
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

/**
 * Everything goes as agreed: what royalties await is delivered on the first day, the trial is converted on its last day, the start event
 * comes with it, every report on the day after its period.
 */
function expectedFacts(
  terms: PayLaterTerms,
  facts: ScheduleFacts,
  given: { readonly periods: readonly RoyaltyPeriod[]; readonly salesFen: readonly Fen[]; readonly milestonesFen: Fen },
): ContractFact[] {
  const { signedOn } = facts;
  const startOn = given.periods[0]?.startOn ?? signedOn;
  const startMilestone = terms.royalty?.startMilestone ?? null;
  return [
    { kind: 'signed', on: signedOn },
    ...(awaitsDelivery(terms) ? [{ kind: 'delivered' as const, on: termOf(terms, facts).startOn }] : []),
    { kind: 'trial_decision', on: trialEndOf(terms, facts), decision: 'convert' },
    { kind: 'opening_balance', on: signedOn, chargedFen: given.milestonesFen, baseFen: 0n },
    { kind: 'first_sale', on: startOn },
    ...(startMilestone === null
      ? []
      : [{ kind: 'milestone_accepted' as const, on: startOn, milestone: startMilestone }]),
    ...given.periods.slice(0, given.salesFen.length).map(({ key, endOn }, i): ContractFact => ({
      kind: 'statement',
      on: addDays(endOn, 1),
      period: key,
      lines: [{ product: '', grossFen: given.salesFen[i] ?? 0n, by: 'licensee' }],
      deductions: [],
      isEstimate: false,
    })),
  ];
}

/** What a period's claims come to: its royalty, and with the last period of a contract year that year's top-up. */
function claimsOfPeriod(claims: readonly Claim[], periods: readonly RoyaltyPeriod[], at: number): Fen {
  const period = periods[at];
  const isYearEnd = periods[at + 1]?.contractYear !== period?.contractYear;
  return sumOf(
    claims
      .filter(({ period: key, contractYear, clause }) =>
        key === null
          ? isYearEnd && contractYear === period?.contractYear && clause.path === clauses.yearlyMinimum().path
          : key === period?.key,
      )
      .map(({ amountFen }) => amountFen),
  );
}

/** In which period each milestone of cumulative sales is reached, -1 for never; the others hang on no sales. */
function salesMilestones(
  milestones: readonly MilestoneTerms[],
  salesFen: readonly Fen[],
): { readonly amountFen: Fen; readonly at: number }[] {
  return milestones.flatMap(({ trigger, triggerFen, amountFen }) => {
    if (trigger !== 'sales_reached') return [];
    let soldFen = 0n;
    const at = salesFen.findIndex((fen) => (soldFen += fen) >= (triggerFen ?? 0n));
    return [{ amountFen, at }];
  });
}

/**
 * What the terms would cost for sales that somebody expects, net of deductions: one figure a period, or one for each
 * year of royalties. By the engine that charges them. Milestones of cumulative sales are paid with the period that reaches them; all
 * others are assumed to be reached. What is reached counts under the cap first.
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
  const bySales = salesMilestones(terms.milestones, spread.salesFen.slice(0, periods.length));
  const missedFen = sumOf(bySales.filter(({ at }) => at < 0).map(({ amountFen }) => amountFen));
  const milestonesFen = milestonesTotal(terms) - missedFen;
  const atOnceFen = milestonesTotal(terms) - sumOf(bySales.map(({ amountFen }) => amountFen));
  const shown = periods.slice(0, spread.salesFen.length);
  const lastOn = shown.at(-1);
  const claims =
    royalty === null || lastOn === undefined
      ? []
      : computeClaims(
          royaltyOnly({ ...terms, royalty }),
          expectedFacts(terms, facts, { periods, salesFen: spread.salesFen, milestonesFen }),
          { asOf: addDays(lastOn.endOn, 1) },
        );
  let cumulativeFen = atOnceFen;
  const rows = shown.map((period, i): ForecastRow => {
    const royaltyFen = claimsOfPeriod(claims, periods, i);
    const reachedFen = sumOf(bySales.filter(({ at }) => at === i).map(({ amountFen }) => amountFen));
    cumulativeFen += royaltyFen + reachedFen;
    const capReached = royalty?.capFen != null && cumulativeFen >= royalty.capFen;
    return {
      period,
      salesFen: spread.salesFen[i] ?? 0n,
      royaltyFen,
      milestonesFen: reachedFen,
      cumulativeFen,
      capReached,
    };
  });
  return {
    rows,
    milestonesFen,
    atOnceFen,
    missedFen,
    salesFen: sumOf(rows.map((row) => row.salesFen)),
    beyondFen: spread.beyondFen,
    royaltyFen: cumulativeFen - milestonesFen,
    totalFen: cumulativeFen,
    capReachedIn: rows.find((row) => row.capReached)?.period.key ?? null,
    goesOn: shown.length > 0 && periods.length > shown.length,
  };
}
