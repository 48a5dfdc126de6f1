import type { ContractFact, Report } from './compute-facts.ts';
import type { PayLaterTerms } from './contract.ts';
import type { Day } from './days.ts';
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

/**
 * Goes through days in order and says what is known on each. Of the reports of a period only the first and the last are kept, which is
 * all that its royalty asks; where sales reached a milestone, or going on may convert a trial, the way there counts and all are
 * kept. `known` is one list that grows: it is to be read before the next day is asked for.
 */
export function* knownOn(
  terms: PayLaterTerms,
  facts: readonly ContractFact[],
  days: readonly Day[],
): Generator<KnownFacts> {
  const isWayCounted = terms.milestones.some(({ trigger }) => trigger === 'sales_reached');
  const { toOn: decideBy } = conductDays(terms, facts);
  const known: ContractFact[] = [];
  const ofPeriod = new Map<string, { readonly first: Report; last: Report }>();
  let at = 0;
  for (const today of days) {
    const news: ContractFact[] = [];
    for (let fact = facts[at]; fact !== undefined && fact.on <= today; fact = facts[(at += 1)]) {
      news.push(fact);
      known.push(fact);
      if (isWayCounted || !isReport(fact)) continue;
      const reports = ofPeriod.get(fact.period);
      if (reports === undefined) {
        ofPeriod.set(fact.period, { first: fact, last: fact });
        continue;
      }
      if (reports.last !== reports.first && reports.last.on > decideBy)
        known.splice(known.lastIndexOf(reports.last), 1);
      reports.last = fact;
    }
    yield { today, known, news };
  }
}
