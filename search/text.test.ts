import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutForIndex, cutForMatch, cutForQuery, normalise, tokensOf } from './text.ts';

test('full width, superscripts and spaces before units come to one form', () => {
  expect(normalise('ＡＢＣ　Al₂O₃')).toBe('abc al2o3');
  expect(normalise('45 kW·h')).toBe('45kwh');
  expect(normalise('45kWh')).toBe('45kwh');
  expect(normalise('850 ℃')).toBe('850°c');
});

test('codes, formulas and quantities stay whole', () => {
  expect(cutForIndex('Al₂O₃粉体 45 kW·h TRL6 2219-T6')).toEqual(['al2o3', '粉体', '45kwh', 'trl6', '2219-t6']);
});

test('a compound code is found by its parts too', () => {
  expect(cutForIndex('Ni-Co合金')).toEqual(['ni-co', 'ni', 'co', '合金']);
});

test('an index holds the words inside a word, a query the whole word', () => {
  expect(cutForIndex('锂离子电池')).toEqual(expect.arrayContaining(['离子', '电池', '锂离子电池']));
  expect(cutForQuery('锂离子电池')).toEqual(['锂离子电池']);
});

test('words of the domain are cut as such', () => {
  expect(cutForQuery('洋芋淀粉与碳离子治疗')).toEqual(expect.arrayContaining(['洋芋', '碳离子']));
});

test.each(['', '   ', '的', '，。！', '😀😀', '\0', '\ud800', "' or 1=1 --;"])(
  '%j asks for nothing strange',
  (words) => {
    expect(cutForQuery(words).every((term) => /^[\p{L}\p{N}]/u.test(term))).toBe(true);
  },
);

test('bare numbers are no key terms', () => {
  expect(cutForMatch('年处理 5000 吨淀粉废水')).not.toContain('5000');
});

test('a text of a hundred thousand characters is cut in its beginning only', () => {
  expect(cutForQuery('电'.repeat(100_000)).join('').length).toBeLessThanOrEqual(2_000);
});

test('no term ever holds a space, a tab, a backslash or U+0000: they travel in lists', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const term of cutForIndex(text)) expect(term).not.toMatch(/[\s\\\0]/);
      expect(tokensOf(text).flat().join('')).not.toMatch(/\s/);
    }),
  );
});
