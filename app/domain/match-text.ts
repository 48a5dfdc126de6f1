/** How well a text answers another one by words, by pairs of characters and by coverage. Engines give the parts. */

export interface TextCandidate {
  /** Score by words, as the engine summed it. */
  readonly wordScore: number;
  /** Score by pairs of neighbouring characters: they hold where word boundaries differ. */
  readonly pairScore: number;
  /** Share of the asked weight that is found, 0 to 1. */
  readonly coverage: number;
}

/**
 * Text score of each candidate, 0 to 1: .4 × words + .4 × pairs (both over the list's best) + .2 × coverage.
 * Example: the best by words and by pairs with half of the weight found has .4 + .4 + .1 = .9.
 */
export function textScores(candidates: readonly TextCandidate[]): number[] {
  let [bestWord, bestPair] = [0, 0];
  for (const { wordScore, pairScore } of candidates) {
    if (wordScore > bestWord) bestWord = wordScore;
    if (pairScore > bestPair) bestPair = pairScore;
  }
  return candidates.map(
    ({ wordScore, pairScore, coverage }) =>
      0.4 * (wordScore / (bestWord || 1)) + 0.4 * (pairScore / (bestPair || 1)) + 0.2 * coverage,
  );
}
