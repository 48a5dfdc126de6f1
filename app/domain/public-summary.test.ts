import { expect, test } from 'vitest';
import { publicSummary } from './public-summary.ts';

const sentence = (n: number): string => `${'字'.repeat(n - 1)}。`;

test('one paragraph is a summary as it stands', () => {
  expect(publicSummary('一句话。')).toBe('一句话。');
  expect(publicSummary(sentence(300))).toBe(sentence(300));
  expect(publicSummary('')).toBe('');
});

test.each([
  ['a blank line between, short', '用途。\n\n配方。'],
  ['one line break, short', '用途。\n配方。'],
  ['a line break of another machine', '用途。\r\n配方。'],
  ['a line separator', '用途。\u2028配方。'],
  ['blanks and lines before it', ' \n用途。 \n配方。'],
  ['a line break, whole longer than the summary', `用途。\n配方。${sentence(400)}`],
])('the first line break ends the summary: %s', (_of, abstract) => {
  expect(publicSummary(abstract)).toBe('用途。');
});

test('a heading by itself is the first paragraph, so that nobody reads more than the unit put there', () => {
  expect(publicSummary(`一、背景\n${sentence(120)}`)).toBe('一、背景');
  expect(publicSummary(`${sentence(120)}\n${sentence(80)}`)).toBe(sentence(120));
});

test('a long paragraph ends with its last whole sentence within 300 characters, one without an end is cut', () => {
  expect(publicSummary(sentence(140) + sentence(140) + sentence(140))).toBe(sentence(140) + sentence(140));
  expect(publicSummary('字'.repeat(400))).toBe(`${'字'.repeat(300)}…`);
  expect(publicSummary(`短。${'字'.repeat(400)}`)).toBe(`短。${'字'.repeat(298)}…`);
  expect([...publicSummary('𠮷'.repeat(400))]).toHaveLength(301);
});
