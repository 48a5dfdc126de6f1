import { type ContractFact, factsOf } from './compute-facts.ts';
import { type PayLaterTerms, usualDecisionDays } from './contract.ts';
import { addDays, addMonths, type Day } from './days.ts';
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

/** What only parties do who go on with the contract. */
const conduct = [
  'milestone_submitted',
  'milestone_accepted',
  'first_sale',
  'statement',
  'restatement',
  'receipt',
] as const;

/**
 * Where the trial stands on a day: it runs from accepted delivery (or the start of the term while that is not known), may be
 * extended once, and is decided by notice within the agreed days. Silence is exit, never conversion; yet who goes on
 * delivering, reporting or paying after its end has converted by conduct (design default, to be confirmed).
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
  const goneOn = factsOf(facts, ...conduct).find(({ on }) => on > agreedEndOn);
  if (goneOn) return { ...place, state: 'converted', decidedOn: goneOn.on, by: 'conduct' };
  if (today > decideBy) return { ...place, state: 'exited', decidedOn: decideBy, by: 'silence' };
  return { ...place, state: today > agreedEndOn ? 'deciding' : 'running', decidedOn: null, by: null };
}
