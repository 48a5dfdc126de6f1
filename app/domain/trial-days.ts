import { type PayLaterTerms, usualDecisionDays } from './contract.ts';
import { addDays, addMonths, type Day } from './days.ts';

/** Days before the end of the trial by which the evaluation report is due (design default: `trial.days`). */
export const reportDaysBefore = 15;

/**
 * Last day of a trial that begins with accepted delivery, and last day to decide. `extraMonths` is what was agreed besides.
 * 6 months from 2025-03-03 → to 2025-09-02, decided by 2025-09-12.
 */
export function trialSpan(
  trial: PayLaterTerms['trial'],
  startsOn: Day,
  extraMonths = 0,
): { readonly endsOn: Day; readonly decideBy: Day } {
  const endsOn = addDays(addMonths(startsOn, trial.months + extraMonths), -1);
  return { endsOn, decideBy: addDays(endsOn, trial.decideWithinDays ?? usualDecisionDays) };
}

/** Last day for the evaluation report: 15 days before the trial ends. */
export const trialReportDueOn = (endsOn: Day): Day => addDays(endsOn, -reportDaysBefore);
