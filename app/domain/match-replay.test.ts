import { expect, test } from 'vitest';
import type { MatchAnswer } from './match-answer.ts';
import { enoughAnswers, type ReplayPair, replayWeights, restsOnFew } from './match-replay.ts';
import { firstMatchWeights } from './match-weights.ts';

/** A pair with a text and one factor each for field and price. */
const pair = (id: string, text: number, field: number, price: number, answer: MatchAnswer | null): ReplayPair => ({
  demandId: 'demand',
  achievementId: id,
  answer,
  reasons: {
    schemaVersion: 1,
    terms: [],
    coveragePpm: 0,
    missingTerms: [],
    factors: [
      { factor: 'field', verdict: 'near', wanted: '', offered: '', fitPpm: field },
      { factor: 'price', verdict: 'near', wanted: '', offered: '', fitPpm: price },
    ],
    textPpm: text,
    fitPpm: null,
  },
});
const byPrice = {
  ...firstMatchWeights,
  factors: { field: 0, trl: 0, price: 1_000_000, region: 0, mode: 0, ip: 0, freshness: 0 },
};

const list = [
  pair('a', 800_000, 1_000_000, 0, 'declined'),
  pair('b', 800_000, 0, 1_000_000, 'contracted'),
  pair('c', 100_000, 0, 0, null),
];

test('the same weights change nothing', () => {
  const replay = replayWeights(list, firstMatchWeights, firstMatchWeights);
  expect(replay).toMatchObject({ demands: 1, accepted: 1, declined: 1, moved: [] });
  expect(replay.before).toEqual(replay.after);
});

test('weights that lift what people took show a better order', () => {
  const replay = replayWeights(list, firstMatchWeights, byPrice);
  // Field weighs more than price at first: the declined pair stands above the contract.
  expect(replay.before).toEqual({ acceptedRankMilli: 2000, declinedRankMilli: 1000, ndcgPpm: 630_930 });
  expect(replay.after).toEqual({ acceptedRankMilli: 1000, declinedRankMilli: 2000, ndcgPpm: 1_000_000 });
  expect(replay.moved).toEqual([
    { demandId: 'demand', achievementId: 'a', answer: 'declined', rankBefore: 1, rankAfter: 2 },
    { demandId: 'demand', achievementId: 'b', answer: 'contracted', rankBefore: 2, rankAfter: 1 },
  ]);
});

test('a demand whose answers all agree says nothing about the order', () => {
  const replay = replayWeights([list[0]!, list[2]!], firstMatchWeights, byPrice);
  expect(replay.before.ndcgPpm).toBeNull();
  expect(replay.before.declinedRankMilli).toBe(1000);
});

test('a replay says on how many answers it rests, and when they are too few', () => {
  const replay = replayWeights(list, firstMatchWeights, byPrice);
  expect(replay.judged).toBe(1);
  expect(restsOnFew(replay)).toBe(true);
  const { pairs, judged } = enoughAnswers;
  expect(restsOnFew({ accepted: pairs - 10, declined: 10, judged })).toBe(false);
  expect(restsOnFew({ accepted: pairs - 10, declined: 10, judged: judged - 1 })).toBe(true);
  expect(restsOnFew({ accepted: pairs, declined: 0 })).toBe(true);
});

test('without answers there are no figures', () => {
  expect(replayWeights([list[2]!], firstMatchWeights, byPrice)).toMatchObject({
    demands: 0,
    before: { acceptedRankMilli: null, declinedRankMilli: null, ndcgPpm: null },
  });
});
