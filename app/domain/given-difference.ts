import { givesTechnology, kindOf } from './contract-kind.ts';
import { rightId } from './contract-rights.ts';
import type { LicenceKind, PayLaterTerms } from './contract.ts';
import { plainTerms } from './plain-terms.ts';

/**
 * What terms give of an achievement: it is assigned, licensed, or used by whom something is developed for, who pays by what he sells
 * (`use`). Work that names rights without such a share may give their use or only rest on them (`work`). Null: nothing.
 */
export type Given = LicenceKind | 'transfer' | 'use' | 'work';

type GivingTerms = Pick<PayLaterTerms, 'kind' | 'licenceKind' | 'rights' | 'royalty'>;

export function givenBy(terms: GivingTerms): Given | null {
  const kind = kindOf(terms);
  if (givesTechnology(kind)) return kind === 'transfer' ? 'transfer' : terms.licenceKind;
  if ((terms.rights ?? []).length === 0) return null;
  return terms.royalty === null ? 'work' : 'use';
}

export const givenParts = ['sort', 'territory', 'field', 'term', 'rights'] as const;
export type GivenPart = (typeof givenParts)[number];

/**
 * In what a change gives something else than the signed terms did: the one answer for its notice, for what else the owner gave and for
 * what is being sold. Rights that terms name for the first time are no other object where they are among `recorded`, the ids
 * of those that were meant; null: whatever is named was meant. Longer secrecy: none. 普通 made 独占: sort. A patent more: rights.
 */
export function givenDifference(
  signed: PayLaterTerms,
  changed: PayLaterTerms,
  recorded: readonly string[] | null,
): ReadonlySet<GivenPart> {
  const [before, after] = [plainTerms(signed), plainTerms(changed)];
  const differs: Readonly<Record<GivenPart, boolean>> = {
    sort: givenBy(before) !== givenBy(after),
    territory: before.territory !== after.territory,
    field: before.fieldOfUse !== after.fieldOfUse,
    term: before.termYears !== after.termYears,
    rights: areOtherRights(before, after, recorded),
  };
  return new Set(givenParts.filter((part) => differs[part]));
}

function areOtherRights(before: PayLaterTerms, after: PayLaterTerms, recorded: readonly string[] | null): boolean {
  const ids = new Set((after.rights ?? []).map(rightId));
  if (before.rights === undefined) return recorded !== null && [...ids].some((id) => !recorded.includes(id));
  const were = new Set(before.rights.map(rightId));
  return were.size !== ids.size || [...were].some((id) => !ids.has(id));
}
