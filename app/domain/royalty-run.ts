import { type ContractFact, factsOf, runsFromOn } from './compute-facts.ts';
import type { PayLaterTerms, RoyaltyTerms } from './contract.ts';
import { addDays, type Day, diffDays } from './days.ts';
import { type LostRight, lostRights, milestoneStopsOn, wholeLoss } from './lost-rights.ts';
import { milestoneOutcome } from './milestone-outcome.ts';
import { lastDayRule, reportDayOf } from './rest-days.ts';
import { calendarPeriod, type RoyaltyPeriod, royaltyPeriods, type ScheduleFacts, termOf } from './schedule.ts';
import { type TrialOutcome, trialOutcome } from './trial-outcome.ts';

/** Why a contract stopped giving rise to claims before its term was over. */
export type EndReason = 'termination' | 'patent_lost' | 'buy_out' | 'trial_exit';

/** A period as it runs: cut to the term and to what ended it. */
export interface RunPeriod extends RoyaltyPeriod {
  /** Last day on which it is reported in time. */
  readonly reportDueOn: Day;
  /** Days that count, of those that the calendar's period has. */
  readonly days: { readonly counted: number; readonly whole: number };
}

/** The first day on which its report is late: what falls due without one arises then, not while it may still be handed in. */
export const overdueOn = ({ reportDueOn }: Pick<RunPeriod, 'reportDueOn'>): Day => addDays(reportDueOn, 1);

interface Ended {
  readonly on: Day;
  readonly reason: EndReason;
}

export interface RoyaltyRun {
  readonly trial: TrialOutcome;
  readonly periods: readonly RunPeriod[];
  /** Last day of royalties that counts, and why; null while nothing ended them early. */
  readonly ended: Ended | null;
  /** The same of the contract with its milestones: a buy-out ends royalties only. */
  readonly closed: Ended | null;
  /** Ends of rights that stand. */
  readonly lost: readonly LostRight[];
  /**
   * Where an end of rights cut the last period: its days up to where it would have run, for reports of all of it, which were handed in
   * before that day. Null where nothing of the kind cut it.
   */
  readonly uncut: { readonly knownOn: Day; readonly days: RunPeriod['days']; readonly wholeDays: number } | null;
  /** The periods as they would be without the ends: sales that were reported before count as they were. */
  readonly salesPeriods: readonly RunPeriod[];
}

/** What of `kinds`, an exit or the day of a lost patent came first. A termination counts its own day; a buy-out does not. */
function firstEnd(
  facts: readonly ContractFact[],
  trial: TrialOutcome,
  kinds: readonly ('termination' | 'buy_out')[],
  lostOn: Day | null,
): Ended | null {
  const ends = factsOf(facts, ...kinds).map(({ kind, on }) => ({
    reason: kind as EndReason,
    on: kind === 'termination' ? on : addDays(on, -1),
  }));
  if (lostOn !== null) ends.push({ reason: 'patent_lost', on: lostOn });
  if (trial.state === 'exited' && trial.decidedOn !== null) ends.push({ reason: 'trial_exit', on: trial.decidedOn });
  return ends.reduce<Ended | null>((first, end) => (first === null || end.on < first.on ? end : first), null);
}

/** Periods by their terms and days: whoever follows a contract from day to day asks for the same ones each time. */
const known = new WeakMap<PayLaterTerms, Map<string, readonly RunPeriod[]>>();

function periodsOf(terms: PayLaterTerms, royalty: RoyaltyTerms, facts: ScheduleFacts): readonly RunPeriod[] {
  const ofTerms = known.get(terms) ?? new Map<string, readonly RunPeriod[]>();
  known.set(terms, ofTerms);
  const key = [
    facts.signedOn,
    facts.concludedOn,
    facts.trialEndedOn,
    facts.royaltyStartedOn,
    facts.royaltyEndedOn,
  ].join();
  const found = ofTerms.get(key);
  if (found) return found;
  const periods = royaltyPeriods(terms, facts).map((period): RunPeriod => {
    const whole = calendarPeriod(royalty.period, period.startOn);
    const days = {
      counted: diffDays(period.startOn, period.endOn) + 1,
      whole: diffDays(whole.startOn, whole.endOn) + 1,
    };
    return { ...period, reportDueOn: reportDayOf(terms, period, { ...royalty, ...facts }), days };
  });
  ofTerms.set(key, periods);
  return periods;
}

