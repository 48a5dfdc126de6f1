import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mostWords, readSynonymWords, synonymFault } from './synonym-group.ts';

test('words come out of a line in order, each once whatever its width and case', () => {
  expect(readSynonymWords('马铃薯、洋芋，土豆; 洋芋\nNi-Co, ｎｉ－ｃｏ')).toEqual(['马铃薯', '洋芋', '土豆', 'Ni-Co']);
});

test('a space beside a Chinese character parts two words, one within latin ones does not', () => {
  expect(readSynonymWords('沙棘 沙辣　醋柳，carbon fiber 碳纤维')).toEqual([
    '沙棘',
    '沙辣',
    '醋柳',
    'carbon fiber',
    '碳纤维',
  ]);
});

test('a group has two words at least, and says what else is wrong', () => {
  expect(synonymFault(['马铃薯', '洋芋'])).toBeNull();
  expect(synonymFault(['马铃薯'])).toMatch('至少');
  expect(synonymFault(Array.from({ length: mostWords + 1 }, (_, at) => `词${at}`))).toMatch('最多');
  expect(synonymFault(['马铃薯', '很'.repeat(40)])).toMatch('太长');
  expect(synonymFault(['马铃薯', '%%'])).toMatch('没有字');
});

test('whatever is typed is read, and no word is empty or holds a separator', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('马', 'a', '、', '，', ';', '\n', ' ', '\0', '\ud800', '%') }),
      (typed) => {
        for (const word of readSynonymWords(typed)) expect(word).toMatch(/^[^、，,；;\n\r\0]+$/u);
      },
    ),
  );
});
