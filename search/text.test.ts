import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chains } from '#seeds/reference/chains.ts';
import { disciplines } from '#seeds/reference/disciplines.ts';
import { fields } from '#seeds/reference/fields.ts';
import {
  cutForIndex,
  cutForMatch,
  cutForQuery,
  cutText,
  cutterLibraries,
  cutterVersion,
  normalise,
  tokensOf,
  wordsOf,
} from './text.ts';

test('full width, superscripts and spaces before units come to one form', () => {
  expect(normalise('ＡＢＣ　Al₂O₃')).toBe('abc al2o3');
  expect(normalise('45 kW·h')).toBe('45kwh');
  expect(normalise('45kWh')).toBe('45kwh');
  expect(normalise('850 ℃')).toBe('850°c');
});

test('codes, formulas and quantities stay whole', () => {
  expect(cutForIndex('Al₂O₃粉体 45 kW·h TRL6 2219-T6')).toEqual(['al2o3', '粉体', '45kwh', 'trl6', '2219-t6']);
});

test('a formula, a hydrate and a bound stay whole; a bound is found by its number too', () => {
  expect(cutForIndex('Li2CO3 纯度 ≥ 99.5%')).toEqual(['li2co3', '纯度', '≥99.5%', '99.5%']);
  expect(cutForQuery('纯度>=99.5%')).toContain('≥99.5%');
  expect(cutForIndex('CuSO₄·5H₂O')).toEqual(['cuso4·5h2o', 'cuso4', '5h2o']);
  expect(cutForIndex('Ca²⁺ 与 C++')).toEqual(['ca2+', 'c++']);
});

test('traditional forms are simplified by words, what is simplified stays', () => {
  expect(cutForQuery('馬鈴薯澱粉廢水')).toEqual(cutForQuery('马铃薯淀粉废水'));
  expect(normalise('乾燥與乾隆，著作')).toBe('干燥与乾隆,著作');
  expect(normalise('煉鐵、碳離子')).toBe('炼铁、碳离子');
});

test('words of the code lists are not cut into single characters', () => {
  const labels = [...fields, ...chains, ...disciplines].map(({ label }) => label);
  const parts = [...new Set(labels.flatMap((label) => label.match(/\p{Script=Han}+/gu) ?? []))];
  // Particles and single things that a label counts up.
  const small = /^[与和及的其他他业新型可性化学级向类型产端全多高品送出铜奶牛羊菜果薯药核水小五茶草渔数大近种]$/u;
  const lost = parts.flatMap((part) =>
    tokensOf(part)
      .flat()
      .filter((term) => [...term].length === 1 && !small.test(term)),
  );
  expect(lost).toEqual([]);
});

test('the version of the cutter names the libraries as they are installed', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };
  for (const one of cutterLibraries.split(', ')) {
    const [name = '', version] = one.split(' ');
    expect(dependencies[name]).toBe(version);
  }
  expect(Number.isInteger(cutterVersion) && cutterVersion > 0 && cutterVersion < 2 ** 31).toBe(true);
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

test.each([
  ['ten thousand characters', '淀粉x1，'.repeat(2_000)],
  ['half pairs', '\ud83d马\udc00铃薯\ud800'],
  ['NUL between', '马\0铃\0薯'],
  ['SQL', "'; drop table search_documents; -- 马铃薯"],
  ['a filter', 'trl > 3 AND fields = "24" OR NOT x EXISTS'],
  ['nested quotes and slashes', String.raw`"\"'\\\'"` + '马铃薯'],
  ['private and invisible signs', '\ufeff\u200b\u2028\ue000马铃薯'],
])('%s are cut without a fault', (_, text) => {
  for (const cut of [cutForIndex, cutForQuery, cutForMatch, wordsOf]) {
    for (const term of cut(text)) expect(term).toMatch(/^[^\s\0\\'"]{1,64}$/u);
  }
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

test('a text that is cut in one piece gives what its runs give one by one', () => {
  const signs = ['々', '〇', '㐀', '\u{20000}', '·', '\n', '，', 'TRL6', '≥5kW', '\r\n', ' '];
  const words = ['马铃薯淀粉废水', '锂离子电池', '碳离子治疗', '的', '张掖一家淀粉厂的旁路线', '厌氧', '机器人大赛'];
  const text = Array.from({ length: 400 }, (_, at) => words[(at * 5) % 7]! + signs[(at * 7) % 11]!).join('');
  const pieces = text.split(/(?<=[·\n，\r ])/);
  expect(pieces.length).toBeGreaterThan(100);
  for (const cut of [cutForIndex, cutForMatch, wordsOf])
    expect(cut(text)).toEqual(pieces.flatMap((piece) => cut(piece)));
  expect(cutText(text)).toEqual({ words: cutForMatch(text), indexed: cutForIndex(text) });
});
