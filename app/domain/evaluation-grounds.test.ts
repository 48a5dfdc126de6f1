import { expect, test } from 'vitest';
import { groundFaults, reasonsByValue, scoredWords, scoreFaults, statedTrlFaults } from './evaluation-grounds.ts';
import { ScoreInput } from './evaluation-input.ts';
import { type Scores, spreadOf, valueKeys } from './evaluation.ts';

const text = (words: string) => ({ text: words, hasPaper: false, notApplicable: '' });
const notApplicable = (words: string) => ({ text: '', hasPaper: false, notApplicable: words });
const others = Object.fromEntries(
  valueKeys.filter((key) => key !== 'technical').map((key) => [key, notApplicable('不涉及')]),
);

test('each scored value wants its evidence, in words or as a paper; each other one a reason why it does not apply', () => {
  const spread = spreadOf([{ technical: 80 }, { technical: 90 }]);
  expect(groundFaults(spread, {}).map(({ field }) => field)).toEqual([
    'na-scientific',
    'technical',
    'na-economic',
    'na-social',
    'na-cultural',
    'na-potential',
  ]);
  expect(groundFaults(spread, { ...others, technical: text('检测报告') })).toEqual([]);
  expect(groundFaults(spread, { ...others, technical: { text: '', hasPaper: true, notApplicable: '' } })).toEqual([]);
  expect(groundFaults(spread, { ...others, technical: text('  ') })).toMatchObject([{ field: 'technical' }]);
  expect(groundFaults(spread, { ...others, technical: notApplicable('不想评') })).toMatchObject([
    { field: 'na-technical', says: '技术价值有专家评分，不能写成不适用。' },
  ]);
});

test('it is said how many of a panel scored a value', () => {
  expect(scoredWords(4, 5)).toBe('5 位中 4 位评分');
  expect(scoredWords(5, 5)).toBe('5 位都评分');
});

test('reasons stand under their value, the highest score first, and nobody is named', () => {
  const panel: { scores: Scores; reasons: Partial<Record<string, string>> }[] = [
    { scores: { technical: 70, social: null }, reasons: { technical: '数据少', social: '与健康环境无关' } },
    { scores: { technical: 90 }, reasons: { technical: '第三方检测' } },
    { scores: { technical: 80 }, reasons: {} },
  ];
  expect(reasonsByValue(panel)).toEqual({
    technical: [
      { score: 90, text: '第三方检测' },
      { score: 70, text: '数据少' },
    ],
    social: [{ score: null, text: '与健康环境无关' }],
  });
});

test('an expert gives a reason for each score', () => {
  const faults = (typed: Record<string, string>) =>
    ScoreInput.safeParse(typed).error?.issues.map(({ path }) => path.join('.'));
  expect(faults({ technical: '80' })).toEqual(['reason-technical']);
  expect(faults({})).toEqual(['scientific']);
  expect(ScoreInput.parse({ technical: '80', 'reason-technical': '有检测', 'reason-social': '无关' })).toEqual({
    scores: { scientific: null, technical: 80, economic: null, social: null, cultural: null, potential: null },
    reasons: { technical: '有检测', social: '无关' },
    comment: '',
  });
});

test('no score without its reason, and no level without what it rests on', () => {
  const fields = (faults: readonly { readonly field: string }[]) => faults.map(({ field }) => field);
  expect(fields(scoreFaults({ technical: 80, economic: 70 }, { technical: '有检测', economic: ' ' }))).toEqual([
    'reason-economic',
  ]);
  expect(fields(scoreFaults({ technical: null }, { technical: '不适用' }))).toEqual(['scientific']);
  expect(fields(statedTrlFaults(7, ''))).toEqual(['trlGround']);
  expect(fields(statedTrlFaults(null, '有试用'))).toEqual(['trlLevel']);
  expect([...statedTrlFaults(null, ''), ...statedTrlFaults(7, '有试用')]).toEqual([]);
});
