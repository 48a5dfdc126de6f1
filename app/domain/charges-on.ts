import { reportsOnTheWay } from './bearing-facts.ts';
import type { ClaimDispute } from './claim-clock.ts';
import { type Clause, clauses } from './compute-clauses.ts';
import { type ContractFact, factsOf, type Report, runsFromOn } from './compute-facts.ts';
import type { Step } from './compute-steps.ts';
import type { PayLaterTerms, RoyaltyTerms } from './contract.ts';
import { type Day, diffDays, laterDay } from './days.ts';
import { hasYearlyMinimum, laterOn, royaltyOn } from './later-rates.ts';
import { keptFen, milestoneStopsOn, stillDays } from './lost-rights.ts';
import { milestoneOutcome } from './milestone-outcome.ts';
import { divideHalfUp, type Fen } from './money.ts';
import { type PeriodCharge, periodCharges, salesOf } from './period-charge.ts';
import { lastDayRule } from './rest-days.ts';
import { contractYearSpan, overdueOn, type RoyaltyRun, royaltyRun } from './royalty-run.ts';
import { contractYearOf } from './schedule.ts';

export type ChargeKind = 'milestone' | 'royalty' | 'minimum' | 'buy_out';

/** What one subject of the contract costs as the facts of a day have it, before the cap. */
export interface Charge {
  /** `milestone:1`, `royalty:2027Q1`, `minimum:2`, `buy_out`. */
  readonly subject: string;
  readonly kind: ChargeKind;
  readonly milestone: number | null;
  readonly period: string | null;
  readonly contractYear: number | null;
  readonly amountFen: Fen;
  /** The days to pay run from here. */
  readonly startOn: Day;
  /** The first day on which it can arise, where that is later: an overdue report's, whose days to pay run from its last day. */
  readonly earliestOn?: Day;
  readonly payWithinDays: number;
  readonly isFrozen: boolean;
  /** Of a milestone: how often its claim was contested, and until when. */
  readonly disputes?: readonly ClaimDispute[];
  readonly clause: Clause;
  readonly steps: readonly Step[];
}

const most = (a: Fen, b: Fen): Fen => (a > b ? a : b);
const earlier = (a: Day, b: Day): Day => (a < b ? a : b);

/** How far the reports were followed towards a sum of sales, and where they stood then. */
interface Followed {
  readonly periods: RoyaltyRun['periods'];
  readonly openingFen: Fen;
  readonly ofPeriod: Map<string, Fen>;
  at: number;
  soldFen: Fen;
  reachedOn: Day | null;
}

/** By the list of reports, which only grows: who asks day by day goes on where he stood, as long as the periods are the same. */
const followed = new WeakMap<readonly Report[], Map<string, Followed>>();

function followedSales(
  reports: readonly Report[],
  target: string,
  start: Pick<Followed, 'periods' | 'openingFen'>,
): Followed {
  const ofReports = followed.get(reports) ?? new Map<string, Followed>();
  followed.set(reports, ofReports);
  const found = ofReports.get(target);
  if (found?.periods === start.periods && found.openingFen === start.openingFen) return found;
  const fresh = { ...start, ofPeriod: new Map(), at: 0, soldFen: start.openingFen, reachedOn: null };
  ofReports.set(target, fresh);
  return fresh;
}

/** The day on which sales reported in full first reached a sum that they still reach; null otherwise. Opening sales count. */
function salesReachedOn(
  targetFen: Fen | null,
  { terms, run, facts }: { terms: PayLaterTerms; run: RoyaltyRun; facts: readonly ContractFact[] },
): Day | null {
  const { royalty } = terms;
  if (targetFen === null || royalty === null) return null;
  const reports = reportsOnTheWay(facts);
  const { salesPeriods: periods } = run;
  const now = followedSales(reports, targetFen.toString(), { periods, openingFen: opening(facts).baseFen });
  if (now.at === reports.length) return now.reachedOn;
  const counted = new Set(periods.map(({ key }) => key));
  for (const report of reports.slice(now.at)) {
    now.at += 1;
    const isEstimate = report.kind === 'statement' && report.isEstimate;
    if (!counted.has(report.period) || isEstimate) continue;
    const { grossFen } = salesOf(royalty, report);
    now.soldFen += grossFen - (now.ofPeriod.get(report.period) ?? 0n);
    now.ofPeriod.set(report.period, grossFen);
    now.reachedOn = now.soldFen < targetFen ? null : (now.reachedOn ?? report.on);
  }
  return now.reachedOn;
}

const opening = (facts: readonly ContractFact[]) =>
  factsOf(facts, 'opening_balance').reduce(
    (sum, { chargedFen, baseFen }) => ({ chargedFen: sum.chargedFen + chargedFen, baseFen: sum.baseFen + baseFen }),
    { chargedFen: 0n, baseFen: 0n },
  );

