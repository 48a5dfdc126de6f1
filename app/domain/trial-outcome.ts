import { awaitsDelivery, listsDelivery } from './awaited-delivery.ts';
import { type ContractFact, factsOf } from './compute-facts.ts';
import { type PayLaterTerms, usualDecisionDays } from './contract.ts';
import { addDays, addMonths, type Day, laterDay } from './days.ts';
import { milestoneOutcome } from './milestone-outcome.ts';
import type { Fen } from './money.ts';
import { lastDayRule } from './rest-days.ts';
import { termOf } from './schedule.ts';

export interface TrialOutcome {
  readonly state: 'undelivered' | 'running' | 'deciding' | 'converted' | 'exited';
  /** While delivery is awaited, as planned: from the start of the term. */
  readonly startOn: Day;
  /** Its last day: agreed, extended, or the day of an early decision. */
  readonly endOn: Day;
  /** Last day to decide; silence after it is exit. Null while delivery is awaited. */
  readonly decideBy: Day | null;
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
  /** Last day on which going on counts. */
  readonly decideBy: Day;
}

const never: Day = '9999-12-31';

/** True where the terms list what is delivered: then the trial begins with accepted delivery, and with nothing else. */
const waitsForDelivery = (terms: PayLaterTerms): boolean => terms.trial.months > 0 && listsDelivery(terms);

/**
 * The days on which going on may convert a trial, at the widest that delivery and extension leave open: from the end of the shortest
 * trial to the last day to decide after the longest. What is done before only pays or prepares, what is done later is too late. Where
 * delivery is awaited and never comes no silence ends them: the first deed after the planned end, that is not money, does. No day
 * where there is no trial; every day while nobody has signed.
 */
export function conductDays(
  terms: PayLaterTerms,
  facts: readonly ContractFact[],
): { readonly fromOn: Day; readonly toOn: Day } {
  const { months, extensionMonths, decideWithinDays = usualDecisionDays } = terms.trial;
  if (months === 0) return { fromOn: never, toOn: '' };
  const signedOn = factsOf(facts, 'signed')[0]?.on;
  if (signedOn === undefined) return { fromOn: '', toOn: never };
  const delivered = factsOf(facts, 'delivered').map(({ on }) => on);
  const starts = [termOf(terms, { signedOn }).startOn, ...delivered].sort();
  const [first = signedOn, last = signedOn] = [starts[0], starts.at(-1)];
  const fromOn = addMonths(first, months);
  if (delivered.length === 0 && waitsForDelivery(terms)) {
    // An extension that was agreed puts the end off: what is done within it converts nothing yet.
    const afterAll = addMonths(first, months + extensionMonths);
    const deed = factsOf(facts, ...goingOn).find(({ kind, on }) => kind !== 'receipt' && on >= afterAll);
    return { fromOn, toOn: deed?.on ?? never };
  }
  return { fromOn, toOn: addDays(addMonths(last, months + extensionMonths), decideWithinDays) };
}

/** The first day between the end of the trial and the last day to decide on which somebody went on; null: nobody did. */
function conductOn(terms: PayLaterTerms, { signedOn, facts, endOn, decideBy }: Trial): Day | null {
  const until = facts.filter(({ on }) => on <= endOn);
  const given = { signedOn, facts: until, today: endOn, endedOn: null, salesReachedOn: null, ...lastDayRule(terms) };
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

/** No trial is agreed: regular use begins with the term, or with what it awaits where that comes later. Nothing is left to decide. */
function withoutTrial(plannedOn: Day, awaitedOn: Day | null): TrialOutcome {
  const startOn = laterDay(plannedOn, awaitedOn ?? '');
  const endOn = addDays(startOn, -1);
  return awaitedOn === null
    ? { startOn, endOn, decideBy: null, state: 'undelivered', decidedOn: null, by: null }
    : { startOn, endOn, decideBy: endOn, state: 'converted', decidedOn: startOn, by: 'notice' };
}

/**
 * Where the trial stands on a day: it runs from accepted delivery (from the start of the term where the terms list nothing to
 * deliver), may be extended once, and is decided by notice within the agreed days. Silence is exit, never conversion; yet who goes on
 * delivering, reporting or paying between its end and the last day to decide has converted by conduct (design default, to be
 * confirmed: `trial.conduct`). Paying what fell due in the trial is no such conduct, and nothing done later revives the contract but a notice. While
 * delivery is awaited silence ends nothing, as on the platform; who goes on after the end that was planned has converted by conduct.
 * 12 months from 2026-03-01 → ends on 2027-02-28, exit is deemed on 2027-03-10.
 */
export function trialOutcome(
  terms: PayLaterTerms,
  signedOn: Day,
  facts: readonly ContractFact[],
  today: Day,
): TrialOutcome {
  const { months, extensionMonths, decideWithinDays = usualDecisionDays } = terms.trial;
  const plannedOn = termOf(terms, { signedOn }).startOn;
  const deliveredOn = factsOf(facts, 'delivered')[0]?.on ?? null;
  const startOn = deliveredOn ?? plannedOn;
  const decisions = factsOf(facts, 'trial_decision');
  const isExtended = decisions.some(({ decision }) => decision === 'extend');
  const endFrom = (from: Day): Day => addDays(addMonths(from, months + (isExtended ? extensionMonths : 0)), -1);
  const agreedEndOn = endFrom(startOn);
  const last = decisions.find(({ decision }) => decision !== 'extend');
  const endOn = last && last.on < agreedEndOn ? last.on : agreedEndOn;
  const decideBy = addDays(agreedEndOn, decideWithinDays);
  const place = { startOn, endOn, decideBy };
  if (months === 0) return withoutTrial(plannedOn, awaitsDelivery(terms) ? deliveredOn : plannedOn);
  if (last) {
    const state = last.decision === 'exit' ? 'exited' : 'converted';
    return { ...place, state, decidedOn: last.on, by: 'notice' };
  }
  if (waitsForDelivery(terms)) {
    // What converted before the delivery came is not undone by it.
    const planned = { startOn: plannedOn, endOn: endFrom(plannedOn), decideBy: null };
    const until = deliveredOn === null ? never : addDays(deliveredOn, -1);
    const wentOn = conductOn(terms, { signedOn, facts, endOn: planned.endOn, decideBy: until });
    if (wentOn !== null) return { ...planned, state: 'converted', decidedOn: wentOn, by: 'conduct' };
    if (deliveredOn === null) return { ...planned, state: 'undelivered', decidedOn: null, by: null };
  }
  const goneOn = conductOn(terms, { signedOn, facts, endOn: agreedEndOn, decideBy });
  if (goneOn !== null) return { ...place, state: 'converted', decidedOn: goneOn, by: 'conduct' };
  if (today > decideBy) return { ...place, state: 'exited', decidedOn: decideBy, by: 'silence' };
  return { ...place, state: today > agreedEndOn ? 'deciding' : 'running', decidedOn: null, by: null };
}
