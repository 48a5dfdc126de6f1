import { expect, test } from 'vitest';
import { similarOf } from './similar-achievements.ts';

test('achievements are similar from a fifth of the key terms and two of them, the nearest first', () => {
  const one = (id: string, text: number, coveragePpm: number, terms: string[]) => ({ id, text, coveragePpm, terms });
  expect(
    similarOf([
      one('far', 0.9, 199_999, ['温室', '卷膜']),
      one('one word', 0.8, 400_000, ['温室']),
      one('near', 0.5, 200_000, ['温室', '卷膜']),
      one('nearest', 0.7, 300_000, ['温室', '断绳']),
    ]).map(({ id }) => id),
  ).toEqual(['nearest', 'near']);
});
