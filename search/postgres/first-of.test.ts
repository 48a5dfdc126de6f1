import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstOf, likelyOf, likelyOfAll } from './first-of.ts';

test('the likely ones hold the first by score, whatever scores alike, and none that is gone or scores nothing', () => {
  const documents = fc.array(fc.record({ score: fc.integer({ min: 0, max: 30 }), alive: fc.boolean() }), {
    maxLength: 400,
  });
  fc.assert(
    fc.property(documents, fc.integer({ min: 0, max: 40 }), (all, count) => {
      const score = Float32Array.from(all, (one) => one.score / 7);
      const alive = Uint8Array.from(all, (one) => (one.alive ? 1 : 0));
      const order = (a: number, b: number) => score[b]! - score[a]! || b - a;
      const open = [...all.keys()].filter((slot) => alive[slot] === 1 && score[slot]! > 0).sort(order);
      const likely = likelyOfAll(all.length, count, score, alive);
      expect(firstOf(likely, count, order)).toEqual(open.slice(0, count));
      const candidates = Uint32Array.from(open).toReversed();
      expect(firstOf(likelyOf(candidates, count, score), count, order)).toEqual(open.slice(0, count));
      const least = score[open[Math.min(count, open.length) - 1] ?? 0] ?? 0;
      expect([...likely].every((slot) => alive[slot] === 1 && score[slot]! >= least)).toBe(true);
    }),
  );
});

test('where very many score the same, the order decides among them all', () => {
  const size = 20_000;
  const score = new Float32Array(size).fill(0.5);
  score[7] = 0.9;
  const alive = new Uint8Array(size).fill(1);
  const likely = likelyOfAll(size, 3, score, alive);
  expect(likely).toHaveLength(size);
  expect(firstOf(likely, 3, (a, b) => score[b]! - score[a]! || b - a)).toEqual([7, size - 1, size - 2]);
});

test('many that score more and more push out those before them, however many were taken', () => {
  const size = 5_000;
  const scores = fc.shuffledSubarray(
    Array.from({ length: size }, (_, at) => at + 1),
    { minLength: size },
  );
  fc.assert(
    fc.property(scores, fc.integer({ min: 2, max: 9 }), (all, gone) => {
      const score = Float32Array.from(all);
      const alive = Uint8Array.from(all, (own) => (own % gone === 0 ? 0 : 1));
      const likely = likelyOfAll(size, 3, score, alive);
      const best = [...all.keys()].filter((slot) => alive[slot] === 1).sort((a, b) => score[b]! - score[a]!);
      expect([...likely].sort((a, b) => score[b]! - score[a]!)).toEqual(best.slice(0, 3));
    }),
    { numRuns: 20 },
  );
  const rising = Float32Array.from({ length: size }, (_, at) => at + 1);
  expect([...likelyOfAll(size, 3, rising, new Uint8Array(size).fill(1))].sort()).toEqual([4_997, 4_998, 4_999]);
});
