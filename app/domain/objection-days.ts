import { addWorkingDays, dayOf, endOfDay, type WorkCalendar } from './days.ts';

/**
 * Working days of the platform's own procedure for an objection to an agreed price: to say whether it is admitted, and to decide it
 * from then on. National texts give none, so the numbers are a default [D] that an expert has to confirm. Receipt
 * is given at once: the page shows who objected what he filed, and until when the unit answers.
 */
export const objectionDays = { admit: 3, decide: 15 } as const;

/** Working days in which who objected may ask for one more look, unless the unit's own procedure says otherwise; 0: none. */
export const usualReviewDays = 5;
export const mostReviewDays = 15;

/** The end of so many working days after a moment: objected on Thursday, 3 days → the end of Tuesday. */
export const workingDaysAfter = (from: Date, days: number, calendar: WorkCalendar): Date =>
  endOfDay(addWorkingDays(dayOf(from), days, calendar).day);

/** Who decides the review is not who decided first, and not who objected. */
export const mayReview = (
  objection: { readonly filedBy: string; readonly decidedBy: string | null },
  userId: string,
): boolean => userId !== objection.filedBy && userId !== objection.decidedBy;
