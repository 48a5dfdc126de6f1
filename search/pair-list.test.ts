import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pairsOf } from '#app/domain/pairs.ts';
import { PairCounts, pairCount } from './pair-counts.ts';
import { AskedPairs, pairList, pairNumber, readPairs } from './pair-list.ts';

const listOf = (title: string, body = ''): string => pairList({ title, body });

const countsOf = (list: string) => {
  const counts = new Map<number, number>();
  const length = readPairs(Buffer.from(list), (number, count) => counts.set(number, count));
  return { length, counts };
};

test('pairs stay within a run of Chinese; other words stay whole', () => {
  expect(pairsOf('淀粉废水，Ａl2O3 粉体x')).toEqual(['淀粉', '粉废', '废水', 'al2o3', '粉体']);
});

test('a list counts what pairsOf names, in whatever script, a title twice', () => {
  const texts = fc.string({ unit: fc.constantFrom('淀', '粉', '废', '水', '𠀀', 'a', '9', 'Ａ', '²', '，', ' ', 'α') });
  fc.assert(
    fc.property(texts, texts, (title, body) => {
      const wanted = new Map<number, number>();
      const add = (pair: string, times: number) =>
        wanted.set(pairNumber(pair), (wanted.get(pairNumber(pair)) ?? 0) + times);
      for (const pair of pairsOf(title)) add(pair, 2);
      for (const pair of pairsOf(body)) add(pair, 1);
      const { length, counts } = countsOf(listOf(title, body));
      expect(length).toBe(2 * pairsOf(title).length + pairsOf(body).length);
      expect(counts).toEqual(wanted);
    }),
  );
});

test('a pair said twice counts more, but less than twice; what nobody asked for counts nothing', () => {
  const asked = new AskedPairs([{ pair: '淀粉', weight: 1 }]);
  const [once, twice, never] = asked.scores([listOf('', '淀粉与水'), listOf('', '淀粉淀粉'), listOf('', '废水处理')]);
  expect(twice).toBeGreaterThan(once!);
  expect(twice).toBeLessThan(2 * once!);
  expect(never).toBe(0);
});

test('of many pairs each keeps its own weight', () => {
  const pairs = Array.from({ length: 3_000 }, (_, at) => ({ pair: `code${at}`, weight: at + 1 }));
  const asked = new AskedPairs(pairs);
  for (const at of [0, 1_234, 2_999]) {
    // BM25 of one pair in a text of mean length: 1 / (1 + .9).
    expect(asked.scores([listOf('', `code${at}`)])[0]).toBeCloseTo((at + 1) / 1.9);
  }
});

test('a document without a list scores nothing and hides nobody else', () => {
  const scores = new AskedPairs([{ pair: '淀粉', weight: 1 }]).scores(['', listOf('淀粉')]);
  expect(scores[0]).toBe(0);
  expect(scores[1]).toBeGreaterThan(0);
  expect(new AskedPairs([]).scores([])).toEqual([]);
});

test('documents are counted once for each of their pairs, about', () => {
  const counts = new PairCounts();
  for (let at = 0; at < 40; at += 1) counts.add(Buffer.from(listOf('淀粉淀粉', at < 10 ? '废水' : '')));
  const bytes = counts.bytes();
  expect(pairCount(bytes, '淀粉') / 40).toBeCloseTo(1, 0.7);
  expect(pairCount(bytes, '废水') / 10).toBeCloseTo(1, 0.7);
  expect(pairCount(bytes, '枸杞')).toBe(0);
});
