import type { PayLaterTerms } from './contract.ts';
import { hasPeriodMinimum } from './later-rates.ts';

/**
 * Terms written on the ground of others (`base`), with the rules of those for deductions above the gross, for the cut of a least sum and for what royalties await: a
 * form has no field for them and reads as new terms do, and what nobody spoke of is not changed by the way. New terms, or a royalty
 * where there was none: as they read, but for what it awaits.
 */
export function keepRules(base: PayLaterTerms | null, terms: PayLaterTerms): PayLaterTerms {
  return withoutAwaiting(base, withoutCut(base, withoutBound(base, terms)));
}

/** A least sum that was agreed before the text said how an early end cuts it keeps its words. */
function withoutCut(base: PayLaterTerms | null, terms: PayLaterTerms): PayLaterTerms {
  if (!base?.royalty || !terms.royalty || base.royalty.minimumCut !== undefined) return terms;
  if (!hasPeriodMinimum(base.royalty)) return terms;
  const { minimumCut: _, ...royalty } = terms.royalty;
  return { ...terms, royalty };
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