const earliestOf = (a: Day | null, b: Day | null): Day | null => (a === null || b === null ? (a ?? b) : earlier(a, b));

/** Milestones that count; those that sales reached follow from reports, and so come after their royalties under the cap. */
function milestoneCharges(
  terms: PayLaterTerms,
  run: RoyaltyRun,
  facts: readonly ContractFact[],
  today: Day,
): { readonly bySales: Charge[]; readonly others: Charge[] } {
  const signedOn = runsFromOn(facts, today);
  const [bySales, others]: [Charge[], Charge[]] = [[], []];
  for (const [i, milestone] of terms.milestones.entries()) {
    const position = i + 1;
    const target = milestone.trigger === 'sales_reached' ? milestone.triggerFen : null;
    const outcome = milestoneOutcome(milestone, {
      position,
      signedOn,
      facts,
      today,
      endedOn: earliestOf(run.closed?.on ?? null, milestoneStopsOn(run.lost, position)),
      still: stillDays(facts, position),
      ...lastDayRule(terms),
      salesReachedOn: salesReachedOn(target, { terms, run, facts }),
    });
    if (outcome.state !== 'accepted' || outcome.acceptedOn === null) continue;
    (outcome.by === 'sales' ? bySales : others).push({
      subject: `milestone:${position}`,
      kind: 'milestone',
      milestone: position,
      period: null,
      contractYear: null,
      amountFen: milestone.amountFen,
      startOn: outcome.acceptedOn,
      payWithinDays: milestone.payWithinDays,
      isFrozen: outcome.isFrozen,
      disputes: outcome.disputes,
      clause: clauses.milestone(position),
      steps: [{ rule: 'milestone', name: milestone.name, amountFen: milestone.amountFen }],
    });
  }
  return { bySales, others };
}

/** Which of the later rates count for what begins on this day, by their place; null while the first ones do. */
const laterIndex = (royalty: RoyaltyTerms, startOn: Day): number | null => {
  const rates = laterOn(royalty, startOn);
  return rates === undefined ? null : (royalty.later ?? []).indexOf(rates);
};

const royaltyCharge = (royalty: RoyaltyTerms, charge: PeriodCharge): Charge => ({
  subject: `royalty:${charge.period.key}`,
  kind: 'royalty',
  milestone: null,
  period: charge.period.key,
  contractYear: charge.period.contractYear,
  amountFen: charge.amountFen,
  startOn: charge.firstFiledOn ?? charge.period.reportDueOn,
  ...(charge.firstFiledOn === null && { earliestOn: overdueOn(charge.period) }),
  payWithinDays: royalty.payWithinDays,
  isFrozen: false,
  clause: charge.report ? clauses.royalty(laterIndex(royalty, charge.period.startOn)) : clauses.periodMinimum(),
  steps: charge.steps,
});

/**
 * The top-up to the yearly minimum: what the royalties of a contract year lack of it, once all its periods are reported or,
 * where not, on the day after the last one to report. Years come from the contract's days: one in which no period begins waits for the
 * period that runs into it, and a least sum that was agreed for later counts for the years that begin then. A year in which royalties
 * begin late or end early owes the part of its days. All in fen.
 * Minimum 100,000.00, royalties of the year 62,500.00 → 37,500.00.
 */
