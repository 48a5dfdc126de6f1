import { expect, test } from 'vitest';
import { waitWords } from './wait-words.ts';

test('the wait is said as long as it is', () => {
  expect(waitWords(42)).toContain('42 秒');
  expect(waitWords(61)).toContain('2 分钟');
  expect(waitWords(300)).toContain('5 分钟');
});
