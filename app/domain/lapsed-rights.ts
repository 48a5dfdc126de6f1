import type { RightTerms } from './contract.ts';
import { rightKey, rightLabel } from './contract-rights.ts';
import { addDays, type Day } from './days.ts';
import { isPatent } from './patent-number.ts';
import { patentsEndOn } from './price-guide.ts';

/** What a register says of a patent that a contract names. */
interface RegisterWord {
  readonly number: string;
  /** In words. */
  readonly status: string;
  /** Last day of protection, as far as the register or the filing tells it. */
  readonly expiresOn: Day | null;
  readonly asOf: Day;
  readonly isLapsed: boolean;
}

/** A patent that a contract names and that protects nothing any more. */
export interface LapsedRight {
  /** `rightKey`: what tells it from the contract's other rights. */
  readonly key: string;
  readonly label: string;
  /** The first day without protection; null where the register says that it ended and not when. */
  readonly lostOn: Day | null;
  /** How that is known. */
  readonly says: string;
}

/** The patents among what a contract names. */
export const patentsOf = ({ rights = [] }: { readonly rights?: readonly RightTerms[] }): readonly RightTerms[] =>
  rights.filter(({ type }) => isPatent(type));

/**
 * The patents that a contract names and that have ended by a day, by the register where it is known, else by the end that the contract
 * names (Civil Code art. 865). A patent that runs until 2031-03-08 has ended on 2031-03-09. Rights of other sorts are not judged.
 */
export function lapsedRights(
  rights: readonly RightTerms[],
  register: readonly RegisterWord[],
  today: Day,
): LapsedRight[] {
  return patentsOf({ rights }).flatMap((right): LapsedRight[] => {
    const found = register.find(({ number }) => number === right.number);
    const endsOn = found?.expiresOn ?? patentsEndOn([right]);
    const isOver = endsOn !== null && endsOn < today;
    if (!isOver && found?.isLapsed !== true) return [];
    const lapsed = { key: rightKey(right), label: rightLabel(right) };
    return isOver
      ? [{ ...lapsed, lostOn: addDays(endsOn, 1), says: `有效期至 ${endsOn}` }]
      : [{ ...lapsed, lostOn: null, says: `登记状态 ${found?.status ?? ''}（截至 ${found?.asOf ?? ''}）` }];
  });
}

/** A declaration about a right, as far as it says that its end was dealt with. */
interface Said {
  readonly id: string;
  readonly event: string;
  readonly answer: string | null;
  readonly rights?: readonly { readonly key: string }[] | null;
  readonly revises?: string | null;
}

/**
 * Of the rights that ended, those about which no declaration of the contract is open or counts. One that names no right is about all;
 * one that a decision took back is about none.
 */
export function undeclaredOf<Right extends { readonly key: string }>(
  lapsed: readonly Right[],
  said: readonly Said[],
): Right[] {
  const counts = ({ answer }: Said): boolean => answer === null || answer === 'accepted';
  const back = new Set(
    said.flatMap((one) => (one.event === 'restore_rights' && one.answer === 'accepted' ? [one.revises] : [])),
  );
  const ends = said.filter((one) => one.event === 'lose_rights' && counts(one) && !back.has(one.id));
  if (ends.some(({ rights }) => (rights ?? []).length === 0)) return [];
  const keys = new Set(ends.flatMap(({ rights }) => (rights ?? []).map(({ key }) => key)));
  return lapsed.filter(({ key }) => !keys.has(key));
}
