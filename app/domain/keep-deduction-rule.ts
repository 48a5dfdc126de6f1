import type { PayLaterTerms } from './contract.ts';

/**
 * Terms written on the ground of others (`base`), with the rule of those for deductions above the gross: a form has no field for it and
 * reads as new terms do, and what nobody spoke of is not changed by the way. New terms, or a royalty where there was none: as they read.
 */
export function keepDeductionRule(base: PayLaterTerms | null, terms: PayLaterTerms): PayLaterTerms {
  if (!base?.royalty || !terms.royalty || base.royalty.deductionsWithin !== undefined) return terms;
  const { deductionsWithin: _, ...royalty } = terms.royalty;
  return { ...terms, royalty };
}
