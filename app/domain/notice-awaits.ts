import { type Day, dayOf } from './days.ts';
import { isUndecided, type ObjectionState } from './publicity.ts';

/** What a notice that is held up by objections waits for: the unit's answer, its review of one, or who objected and may still ask for that. */
export interface NoticeAwaits {
  readonly kind: 'unit' | 'review' | 'objector';
  /** Last day; null where none runs. */
  readonly untilOn: Day | null;
  /** Of a review, for a reader of the unit: who may decide it, which is not who answered first. */
  readonly reviewers?: { readonly isReader: boolean; readonly names: readonly string[] };
}

export interface ObjectionStanding {
  readonly state: ObjectionState;
  /** Until when the unit admits or decides. */
  readonly dueAt: Date | null;
  /** Until when who objected may ask for a review. */
  readonly reviewUntil: Date | null;
}

/**
 * For whom a notice that was objected to waits: for the unit while one objection is undecided, the earliest day first, which is a
 * review where nothing but reviews is left; else for those whose
 * days to ask for a review still run, until the last of them; null where nobody is waited for.
 */
export function noticeAwaits(objections: readonly ObjectionStanding[]): NoticeAwaits | null {
  const open = objections.filter(({ state }) => isUndecided(state));
  const dayIn = (days: readonly (Date | null)[]): Day[] =>
    days
      .filter((day) => day !== null)
      .map(dayOf)
      .toSorted();
  if (open.length > 0) {
    const kind = open.every(({ state }) => state === 'in_review') ? 'review' : 'unit';
    return { kind, untilOn: dayIn(open.map(({ dueAt }) => dueAt))[0] ?? null };
  }
  const dismissed = objections.filter(({ state }) => state === 'dismissed');
  const untilOn = dayIn(dismissed.map(({ reviewUntil }) => reviewUntil)).at(-1);
  return untilOn === undefined ? null : { kind: 'objector', untilOn };
}
