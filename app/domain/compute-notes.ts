import { awaitsDelivery } from './awaited-delivery.ts';
import type { Obligation } from './compute-contract.ts';
import { type ContractFact, factsOf, reportsByPeriod } from './compute-facts.ts';
import type { PayLaterTerms } from './contract.ts';
import type { Day } from './days.ts';
import { milestoneOutcome } from './milestone-outcome.ts';
import { owedReports } from './owed-reports.ts';
import { isUncertainDay, lastDayRule } from './rest-days.ts';
import { royaltyRun } from './royalty-run.ts';
import { termOf } from './schedule.ts';

interface Asked {
  readonly asOf: Day;
  /** The day was asked for, and is not just that of the last fact. */
  readonly isGiven: boolean;
  readonly obligations: readonly Obligation[];
}

/**
 * What is no fault, but leaves no line or leaves one that is easy to misread: why nothing is owed, or no more. In English, for the
 * standard error of the auditors' tool.
 */
export function computeNotes(terms: PayLaterTerms, facts: readonly ContractFact[], asked: Asked): string[] {
  const { asOf, isGiven, obligations } = asked;
  const known = facts.filter(({ on }) => on <= asOf);
  const signedOn = factsOf(facts, 'signed')[0]?.on ?? '';
  const { endOn } = termOf(terms, { signedOn });
  const years = new Set(
    obligations.flatMap(({ dueOn }) => (dueOn && isUncertainDay(terms, dueOn) ? [dueOn.slice(0, 4)] : [])),
  );
  return [
    ...(isGiven && asOf < signedOn ? [`--as-of ${asOf} lies before signing on ${signedOn}: nothing is owed yet`] : []),
    ...(endOn < signedOn ? [`the term ended on ${endOn}, before signing on ${signedOn}: no royalty period runs`] : []),
    ...(asOf < signedOn
      ? []
      : [
          ...deliveryNotes(terms, known, { signedOn, asOf }),
          ...trialNotes(terms, known, { signedOn, asOf }),
          ...reportNotes(terms, known, asOf),
          ...milestoneNotes(terms, known, { signedOn, asOf, obligations }),
        ]),
    ...[...years]
      .sort()
      .map((year) => `${year}: no holiday notice is known, last days move by the holidays of the law and weekends`),
  ];
}

interface Moment {
  readonly signedOn: Day;
  readonly asOf: Day;
}

function deliveryNotes(terms: PayLaterTerms, known: readonly ContractFact[], { asOf }: Moment): string[] {
  if (terms.royalty === null || !awaitsDelivery(terms)) return [];
  return royaltyRun(terms, known, asOf).trial.state === 'undelivered'
    ? ['no fact "delivered" by that day: royalties and least sums run from accepted delivery, no period has begun']
    : [];
}

function trialNotes(terms: PayLaterTerms, known: readonly ContractFact[], { asOf }: Moment): string[] {
  const { trial } = royaltyRun(terms, known, asOf);
  const isExtended = factsOf(known, 'trial_decision').some(({ decision }) => decision === 'extend');
  const extended = isExtended ? [`the trial was extended: it ends on ${trial.endOn}`] : [];
  if (trial.state !== 'exited') return extended;
  const why =
    trial.by === 'silence'
      ? `nobody decided on the trial of ${trial.startOn} to ${trial.endOn} by ${trial.decidedOn}: silence is exit`
      : `the trial was left on ${trial.decidedOn}`;
  return [...extended, `${why}, and nothing arises from the contract after that day`];
}

/** What is still to be reported of a contract that has ended early. */
function reportNotes(terms: PayLaterTerms, known: readonly ContractFact[], asOf: Day): string[] {
  const run = royaltyRun(terms, known, asOf);
  const { periods, ended } = owedReports(run, new Set(reportsByPeriod(known).keys()));
  if (terms.royalty === null || ended === null || ended.on > asOf || ended.reason === 'trial_exit') return [];
  const left = periods.map(
    ({ key, startOn, endOn, reportDueOn }) => `${key} (${startOn} to ${endOn}) by ${reportDueOn}`,
  );
  const rest = left.length > 0 ? `still to be reported: ${left.join(', ')}` : 'every period is reported';
  return [`royalties ended with ${ended.on} (${ended.reason}), there is no period of selling off stock; ${rest}`];
}

/** Milestones that an end of the contract cancelled, and what was said of them too late. */
function milestoneNotes(
  terms: PayLaterTerms,
  known: readonly ContractFact[],
  { signedOn, asOf, obligations }: Moment & Pick<Asked, 'obligations'>,
): string[] {
  const { closed } = royaltyRun(terms, known, asOf);
  if (closed === null || closed.on > asOf) return [];
  return terms.milestones.flatMap((milestone, i) => {
    const position = i + 1;
    // What stands has its line, by sales as well.
    if (obligations.some(({ subject, kind }) => subject === `milestone:${position}` && kind === 'milestone')) return [];
    const outcome = milestoneOutcome(milestone, {
      position,
      signedOn,
      facts: known,
      today: asOf,
      endedOn: closed.on,
      ...lastDayRule(terms),
      salesReachedOn: null,
    });
    if (outcome.state !== 'cancelled') return [];
    const late = factsOf(known, 'milestone_accepted').find(
      (fact) => fact.milestone === position && fact.on > closed.on,
    );
    const end = `the contract ended on ${closed.on} (${closed.reason})`;
    return [
      late
        ? `milestone ${position} was accepted on ${late.on}, but ${end}: the acceptance does not count`
        : `milestone ${position} was not accepted when ${end}: cancelled`,
    ];
  });
}
