/** How well a text answers another one by words, by pairs of characters and by coverage. Engines give the weights. */

const runs = /\p{Script=Han}+|[a-z0-9α-ω]+/gu;

/** Neighbouring characters of Chinese runs, and whole words or codes of other scripts; NFKC, lower case. */
export function pairsOf(text: string): string[] {
  const pairs: string[] = [];
  for (const [run] of text.normalize('NFKC').toLowerCase().matchAll(runs)) {
    if (!/^\p{Script=Han}/u.test(run)) {
      if (run.length > 1) pairs.push(run);
      continue;
    }
    const characters = [...run];
    for (let at = 0; at + 1 < characters.length; at += 1) pairs.push(characters[at]! + characters[at + 1]!);
  }
  return pairs;
}

export interface WeighedPair {
  readonly pair: string;
  readonly weight: number;
}

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
  const weights = new Map(pairs.map(({ pair, weight }) => [pair, weight]));
  const counted = candidates.map((candidate) => countPairs(weights, candidate));
  const average = counted.reduce((sum, { length }) => sum + length, 0) / Math.max(1, counted.length) || 1;
  const pairScores = counted.map(({ counts, length }) => {
    const norm = k1 * (1 - b + (b * length) / average);
    let score = 0;
    for (const [pair, count] of counts) score += (weights.get(pair)! * count) / (count + norm);
    return score;
  });
  const bestWord = Math.max(0, ...candidates.map((candidate) => candidate.wordScore)) || 1;
  const bestPair = Math.max(0, ...pairScores) || 1;
  return candidates.map(
    (candidate, at) =>
      0.4 * (candidate.wordScore / bestWord) + 0.4 * (pairScores[at]! / bestPair) + 0.2 * candidate.coverage,
  );
}

function countPairs(weights: ReadonlyMap<string, number>, candidate: TextCandidate) {
  const counts = new Map<string, number>();
  let length = 0;
  const add = (text: string, times: number) => {
    for (const pair of pairsOf(text)) {
      length += times;
      if (weights.has(pair)) counts.set(pair, (counts.get(pair) ?? 0) + times);
    }
  };
  add(candidate.title, 2);
  add(candidate.body, 1);
  return { counts, length };
}
