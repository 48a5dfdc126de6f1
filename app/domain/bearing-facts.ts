import { type ContractFact, factsOf, type Report } from './compute-facts.ts';
import type { PayLaterTerms } from './contract.ts';
import type { Day } from './days.ts';
import { isMilestoneDeed, type MilestoneDeed, silenceEndsOn, tellDeeds } from './milestone-outcome.ts';
import { conductDays } from './trial-outcome.ts';

const isReport = (fact: ContractFact): fact is Report => fact.kind === 'statement' || fact.kind === 'restatement';

/**
 * The facts that can move the periods of a contract: what a trial, a start or an end follows from. Reports and money do so only while
 * going on with the contract may still convert it. In the order in which they are given.
 */
export function movingFacts(terms: PayLaterTerms, facts: readonly ContractFact[]): ContractFact[] {
  const { toOn: decideBy } = conductDays(terms, facts);
  return facts.filter((fact) => {
    if (fact.kind === 'invoice' || fact.kind === 'receipt_returned') return false;
    return (fact.kind !== 'receipt' && !isReport(fact)) || fact.on <= decideBy;
  });
}

/**
 * The facts from which claims can follow: what moves the periods, and the reports; of the corrections of one period on one day only the
 * one that counts, so that a hundred thousand of them cost what one does. Facts in order (`inOrder`).
 */
export function bearingFacts(terms: PayLaterTerms, facts: readonly ContractFact[]): ContractFact[] {
  const moving = new Set(movingFacts(terms, facts));
  const lastOfDay = new Map<string, ContractFact>();
  for (const fact of facts) if (fact.kind === 'restatement') lastOfDay.set(`${fact.period} ${fact.on}`, fact);
  return facts.filter((fact) =>
    fact.kind === 'restatement'
      ? lastOfDay.get(`${fact.period} ${fact.on}`) === fact
      : moving.has(fact) || fact.kind === 'statement',
  );
}

/** The days of facts on which something can follow from them: money that arrives before the trial is over only pays. */
export function stirringDays(terms: PayLaterTerms, facts: readonly ContractFact[]): Set<Day> {
  const { fromOn } = conductDays(terms, facts);
  return new Set(facts.flatMap(({ kind, on }) => (kind === 'receipt' && on < fromOn ? [] : [on])));
}

/** What is known on a day, and what of it is new. */
export interface KnownFacts {
  readonly today: Day;
  readonly known: readonly ContractFact[];
  readonly news: readonly ContractFact[];
}

/** Every report of a list of facts that keeps only some of them, since the way on which sales came counts. */
const ways = new WeakMap<readonly ContractFact[], readonly Report[]>();

/** The reports of facts in order, those too that `knownOn` did not keep. */
export const reportsOnTheWay = (facts: readonly ContractFact[]): readonly Report[] =>
  ways.get(facts) ?? factsOf(facts, 'statement', 'restatement');

/**
 * Goes through days in order and says what is known on each. Of the reports of a period only the first and the last are kept, which is
 * all that its royalty asks; of evidence handed in again before anybody answered only the last, from which the days to answer run. What
 * falls where going on may convert a trial is kept whole, and `reportsOnTheWay` knows all reports. `known` is one list
 * that grows: it is to be read before the next day is asked for.
 */
export function* knownOn(
  terms: PayLaterTerms,
  facts: readonly ContractFact[],
  days: readonly Day[],
): Generator<KnownFacts> {
  const { fromOn, toOn: decideBy } = conductDays(terms, facts);
  const known: ContractFact[] = [];
  const way: Report[] = [];
  ways.set(known, way);
  const ofPeriod = new Map<string, { readonly first: Report; last: Report }>();
  const deeds = new Map<number, MilestoneDeed[]>();
  tellDeeds(known, deeds);
  const forget = (fact: ContractFact) => known.splice(known.lastIndexOf(fact), 1);
  /** Evidence that nobody answered by this day is what the next one replaces. */
  const keepDeed = (deed: MilestoneDeed) => {
    const own = deeds.get(deed.milestone) ?? [];
    deeds.set(deed.milestone, own);
    const [last, agreed] = [own.at(-1), terms.milestones[deed.milestone - 1]];
    const isAgain = deed.kind === 'milestone_submitted' && last?.kind === 'milestone_submitted' && agreed !== undefined;
    if (isAgain && silenceEndsOn(agreed, last.on, terms) >= deed.on) {
      own.pop();
      if (last.on <= decideBy && (last.on === deed.on || last.on < fromOn)) forget(last);
    }
    own.push(deed);
  };
  const keepEnds = (report: Report) => {
    way.push(report);
    const reports = ofPeriod.get(report.period);
    if (reports === undefined) {
      ofPeriod.set(report.period, { first: report, last: report });
      return;
    }
    if (reports.last !== reports.first && reports.last.on > decideBy) forget(reports.last);
    reports.last = report;
  };
  let at = 0;
  for (const today of days) {
    const news: ContractFact[] = [];
    for (let fact = facts[at]; fact !== undefined && fact.on <= today; fact = facts[(at += 1)]) {
      news.push(fact);
      if (isMilestoneDeed(fact)) keepDeed(fact);
      // Told apart; no trial asks for it any more.
      if (!isMilestoneDeed(fact) || fact.on <= decideBy) known.push(fact);
      if (isReport(fact)) keepEnds(fact);
    }
    yield { today, known, news };
  }
}
