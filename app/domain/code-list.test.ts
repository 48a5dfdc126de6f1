import { expect, test } from 'vitest';
import {
  ambiguousWords,
  choiceLabel,
  codeLabel,
  type CodeLists,
  type CodeTerm,
  findCode,
  findCodes,
} from './code-list.ts';

const term = (code: string, label: string, given: Partial<CodeTerm> = {}): CodeTerm => ({
  code,
  label,
  parent: null,
  note: null,
  isHidden: false,
  ...given,
});
const listOf = (list: string, ...terms: CodeTerm[]) => ({ [list]: { list, version: '1', terms } });
const lists: CodeLists = {
  ...listOf(
    'chain',
    term('A', '文化旅游', { note: '武威市' }),
    term('B', '文化旅游', { note: '定西市' }),
    term('C', '马铃薯'),
  ),
  ...listOf(
    'field',
    term('22', '石油化工'),
    term('22.1', '绿色化改造', { parent: '22' }),
    term('23', '冶金行业'),
    term('23.1', '绿色化改造', { parent: '23' }),
  ),
  ...listOf('industry', term('P', '教育'), term('P83', '教育', { parent: 'P' })),
};

test('a word that a list has once is offered as it is; one that it has twice says which: by its note, its parent, its code', () => {
  expect(choiceLabel(lists, 'chain', 'C')).toBe('马铃薯');
  expect(choiceLabel(lists, 'chain', 'A')).toBe('文化旅游（武威市）');
  expect(choiceLabel(lists, 'field', '23.1')).toBe('绿色化改造（冶金行业）');
  expect(['P', 'P83'].map((code) => choiceLabel(lists, 'industry', code))).toEqual(['教育（P）', '教育（P83）']);
  expect(choiceLabel(lists, 'chain', 'gone')).toBe('gone');
});

test('a word that two terms have names neither; code, both, and what was offered each name one', () => {
  expect(findCodes(lists, 'chain', '文化旅游')).toEqual(['A', 'B']);
  expect(findCode(lists, 'chain', '文化旅游')).toBeNull();
  for (const text of ['b', 'B 文化旅游', '文化旅游(定西市)', '文化旅游（定西市）', 'B文化旅游（定西市）'])
    expect(findCode(lists, 'chain', text), text).toBe('B');
  expect(findCodes(lists, 'chain', '没有的')).toEqual([]);
});

test('what is said of such a word names the choices', () =>
  expect(ambiguousWords(lists, 'industry', '教育', ['P', 'P83'])).toBe(
    '“教育”有 2 个：P 教育（P）、P83 教育（P83）。请写代码，或连括号写全。',
  ));

test('a code may go deeper than its list: it is kept as written, under a term that is known', () => {
  const made: CodeLists = {
    industry: {
      list: 'industry',
      version: '1',
      terms: [term('C', '制造业'), term('C13', '农副食品加工业', { parent: 'C' })],
    },
    discipline: {
      list: 'discipline',
      version: '1',
      terms: [term('210', '农学'), term('21040', '园艺学', { parent: '210' })],
    },
  };
  for (const text of ['C1391', ' c1391 ', 'Ｃ１３９１', 'C1391 淀粉及淀粉制品制造', '农副食品加工业（C1391）'])
    expect(findCodes(made, 'industry', text)).toEqual(['C1391']);
  expect(findCodes(made, 'industry', 'C139')).toEqual(['C139']);
  for (const text of ['C99', 'C991', 'C13911', '1391']) expect(findCodes(made, 'industry', text)).toEqual([]);
  for (const text of ['21040', '210.40', '园艺学', '210.40 园艺学'])
    expect(findCodes(made, 'discipline', text)).toEqual(['21040']);
  expect(findCodes(made, 'discipline', '210')).toEqual(['210']);
  expect(findCodes(made, 'discipline', '210.4010')).toEqual(['2104010']);
  expect(findCodes(made, 'discipline', '9994010')).toEqual([]);
  expect(codeLabel(made, 'industry', 'C1391')).toBe('农副食品加工业（C1391）');
  expect(codeLabel(made, 'discipline', '农业工程')).toBe('农业工程');
});
