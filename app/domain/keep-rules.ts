import type { PayLaterTerms } from './contract.ts';

/**
 * Terms written on the ground of others (`base`), with the rules of those for deductions above the gross and for what royalties await: a
 * form has no field for them and reads as new terms do, and what nobody spoke of is not changed by the way. New terms, or a royalty
 * where there was none: as they read, but for what it awaits.
 */
export function keepRules(base: PayLaterTerms | null, terms: PayLaterTerms): PayLaterTerms {
  return withoutAwaiting(base, withoutBound(base, terms));
}

function withoutBound(base: PayLaterTerms | null, terms: PayLaterTerms): PayLaterTerms {
  if (!base?.royalty || !terms.royalty || base.royalty.deductionsWithin !== undefined) return terms;
  const { deductionsWithin: _, ...royalty } = terms.royalty;
  return { ...terms, royalty };
}

function withoutAwaiting(base: PayLaterTerms | null, terms: PayLaterTerms): PayLaterTerms {
  if (base === null || base.royaltyAwaits !== undefined) return terms;
  const { royaltyAwaits: _, ...silent } = terms;
  return silent;
}
