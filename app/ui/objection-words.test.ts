import { expect, test } from 'vitest';
import { answeredWords } from './objection-words.ts';

test('a dismissed objection lets go on only what no other one holds up', () => {
  expect(answeredWords('listing', 'dismissed', 0).says).toBe('继续挂牌。');
  expect(answeredWords('listing', 'dismissed', 2).says).toContain('还有 2 件异议没有答复');
});

test('an upheld one says what has ended, each subject its own', () => {
  const ended = (['contract', 'listing', 'trade', 'bounty'] as const).map(
    (subject) => answeredWords(subject, 'upheld', 1).says,
  );
  expect(new Set(ended).size).toBe(4);
  expect(ended[1]).toContain('已撤牌');
});
