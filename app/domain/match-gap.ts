import { isTelling, type KeyTermShare } from './match-terms.ts';
import type { MatchFactor, MatchFactorLine } from './match-fit.ts';
import { type MatchReasons, possibleFromPpm, strongFromPpm } from './matching.ts';

/** One reason why a match does not stand higher. */
export type MatchGap =
  | {
      readonly kind: 'coverage';
      readonly coveragePpm: number;
      readonly nextPpm: number;
      readonly next: 'strong' | 'possible';
    }
  | { readonly kind: 'terms'; readonly terms: readonly string[]; readonly sharePpm: number }
  | { readonly kind: 'factor'; readonly line: MatchFactorLine }
  | { readonly kind: 'unknown'; readonly factors: readonly MatchFactor[] };

const mostTerms = 5;

/**
 * Why a match is not higher, what costs most first: the level that its coverage misses, the demand's words that the
 * achievement does not say with the share they carry, factors that do not fit or only nearly, and what nobody filled in.
 */
export function gapsOf(reasons: MatchReasons, keyTerms: readonly KeyTermShare[]): MatchGap[] {
  const gaps: MatchGap[] = [];
  const { coveragePpm } = reasons;
  if (coveragePpm < strongFromPpm) {
    const next = coveragePpm < possibleFromPpm ? 'possible' : 'strong';
    gaps.push({ kind: 'coverage', coveragePpm, nextPpm: next === 'strong' ? strongFromPpm : possibleFromPpm, next });
  }
  const missing = reasons.missingTerms.filter(isTelling);
  if (missing.length > 0) {
    const shares = new Map(keyTerms.map(({ term, share }) => [term, share]));
    const share = missing.reduce((sum, term) => sum + (shares.get(term) ?? 0), 0);
    gaps.push({ kind: 'terms', terms: missing.slice(0, mostTerms), sharePpm: Math.round(share * 1_000_000) });
  }
  const unmet = reasons.factors.filter(({ verdict }) => verdict === 'fails' || verdict === 'near');
  for (const line of [...unmet].sort((a, b) => (a.fitPpm ?? 0) - (b.fitPpm ?? 0))) gaps.push({ kind: 'factor', line });
  const unknown = reasons.factors.filter(({ verdict }) => verdict === 'unknown').map(({ factor }) => factor);
  if (unknown.length > 0) gaps.push({ kind: 'unknown', factors: unknown });
  return gaps;
}

/** Key terms of a demand that stand in no achievement at all, heaviest first: the author may say them in other words. */
export const unknownTerms = (keyTerms: readonly KeyTermShare[] | null): string[] =>
  (keyTerms ?? []).filter(({ isKnown }) => !isKnown).map(({ term }) => term);

/** The share of the demand's words that stand nowhere, in ppm. */
export const unknownShare = (keyTerms: readonly KeyTermShare[]): number =>
  Math.round(keyTerms.reduce((sum, { isKnown, share }) => (isKnown ? sum : sum + share), 0) * 1_000_000);
