import { kindOf } from './contract-kind.ts';
import type { PayLaterTerms } from './contract.ts';
import { addDays, type Day } from './days.ts';

/** How long a completer may consider, in calendar days from the day he is asked (design default: `completer.priority`). */
export const priorityDays = 15;

/** The last day to answer for who is asked on `askedOn`. Asked 2026-03-01 → 2026-03-16. */
export const priorityUntil = (askedOn: Day): Day => addDays(askedOn, priorityDays);

export const priorityWords = ['waives', 'claims', 'lapsed'] as const;
export type PriorityWord = (typeof priorityWords)[number];
export const priorityLabels: Readonly<Record<PriorityWord, string>> = {
  waives: '放弃优先受让',
  claims: '主张优先受让',
  lapsed: '主张以后没有按同等条件订约',
};

/** Whether those who completed it may buy first at equal terms: a unit that assigns a service achievement (Civil Code art. 847); a licence is none. */
export const hasPriority = (terms: Pick<PayLaterTerms, 'kind'>): boolean => kindOf(terms) === 'transfer';

export interface PriorityInquiry {
  readonly untilOn: Day;
  /** Who was asked. */
  readonly people: readonly { readonly name: string }[];
  /** In the order given: the last word of each counts. */
  readonly answers: readonly { readonly name: string; readonly word: PriorityWord }[];
}

export interface PriorityStanding {
  readonly claimants: readonly string[];
  /** Asked, and silent so far. */
  readonly silent: readonly string[];
  /** Silent people may still answer today. */
  readonly isRunning: boolean;
}

/**
 * Where an inquiry stands on a day. Silence to the end waives (design default: `completer.priority`).
 * Two asked until 2026-03-16, one claims, 2026-03-10 → claimants 1, silent 1, running.
 */
export function priorityStanding({ untilOn, people, answers }: PriorityInquiry, today: Day): PriorityStanding {
  const last = new Map(answers.map(({ name, word }) => [name, word]));
  const silent = people.filter(({ name }) => !last.has(name)).map(({ name }) => name);
  const claimants = people.filter(({ name }) => last.get(name) === 'claims').map(({ name }) => name);
  return { claimants, silent, isRunning: silent.length > 0 && today <= untilOn };
}

/**
 * Why an assignment may not be signed yet for its completers' sake, in words for both parties; null where it may. Of a version for which nobody
 * was asked it is null: that stands as a warning (`completer.priority`), except where a claim on an earlier version was never settled.
 */
export function priorityFault(
  inquiry: PriorityInquiry | null,
  { today, wasClaimed }: { readonly today: Day; readonly wasClaimed: boolean },
): string | null {
  if (inquiry === null) return wasClaimed ? '上一版有完成人主张优先受让，这一版要重新征询以后再签署。' : null;
  const { claimants, isRunning } = priorityStanding(inquiry, today);
  if (claimants.length > 0) return '有完成人在同等条件下主张优先受让，转让方了结以前不能签署。';
  return isRunning ? `转让方正在征询完成人是否优先受让，都答复了或者过了 ${inquiry.untilOn} 才能签署。` : null;
}

/** Whether a claim of a day can be put on record as come to nothing: the claimant had as long as he had to answer (`completer.priority`). */
export const mayLapse = (claimedOn: Day, today: Day): boolean => today > addDays(claimedOn, priorityDays);
