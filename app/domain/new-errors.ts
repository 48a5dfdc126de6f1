import { checkTerms, type TermsErrorCode, type TermsFinding } from './contract-check.ts';
import { termsToForm } from './contract-form.ts';
import { canonicalJson } from './canonical-json.ts';
import type { PayLaterTerms } from './contract.ts';
import { plainTerms } from './plain-terms.ts';

const valueAt = (form: unknown, path: string): unknown =>
  path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce<unknown>((node, key) => (node as Readonly<Record<string, unknown>> | undefined)?.[key], form);

/**
 * Other rates from a period on are agreed by a change of a signed contract, where `royaltyFault` bounds them by what is over and reported.
 * In a contract that is not signed they are refused: from a day before its royalty begins they would make of its first rate one that never
 * applies, and rates that fall by themselves have their own kinds, by the year and by tiers.
 */
const laterOfFirst = ({ royalty }: PayLaterTerms): TermsFinding<TermsErrorCode>[] =>
  royalty?.later?.length
    ? [
        {
          path: 'royalty.later',
          code: 'later_first',
          says: '合同签署以后才能约定从以后某一期起另按一种比例；现在就要逐年或者逐段不同的，请选逐年比例或者分段。',
        },
      ]
    : [];

const errorsOf = (terms: PayLaterTerms, isChange: boolean): readonly TermsFinding<TermsErrorCode>[] => [
  ...checkTerms(terms).errors,
  ...(isChange ? [] : laterOfFirst(terms)),
];

/**
 * What blocks terms that start from others (`base`): all that does not hold together, but for what stands in the base already with the
 * same value. A rule that the platform got after a signature does not keep the parties from changing something else. `isChange`: of a
 * contract that is signed; one that is not has no rates from a later period on (`laterOfFirst`).
 */
export function newErrors(
  terms: PayLaterTerms,
  base: PayLaterTerms | null,
  isChange: boolean,
): readonly TermsFinding<TermsErrorCode>[] {
  const errors = errorsOf(terms, isChange);
  if (base === null || errors.length === 0) return errors;
  const stood = errorsOf(base, isChange);
  const [now, was] = [termsToForm(plainTerms(terms)), termsToForm(plainTerms(base))];
  return errors.filter(
    ({ path, code }) =>
      !stood.some((old) => old.path === path && old.code === code) ||
      canonicalJson(valueAt(now, path) ?? null) !== canonicalJson(valueAt(was, path) ?? null),
  );
}
