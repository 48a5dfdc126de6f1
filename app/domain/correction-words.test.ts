import { expect, test } from 'vitest';
import { correctionWords } from './correction-words.ts';

test('what a correction took back bears no interest; where its credit paid another claim, this one is owed again from that day on', () => {
  const other = { label: '里程碑 3', fen: 586_420n, on: '2027-02-23' };
  expect(correctionWords({ loweredFen: 0n, elsewhere: [other] })).toEqual([]);
  expect(correctionWords({ loweredFen: 586_420n, elsewhere: [] })).toEqual([
    '更正调低的 ¥5,864.20 自始不欠，不计违约金',
  ]);
  const [first, second] = correctionWords({ loweredFen: 586_420n, elsewhere: [other] });
  expect(first).toContain('自始不欠');
  expect(second).toBe(
    '其中 ¥5,864.20 在 2027-02-23 抵了「里程碑 3」，那一笔少付这么多；从那天起这一笔仍要付这 ¥5,864.20，没有付清的照计',
  );
});
