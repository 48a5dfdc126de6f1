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
 * What blocks terms that start from others (`base`): all that does not hold together, but for what stands in the base already with the
 * same value. A rule that the platform got after a signature does not keep the parties from changing something else.
 */
export function newErrors(terms: PayLaterTerms, base: PayLaterTerms | null): readonly TermsFinding<TermsErrorCode>[] {
  const { errors } = checkTerms(terms);
  if (base === null || errors.length === 0) return errors;
  const stood = checkTerms(base).errors;
  const [now, was] = [termsToForm(plainTerms(terms)), termsToForm(plainTerms(base))];
  return errors.filter(
    ({ path, code }) =>
      !stood.some((old) => old.path === path && old.code === code) ||
      canonicalJson(valueAt(now, path) ?? null) !== canonicalJson(valueAt(was, path) ?? null),
  );
}
