import { expect, test } from 'vitest';
import { demandData } from '#seeds/make.ts';
import { demandChanges } from './demand-diff.ts';

const before = demandData();

test('the same twice is no difference', () => {
  expect(demandChanges(before, demandData())).toEqual([]);
});

test('targets are compared by their names, amounts in 万元', () => {
  const after = demandData({
    metrics: [
      { name: '蛋白回收率', operator: '>=', value: '80', unit: '%', method: '凯氏定氮' },
      { name: '吨水成本', operator: '<=', value: '6', unit: '元', method: '' },
    ],
    budgetMaxFen: '150000000',
  });
  expect(demandChanges(before, after)).toEqual([
    { label: '指标「蛋白回收率」', before: '≥ 75 %（凯氏定氮）', after: '≥ 80 %（凯氏定氮）' },
    { label: '指标「吨水成本」', before: null, after: '≤ 6 元' },
    { label: '预算', before: '60 至 120 万元', after: '60 至 150 万元' },
  ]);
});

test('a target that fell away stands with nothing after it; codes are said in words', () => {
  const after = demandData({ metrics: [], fields: ['17.2'] });
  const say = (list: string, code: string) => `${list}:${code}`;
  expect(demandChanges(before, after, say)).toEqual([
    { label: '指标「蛋白回收率」', before: '≥ 75 %（凯氏定氮）', after: null },
    { label: '领域', before: 'field:24.1', after: 'field:17.2' },
  ]);
});
