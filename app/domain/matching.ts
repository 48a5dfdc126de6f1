import {
  exclusionOf,
  factorFits,
  factorLines,
  type MatchFactorLine,
  type OfferedFacts,
  type WantedFacts,
} from './match-fit.ts';
import type { MetricLine } from './match-metrics.ts';
import { type KeyTermShare, tellingTerms } from './match-terms.ts';
import { textScores } from './match-text.ts';
import { firstMatchWeights, fitOf, type MatchWeights, scoreOf } from './match-weights.ts';

/** Why a match stands where it stands, as stored and shown. Codes and numbers; the page makes the words. */
export interface MatchReasons {
  readonly schemaVersion: 1;
  /** Shared key terms, heaviest first, with the share each has of the demand's whole weight. */
  readonly terms: readonly { readonly term: string; readonly sharePpm: number }[];
  /** Share of the demand's key-term weight that the achievement holds. */
  readonly coveragePpm: number;
  /** Key terms of the demand that this achievement lacks, heaviest first. */
  readonly missingTerms: readonly string[];
  readonly factors: readonly MatchFactorLine[];
  /** The demand's metrics beside the achievement's figures; left out by matches from before they were compared. */
  readonly metrics?: readonly MetricLine[];
  /** The two parts of the score: text × (.7 + .3 fit); fit is null when no factor is known. */
  readonly textPpm: number;
  readonly fitPpm: number | null;
}

export type MatchLevel = 'strong' | 'possible' | 'weak';
export const matchLevelLabels: Readonly<Record<MatchLevel, string>> = { strong: '强', possible: '可能', weak: '弱' };

/** Weights of the demand's words, as the engine found them in its statistics. */
export interface DemandWeights {
  readonly keyTerms: readonly KeyTermShare[];
}

/** One achievement that the engine proposes. */
export interface RankCandidate {
  readonly id: string;
  readonly versionN: number;
  /** By the demand's key terms, and by its pairs of characters. */
  readonly score: number;
  readonly pairScore: number;
  /** Key terms of the demand that it holds. */
  readonly terms: readonly { readonly term: string }[];
  readonly facts: OfferedFacts;
}

export interface MatchResult {
  readonly id: string;
  readonly versionN: number;
  /** Place in the list, from 1. */
  readonly rank: number;
  readonly scorePpm: number;
  readonly level: MatchLevel;
  readonly reasons: MatchReasons;
}

/**
 * Orders the proposed achievements for a demand: match = text × (.7 + .3 fit) by the first weights, so that no fit lifts
 * an irrelevant text. Key terms that name nothing (numbers, function words) are neither counted nor listed.
 * Text is judged against the list (see textScores), the level against the demand itself. Pairs that a hard filter
 * names are left out; equal scores go by coverage, then by id. Scores are ppm of the best that is possible.
 * Example: text .9 with a fit of .5 gives .9 × .85 = 765,000 ppm.
 * @param most so many of the first ones are returned
 */
export function rank(
  demand: WantedFacts,
  asked: DemandWeights,
  candidates: readonly RankCandidate[],
  weights: MatchWeights = firstMatchWeights,
  most = Number.POSITIVE_INFINITY,
): MatchResult[] {
  const open = candidates.filter((candidate) => exclusionOf(demand, candidate.facts) === null);
  const keyTerms = tellingTerms(asked.keyTerms);
  const coverages = coveragesOf(keyTerms, open);
  const texts = textScores(
    open.map(({ score, pairScore }, at) => ({ wordScore: score, pairScore, coverage: coverages[at]! })),
  );
  return open
    .map((candidate, at) => {
      const [text, coverage] = [texts[at]!, coverages[at]!];
      const fit = fitOf(factorFits(demand, candidate.facts), weights);
      return { candidate, text, fit, scorePpm: ppmOf(scoreOf(text, fit, weights)), coveragePpm: ppmOf(coverage) };
    })
    .sort(
      (a, b) =>
        b.scorePpm - a.scorePpm ||
        b.coveragePpm - a.coveragePpm ||
        (a.candidate.id < b.candidate.id ? -1 : a.candidate.id > b.candidate.id ? 1 : 0),
    )
    .slice(0, most)
    .map(({ candidate, text, fit, scorePpm, coveragePpm }, at) => {
      const found = new Set(candidate.terms.map(({ term }) => term));
      const reasons: MatchReasons = {
        schemaVersion: 1,
        terms: keyTerms
          .filter(({ term }) => found.has(term))
          .map(({ term, share }) => ({ term, sharePpm: ppmOf(share) })),
        coveragePpm,
        missingTerms: keyTerms.filter(({ term }) => !found.has(term)).map(({ term }) => term),
        factors: factorLines(demand, candidate.facts),
        textPpm: ppmOf(text),
        fitPpm: fit === null ? null : ppmOf(fit),
      };
      const level = levelOf(coveragePpm / 1_000_000, reasons.terms.length);
      return { id: candidate.id, versionN: candidate.versionN, rank: at + 1, scorePpm, level, reasons };
    });
}

/** Share of the key-term weight that each candidate holds, 0 to 1. */
export function coveragesOf(
  keyTerms: readonly KeyTermShare[],
  candidates: readonly Pick<RankCandidate, 'terms'>[],
): number[] {
  const shares = new Map(keyTerms.map(({ term, share }) => [term, share]));
  return candidates.map(({ terms }) =>
    Math.min(
      1,
      terms.reduce((sum, { term }) => sum + (shares.get(term) ?? 0), 0),
    ),
  );
}

/** From which share of the demand's key-term weight a match is strong, and from which possible. */
export const strongFromPpm = 450_000;
export const possibleFromPpm = 200_000;

/**
 * Strong, possible or weak by what the achievement holds of the demand itself, never by its place in a list: a bad list
 * has a best entry too. Strong from 45 % of the key-term weight, possible from 20 %, both with two key terms or more.
 */
export function levelOf(coverage: number, matchedTerms: number): MatchLevel {
  if (matchedTerms < 2) return 'weak';
  const ppm = ppmOf(coverage);
  return ppm >= strongFromPpm ? 'strong' : ppm >= possibleFromPpm ? 'possible' : 'weak';
}

const ppmOf = (share: number): number => Math.round(share * 1_000_000);
