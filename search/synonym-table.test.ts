import { expect, test } from 'vitest';
import { askedWords, synonymTable } from './synonym-table.ts';
import { cutForQuery, wordsOf } from './text.ts';

const table = synonymTable(
  [
    ['马铃薯', '洋芋', '土豆'],
    ['镍钴', 'Ni-Co'],
    ['k9归头', '当归'],
    ['k9归头', '岷归'],
  ],
  7,
);
const asked = (text: string) => askedWords(text, table, cutForQuery);

test('any word of a group finds the others, in whatever spelling it is written', () => {
  expect(table.of('洋芋')).toEqual([['马铃薯'], ['土豆']]);
  expect(table.of('ni-co')).toEqual([['镍钴']]);
  expect(asked('ＮＩ－ＣＯ')[0]).toEqual({ term: 'ni-co', count: 1, spellings: [['ni-co'], ['镍钴']] });
});

test('a word that the cutter does not know stands for its parts, and once', () => {
  const [word, ...rest] = asked('k9归头加工，k9归头');
  expect(word).toMatchObject({ term: 'k9归头', count: 2 });
  expect(word!.spellings[0]).toEqual(wordsOf('k9归头'));
  expect(word!.spellings).toContainEqual(['当归']);
  expect(rest.map(({ term }) => term)).toEqual(['加工']);
});

test('a word of two groups finds both', () => {
  expect(wordsOf('k9归头').length).toBeGreaterThan(1);
  expect(table.of('k9归头')).toEqual([['当归'], ['岷归']]);
});

test('no synonym, no empty group and no sign breaks it', () => {
  const odd = synonymTable([[], ['，'], ['', '\ud800'], ['词']], 1);
  expect(odd.of('词')).toEqual([]);
  expect(askedWords('', odd, cutForQuery)).toEqual([]);
});
