import { tellingTerms } from './match-terms.ts';
import { textScores } from './match-text.ts';
import { coveragesOf, type DemandWeights, type RankCandidate } from './matching.ts';

/**
 * How well each demand answers an achievement by its text, 0 to 1 by id: the same three parts as the other way round (see
 * textScores), with the achievement's key terms weighed by how rare they are among demands.
 */
export function backwardTexts(
  asked: DemandWeights,
  candidates: readonly Pick<RankCandidate, 'id' | 'score' | 'pairScore' | 'terms'>[],
): Map<string, number> {
  const coverages = coveragesOf(tellingTerms(asked.keyTerms), candidates);
  const texts = textScores(
    candidates.map(({ score, pairScore }, at) => ({ wordScore: score, pairScore, coverage: coverages[at]! })),
  );
  return new Map(candidates.map(({ id }, at) => [id, texts[at] ?? 0]));
}

/** A pair that both sides may want: what a broker is shown. */
export interface BrokerPair {
  readonly supplierOrgId: string;
  readonly forwardPpm: number;
  readonly backwardPpm: number;
}

/** At most so many pairs of one supplier, so that one busy office does not fill a broker's list. */
export const pairsPerSupplier = 3;

/** √(forward × backward) in ppm: one side's wish alone makes no pair. Example: 900,000 and 400,000 → 600,000. */
export const pairPpm = ({ forwardPpm, backwardPpm }: Pick<BrokerPair, 'forwardPpm' | 'backwardPpm'>): number =>
  Math.round(Math.sqrt(forwardPpm * backwardPpm));

/** The best pairs first by √(forward × backward), no more than three of one supplier, none that only one side wants. */
export function bestPairs<Pair extends BrokerPair>(
  pairs: readonly Pair[],
  limit: number,
): (Pair & { pairPpm: number })[] {
  const taken = new Map<string, number>();
  return pairs
    .map((pair) => ({ ...pair, pairPpm: pairPpm(pair) }))
    .filter((pair) => pair.pairPpm > 0)
    .sort((a, b) => b.pairPpm - a.pairPpm)
    .filter(({ supplierOrgId }) => {
      const n = (taken.get(supplierOrgId) ?? 0) + 1;
      taken.set(supplierOrgId, n);
      return n <= pairsPerSupplier;
    })
    .slice(0, limit);
}
