import { type ContractFact, factsOf } from './compute-facts.ts';
import { type PayLaterTerms, usualDecisionDays } from './contract.ts';
import { addDays, addMonths, type Day } from './days.ts';
import { milestoneOutcome } from './milestone-outcome.ts';
import type { Fen } from './money.ts';
import { termOf } from './schedule.ts';

export interface TrialOutcome {
  readonly state: 'running' | 'deciding' | 'converted' | 'exited';
  readonly startOn: Day;
  /** Its last day: agreed, extended, or the day of an early decision. */
  readonly endOn: Day;
  /** Last day to decide; silence after it is exit. */
  readonly decideBy: Day;
  readonly decidedOn: Day | null;
  /** How it was decided: in writing, by going on without a word, or by silence. */
  readonly by: 'notice' | 'conduct' | 'silence' | null;
}

/** What only parties do who go on with the contract; money as well, unless it pays for the trial itself. */
const goingOn = [
  'milestone_submitted',
  'milestone_accepted',
  'first_sale',
  'statement',
  'restatement',
  'receipt',
] as const;

interface Trial {
  readonly signedOn: Day;
  readonly facts: readonly ContractFact[];
  readonly endOn: Day;
  readonly decideBy: Day;
}

/**
 * The days on which going on may convert a trial, at the widest that delivery and extension leave open: from the end of the shortest
 * trial to the last day to decide after the longest. What is done before only pays or prepares, what is done later is too late. No day
 * where there is no trial; every day while nobody has signed.
 */
export function conductDays(
  terms: PayLaterTerms,
  facts: readonly ContractFact[],
): { readonly fromOn: Day; readonly toOn: Day } {
  const { months, extensionMonths, decideWithinDays = usualDecisionDays } = terms.trial;
  if (months === 0) return { fromOn: '9999-12-31', toOn: '' };
  const signedOn = factsOf(facts, 'signed')[0]?.on;
  if (signedOn === undefined) return { fromOn: '', toOn: '9999-12-31' };
  const starts = [termOf(terms, { signedOn }).startOn, ...factsOf(facts, 'delivered').map(({ on }) => on)].sort();
  const [first = signedOn, last = signedOn] = [starts[0], starts.at(-1)];
  return {
    fromOn: addMonths(first, months),
    toOn: addDays(addMonths(last, months + extensionMonths), decideWithinDays),
  };
}

/** The first day between the end of the trial and the last day to decide on which somebody went on; null: nobody did. */
function conductOn(terms: PayLaterTerms, { signedOn, facts, endOn, decideBy }: Trial): Day | null {
  const until = facts.filter(({ on }) => on <= endOn);
  const given = { signedOn, facts: until, today: endOn, endedOn: null, salesReachedOn: null };
  const reached = terms.milestones.flatMap((milestone, i) =>
    milestoneOutcome(milestone, { ...given, position: i + 1 }).acceptedOn === null
      ? []
      : [{ key: `milestone:${i + 1}`, amountFen: milestone.amountFen }],
  );
  const isOfTrial = (claim: string | null): boolean =>
    claim === null || reached.some(({ key }) => claim.replace(/^interest:/, '').split('#')[0] === key);
  let debtFen = reached.reduce((sum, { amountFen }): Fen => sum + amountFen, 0n);
  for (const fact of factsOf(facts, ...goingOn)) {
    if (fact.on > decideBy) return null;
    const paysTrial = fact.kind === 'receipt' && isOfTrial(fact.claim);
    // Who names no claim pays what he owes first; what is over is paid for what is to come.
    const isOver = paysTrial && fact.claim === null && fact.amountFen > debtFen;
    if (fact.on > endOn && (!paysTrial || isOver)) return fact.on;
    if (paysTrial) debtFen -= fact.amountFen < debtFen ? fact.amountFen : debtFen;
  }
  return null;
}

/**
 * Where the trial stands on a day: it runs from accepted delivery (or the start of the term while that is not known), may be
 * extended once, and is decided by notice within the agreed days. Silence is exit, never conversion; yet who goes on
 * delivering, reporting or paying between its end and the last day to decide has converted by conduct (design default, to be
 * confirmed). Paying what fell due in the trial is no such conduct, and nothing done later revives the contract but a notice.
 * 12 months from 2026-03-01 → ends on 2027-02-28, exit is deemed on 2027-03-10.
 */
export function trialOutcome(
  terms: PayLaterTerms,
  signedOn: Day,
  facts: readonly ContractFact[],
  today: Day,
): TrialOutcome {
  const { months, extensionMonths, decideWithinDays = usualDecisionDays } = terms.trial;
  const startOn = factsOf(facts, 'delivered')[0]?.on ?? termOf(terms, { signedOn }).startOn;
  const decisions = factsOf(facts, 'trial_decision');
  const isExtended = decisions.some(({ decision }) => decision === 'extend');
  const agreedEndOn = addDays(addMonths(startOn, months + (isExtended ? extensionMonths : 0)), -1);
  const last = decisions.find(({ decision }) => decision !== 'extend');
  const endOn = last && last.on < agreedEndOn ? last.on : agreedEndOn;
  const decideBy = addDays(agreedEndOn, decideWithinDays);
  const place = { startOn, endOn, decideBy };
  if (months === 0) return { ...place, state: 'converted', decidedOn: startOn, by: 'notice' };
  if (last) {
    const state = last.decision === 'exit' ? 'exited' : 'converted';
    return { ...place, state, decidedOn: last.on, by: 'notice' };
  }
  const goneOn = conductOn(terms, { signedOn, facts, endOn: agreedEndOn, decideBy });
  if (goneOn !== null) return { ...place, state: 'converted', decidedOn: goneOn, by: 'conduct' };
  if (today > decideBy) return { ...place, state: 'exited', decidedOn: decideBy, by: 'silence' };
  return { ...place, state: today > agreedEndOn ? 'deciding' : 'running', decidedOn: null, by: null };
}
