import { expect, test } from 'vitest';
import { changeAgainst, isVague, readBetter, verdictOn } from './advantage.ts';

test.each([
  ['5.20', '14.00', '−62.9%'],
  ['480', '420', '+14.3%'],
  ['2', '35', '−94.3%'],
  ['1,200', '1000', '+20.0%'],
  ['5.60', '0.00', '新增'],
  ['7', '7', '相同'],
  ['三天', '35', '—'],
  ['', '35', '—'],
])('%s against %s is %s', (ours, baseline, says) => expect(changeAgainst(ours, baseline)).toBe(says));

test.each([
  ['35', '52', 'lower', 'better'],
  ['2600', '1900', 'lower', 'worse'],
  ['1,200', '1000', 'higher', 'better'],
  ['-40', '63', 'higher', 'worse'],
  ['0', '9', 'lower', 'better'],
  ['7', '7.0', 'lower', null],
  ['三天', '35', 'lower', null],
  ['35', '52', undefined, null],
] as const)('%s against %s, %s better, is %s', (ours, baseline, better, verdict) =>
  expect(verdictOn({ ours, baseline, better })).toBe(verdict),
);

test('a direction is said in the words of the form or in its code, and in no other way', () => {
  expect(['越低越好', 'lower', '越高越好', 'higher'].map(readBetter)).toEqual(['lower', 'lower', 'higher', 'higher']);
  expect(['', '低', 'LOWER', 'toString'].map(readBetter)).toEqual([null, null, null, null]);
});

test('without a figure against another one it is vague', () => {
  expect([[], [{ ours: '更省电', baseline: '52' }], [{ ours: '35', baseline: '' }]].map(isVague)).toEqual([
    true,
    true,
    true,
  ]);
  expect(
    isVague([
      { ours: '更省电', baseline: '' },
      { ours: '35 度', baseline: '52 度' },
    ]),
  ).toBe(false);
});