/** The day of the agreed start event; undefined where none is agreed, null while it is awaited. */
function startEventOn(
  terms: PayLaterTerms,
  royalty: RoyaltyTerms,
  given: { readonly facts: readonly ContractFact[]; signedOn: Day; today: Day; endedOn: Day | null },
): Day | null | undefined {
  if ((royalty.startEvent ?? 'trial_end') === 'trial_end') return undefined;
  if (royalty.startEvent === 'first_sale') return factsOf(given.facts, 'first_sale')[0]?.on ?? null;
  const position = royalty.startMilestone ?? 0;
  const milestone = terms.milestones[position - 1];
  return milestone
    ? milestoneOutcome(milestone, { ...given, ...lastDayRule(terms), position, salesReachedOn: null }).acceptedOn
    : null;
}

/**
 * The royalty periods as the facts so far make them: after the trial and the start event, until the term or what ended it
 * earlier (Civil Code art. 865: a licence lives no longer than its patent). No periods while the start event or, without a trial, the
 * agreed delivery is awaited (`awaitsDelivery`), nor after an exit.
 */
export function royaltyRun(terms: PayLaterTerms, facts: readonly ContractFact[], today: Day): RoyaltyRun {
  const signedOn = factsOf(facts, 'signed')[0]?.on ?? today;
  const concludedOn = runsFromOn(facts, today);
  const trial = trialOutcome(terms, signedOn, facts, today);
  const lost = lostRights(facts);
  const whole = wholeLoss(lost);
  const closed = firstEnd(facts, trial, ['termination'], whole && milestoneStopsOn([whole], 0));
  const ended = firstEnd(facts, trial, ['termination', 'buy_out'], whole && addDays(whole.lostOn, -1));
  const { royalty } = terms;
  const nothing = { trial, periods: [], ended, closed, lost, uncut: null, salesPeriods: [] };
  // A trial that is not delivered may still be gone on with; without one nothing runs.
  const isAwaited = trial.state === 'undelivered' && terms.trial.months === 0;
  if (royalty === null || trial.state === 'exited' || isAwaited) return nothing;
  const startedOn = startEventOn(terms, royalty, {
    facts,
    signedOn: concludedOn,
    today,
    endedOn: closed?.on ?? null,
  });
  if (startedOn === null) return nothing;
  const facing = {
    signedOn,
    concludedOn,
    trialEndedOn: trial.endOn,
    royaltyStartedOn: startedOn,
    royaltyEndedOn: ended?.on,
  };
  const periods = periodsOf(terms, royalty, facing);
  if (whole === null || ended?.reason !== 'patent_lost') return { ...nothing, periods, salesPeriods: periods };
  const other = firstEnd(facts, trial, ['termination', 'buy_out'], null);
  const salesPeriods = periodsOf(terms, royalty, { ...facing, royaltyEndedOn: other?.on });
  const cut = periods.at(-1);
  const was = salesPeriods.find(({ key }) => key === cut?.key);
  const uncut =
    was && cut && cut.endOn < was.endOn
      ? { knownOn: whole.knownOn, days: was.days, wholeDays: diffDays(was.startOn, was.endOn) + 1 }
      : null;
  return { ...nothing, periods, uncut, salesPeriods };
}

/**
 * The first period whose revenue costs a royalty if the licensee goes over to regular use today, with the last day of its report, by the
 * same run that later asks for it: the trial ends today at the latest, and never later than agreed. Null where its first day hangs on an
 * event that is still to come, or nothing runs any more. Trial until 2027-06-08: decided on 2027-06-15 → from 2027-06-09; decided on
 * 2027-05-31 → from 2027-06-01.
 */
export function firstPeriodIfConverted(
  terms: PayLaterTerms,
  facts: readonly ContractFact[],
  today: Day,
): RunPeriod | null {
  const decided = facts.map((fact) =>
    fact.kind === 'trial_decision' && fact.decision === 'convert' && today < fact.on ? { ...fact, on: today } : fact,
  );
  return royaltyRun(terms, decided, today).periods[0] ?? null;
}

/** The contract year's own first and last day. */
export const contractYearSpan = (terms: PayLaterTerms, signedOn: Day, year: number): { startOn: Day; endOn: Day } => ({
  startOn: addDays(termOf({ ...terms, termYears: year - 1 }, { signedOn }).endOn, 1),
  endOn: termOf({ ...terms, termYears: year }, { signedOn }).endOn,
});
