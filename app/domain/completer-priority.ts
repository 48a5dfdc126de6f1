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
  /** Who was asked, each by a name of his own; without an account of the unit's people the platform has told him nothing. */
  readonly people: readonly { readonly name: string; readonly userId: string | null }[];
  /** In the order given: the last word of each counts. */
  readonly answers: readonly { readonly name: string; readonly word: PriorityWord }[];
}

export interface PriorityStanding {
  readonly claimants: readonly string[];
  /** Asked, and silent so far. */
  readonly silent: readonly string[];
  /** Of them those whose silence waives nothing, for want of an account. */
  readonly unheard: readonly string[];
  /** Somebody silent may still answer today, or has to be heard. */
  readonly isRunning: boolean;
}

/**
 * Where an inquiry stands on a day. Silence to the end waives, of who was told on his account (design default: `completer.priority`).
 * Two asked until 2026-03-16, one claims, 2026-03-10 → claimants 1, silent 1, running.
 */
export function priorityStanding({ untilOn, people, answers }: PriorityInquiry, today: Day): PriorityStanding {
  const last = new Map(answers.map(({ name, word }) => [name, word]));
  const waited = people.filter(({ name }) => !last.has(name));
  const silent = waited.map(({ name }) => name);
  const unheard = waited.filter(({ userId }) => userId === null).map(({ name }) => name);
  const claimants = people.filter(({ name }) => last.get(name) === 'claims').map(({ name }) => name);
  return { claimants, silent, unheard, isRunning: unheard.length > 0 || (silent.length > 0 && today <= untilOn) };
}

/** What an assignment waits for, for its completers' sake. */
export interface PriorityAhead {
  /** In words for both parties. */
  readonly says: string;
  /** The unit has to do something; else the completers may still answer. */
  readonly isUnits: boolean;
}

/**
 * Why an assignment may not be signed yet for its completers' sake; null where it may. Of a version for which nobody was asked it is null:
 * that stands as a warning (`completer.priority`), except where a claim on an earlier version was never settled.
 */
export function priorityAhead(
  inquiry: PriorityInquiry | null,
  { today, wasClaimed }: { readonly today: Day; readonly wasClaimed: boolean },
): PriorityAhead | null {
  const units = (says: string): PriorityAhead => ({ says, isUnits: true });
  if (inquiry === null) return wasClaimed ? units('上一版有完成人主张优先受让，这一版要重新征询以后再签署。') : null;
  const { claimants, unheard, isRunning } = priorityStanding(inquiry, today);
  if (claimants.length > 0) return units('有完成人在同等条件下主张优先受让，转让方了结以前不能签署。');
  if (unheard.length > 0 && today > inquiry.untilOn)
    return units('还有完成人没有账号，转让方登记他的书面答复或者送达证明以后才能签署。');
  const says = `转让方正在征询完成人是否优先受让，都答复了或者过了 ${inquiry.untilOn} 才能签署。`;
  return isRunning ? { says, isUnits: false } : null;
}

/** A name of his own for each of the asked: of two who share one the second is told apart by his place among them. 鲁松砚, 鲁松砚 → 鲁松砚, 鲁松砚（第 2 完成人）. */
export const namedApart = <Person extends { readonly name: string }>(people: readonly Person[]): Person[] =>
  people.map((person, i) =>
    people.findIndex(({ name }) => name === person.name) === i
      ? person
      : { ...person, name: `${person.name}（第 ${i + 1} 完成人）` },
  );

/** Whether a claim of a day can be put on record as come to nothing: the claimant had as long as he had to answer (`completer.priority`). */
export const mayLapse = (claimedOn: Day, today: Day): boolean => today > addDays(claimedOn, priorityDays);
