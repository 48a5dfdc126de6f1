import { expect, test } from 'vitest';
import { publicSummary } from './public-summary.ts';

const sentence = (n: number): string => `${'字'.repeat(n - 1)}。`;

test('a short text is a summary as it stands, whatever its paragraphs', () => {
  expect(publicSummary('一句话。')).toBe('一句话。');
  expect(publicSummary(sentence(300))).toBe(sentence(300));
  expect(publicSummary(`一、背景\n${sentence(60)}`)).toBe(`一、背景\n${sentence(60)}`);
});

test('of several paragraphs the first that says enough is the summary, and a heading is not', () => {
  expect(publicSummary(`${sentence(120)}\n${sentence(80)}`)).toBe(sentence(120));
  expect(publicSummary(`一、背景\n${sentence(120)}\n二、配方\n${sentence(80)}`)).toBe(`一、背景\n${sentence(120)}`);
});

test('a long paragraph ends with its last whole sentence within 300 characters, one without an end is cut', () => {
  expect(publicSummary(sentence(140) + sentence(140) + sentence(140))).toBe(sentence(140) + sentence(140));
  expect(publicSummary('字'.repeat(400))).toBe(`${'字'.repeat(300)}…`);
  expect(publicSummary(`短。${'字'.repeat(400)}`)).toBe(`短。${'字'.repeat(298)}…`);
  expect([...publicSummary('𠮷'.repeat(400))]).toHaveLength(301);
});
