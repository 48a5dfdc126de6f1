/** How well a text answers another one by words, by pairs of characters and by coverage. Engines give the weights. */

import { PairTable } from './pair-table.ts';
import type { WeighedPair } from './pairs.ts';

export type { WeighedPair } from './pairs.ts';

export interface TextCandidate {
  /** Score by words, as the engine summed it. */
  readonly wordScore: number;
  /** Share of the asked weight that is found, 0 to 1. */
  readonly coverage: number;
  readonly title: string;
  readonly body: string;
}

const k1 = 0.9;
const b = 0.4;

/**
 * Text score of each candidate, 0 to 1: .4 × words + .4 × pairs (both over the list's best) + .2 × coverage.
 * Pairs are BM25 over neighbouring characters (k1 .9, b .4, title twice): they hold where word boundaries differ.
 * Example: the best by words and by pairs with half of the weight found has .4 + .4 + .1 = .9.
 */
export function textScores(pairs: readonly WeighedPair[], candidates: readonly TextCandidate[]): number[] {
  const table = new PairTable(pairs);
  const counted = candidates.map(({ title, body }) => {
    table.clear();
    const length = 2 * table.count(title, 2) + table.count(body, 1);
    return { length, counts: table.counted() };
  });
  const average = counted.reduce((sum, { length }) => sum + length, 0) / Math.max(1, counted.length) || 1;
  const pairScores = counted.map(({ counts, length }) => {
    const norm = k1 * (1 - b + (b * length) / average);
    let score = 0;
    for (const { weight, count } of counts) score += (weight * count) / (count + norm);
    return score;
  });
  const bestWord = Math.max(0, ...candidates.map((candidate) => candidate.wordScore)) || 1;
  const bestPair = Math.max(0, ...pairScores) || 1;
  return candidates.map(
    (candidate, at) =>
      0.4 * (candidate.wordScore / bestWord) + 0.4 * (pairScores[at]! / bestPair) + 0.2 * candidate.coverage,
  );
}