function minimumCharges(
  terms: PayLaterTerms,
  royalty: RoyaltyTerms,
  given: { run: RoyaltyRun; facts: readonly ContractFact[]; charges: readonly PeriodCharge[]; today: Day },
): Charge[] {
  const { run, facts, charges, today } = given;
  if (!hasYearlyMinimum(royalty) || run.trial.state !== 'converted') return [];
  const signedOn = factsOf(facts, 'signed')[0]?.on ?? today;
  const [firstCharge, lastCharge] = [charges[0], charges.at(-1)];
  if (firstCharge === undefined || lastCharge === undefined) return [];
  const [first, last] = [firstCharge.period.startOn, lastCharge.period.endOn];
  const firstYear = firstCharge.period.contractYear;
  const lastYear = contractYearOf(terms, { signedOn }, last);
  return Array.from({ length: lastYear - firstYear + 1 }, (_, i) => firstYear + i)
    .filter((year) => year >= (royalty.minimumFromYear ?? 2))
    .flatMap((year): Charge[] => {
      const span = contractYearSpan(terms, signedOn, year);
      const wholeFen = royaltyOn(royalty, span.startOn).yearlyMinimumFen ?? 0n;
      if (wholeFen <= 0n) return [];
      const own = charges.filter(({ period }) => period.contractYear === year);
      const awaited = own.length > 0 ? own : [lastCharge];
      const { period: awaitedLast } = awaited.at(-1) ?? lastCharge;
      const filed = awaited.map(({ firstFiledOn }) => firstFiledOn);
      const allFiledOn = filed.reduce<Day | null>(
        (on, day) => (on === null || day === null ? null : laterDay(on, day)),
        '',
      );
      const inTime = allFiledOn !== null && allFiledOn <= awaitedLast.reportDueOn ? allFiledOn : null;
      if (today < (inTime ?? overdueOn(awaitedLast))) return [];
      const ofYear = diffDays(span.startOn, span.endOn) + 1;
      const [from, to] = [laterDay(span.startOn, first), earlier(span.endOn, last)];
      const days = diffDays(from, to) + 1;
      const isWhole = year !== lastYear || run.ended === null;
      const agreedFen =
        isWhole && first <= span.startOn
          ? wholeFen
          : divideHalfUp(wholeFen * BigInt(Math.max(0, Math.min(days, ofYear))), BigInt(ofYear));
      const minimumFen = keptFen(agreedFen, run.lost, from, to);
      const royaltiesFen = own.reduce((sum, charge) => sum + charge.amountFen, 0n);
      const cut = agreedFen === wholeFen ? {} : { days };
      const lost: Step[] =
        minimumFen === agreedFen ? [] : [{ rule: 'lost_right', ofFen: agreedFen, amountFen: minimumFen - agreedFen }];
      return [
        {
          subject: `minimum:${year}`,
          kind: 'minimum',
          milestone: null,
          period: null,
          contractYear: year,
          amountFen: most(minimumFen - royaltiesFen, 0n),
          startOn: inTime ?? awaitedLast.reportDueOn,
          ...(inTime === null && { earliestOn: overdueOn(awaitedLast) }),
          payWithinDays: royalty.payWithinDays,
          isFrozen: false,
          clause: clauses.yearlyMinimum(),
          steps: [
            { rule: 'yearly_minimum', name: String(year), amountFen: agreedFen, ...cut },
            ...lost,
            {
              rule: 'royalties_of_year',
              name: String(year),
              amountFen: royaltiesFen < minimumFen ? -royaltiesFen : -minimumFen,
            },
          ],
        },
      ];
    });
}

function buyOutCharges(royalty: RoyaltyTerms, facts: readonly ContractFact[], before: readonly Charge[]): Charge[] {
  const bought = factsOf(facts, 'buy_out')[0];
  if (!bought || !royalty.buyOut) return [];
  const { priceFen, creditsRoyalties } = royalty.buyOut;
  const royaltiesFen = before.reduce((sum, charge) => sum + (charge.kind === 'milestone' ? 0n : charge.amountFen), 0n);
  const creditFen = creditsRoyalties ? most(royaltiesFen, 0n) : 0n;
  const credited = creditFen < priceFen ? creditFen : priceFen;
  return [
    {
      subject: 'buy_out',
      kind: 'buy_out',
      milestone: null,
      period: null,
      contractYear: null,
      amountFen: priceFen - credited,
      startOn: bought.on,
      payWithinDays: royalty.payWithinDays,
      isFrozen: false,
      clause: clauses.buyOut(),
      steps: [
        { rule: 'buy_out_price', amountFen: priceFen },
        ...(credited > 0n ? [{ rule: 'royalties_credited' as const, amountFen: -credited }] : []),
      ],
    },
  ];
}

export interface Charges {
  readonly run: RoyaltyRun;
  readonly periods: readonly PeriodCharge[];
  /** In the order in which they count under the cap. */
  readonly charges: readonly Charge[];
  /** Charged before the facts begin. */
  readonly openingFen: Fen;
}

/**
 * Everything a contract costs as the facts until a day have it, subject by subject, before the cap: accepted milestones,
 * reported periods, year-end top-ups, the buy-out. A pure function of terms and facts: it knows no history, so any order of
 * filing and any number of corrections give the same charges. `silentUntil` is how far silence and agreed dates are taken to
 * run, by itself `today`.
 */
export function chargesOn(
  terms: PayLaterTerms,
  facts: readonly ContractFact[],
  today: Day,
  silentUntil: Day = today,
): Charges {
  const run = royaltyRun(terms, facts, today);
  const { chargedFen, baseFen } = opening(facts);
  const { royalty } = terms;
  const milestones = milestoneCharges(terms, run, facts, silentUntil);
  if (royalty === null)
    return { run, periods: [], charges: [...milestones.others, ...milestones.bySales], openingFen: chargedFen };
  const periods = periodCharges(terms, run, facts, { today, openingBaseFen: baseFen });
  const royalties = periods
    .filter(({ report, amountFen }) => report !== null || amountFen > 0n)
    .map((charge) => royaltyCharge(royalty, charge));
  const minima = minimumCharges(terms, royalty, { run, facts, charges: periods, today });
  const due = [...milestones.others, ...royalties, ...minima];
  const charges = [...due, ...buyOutCharges(royalty, facts, due), ...milestones.bySales];
  return { run, periods, charges, openingFen: chargedFen };
}
