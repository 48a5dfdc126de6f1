import { expect, test } from 'vitest';
import type { CodeLists } from './code-list.ts';
import { demandColumns, demandHeads, readDemandRow } from './demand-sheet.ts';

const list = (name: string, ...terms: readonly (readonly [string, string])[]) => ({
  list: name,
  version: '1',
  terms: terms.map(([code, label]) => ({ code, label, parent: null, note: null, isHidden: false })),
});
const lists: CodeLists = {
  field: list('field', ['24.1', '食品营养和安全'], ['18', '能源']),
  region: list('region', ['621102', '安定区']),
  confidentiality: list('confidentiality', ['name_public', '名称公开'], ['anonymous', '匿名']),
  demand_type: list('demand_type', ['breakthrough', '技术攻关']),
};
const given = { lists, validUntilOn: '2027-05-21' };
const read = (row: Readonly<Record<string, string>>) => {
  const heads = Object.keys(row);
  return readDemandRow(demandHeads(heads), Object.values(row), given);
};

test('a row becomes a draft: words become codes, targets are parted, the day of validity is given', () => {
  const { data, faults } = read({
    '需求名称*': '工艺水蛋白回收与减量',
    所在地区: '安定区',
    技术领域: '24.1；能源',
    需求类型: '技术攻关',
    技术指标: '蛋白回收率/≥/75/%/凯氏定氮；固含量/范围/4-6/%/烘干',
    预算上限: '80',
    接受先用后付: '是',
    公开程度: '匿名',
    备注: '不认识的列',
  });
  expect(faults).toEqual([]);
  expect(data).toMatchObject({
    title: '工艺水蛋白回收与减量',
    regionCode: '621102',
    fields: ['24.1', '18'],
    demandTypes: ['breakthrough'],
    budgetMaxFen: '80000000',
    acceptPayLater: true,
    confidentiality: 'anonymous',
    validUntilOn: '2027-05-21',
    metrics: [
      { name: '蛋白回收率', operator: '>=', value: '75', unit: '%', method: '凯氏定氮' },
      { name: '固含量', operator: 'range', value: '4-6', unit: '%', method: '烘干' },
    ],
  });
});

test('all that is wrong with a row is said at once, by the heads of its columns', () => {
  const { data, faults } = read({ 需求名称: '', 所在地区: '火星', 预算上限: '很多', 技术指标: '回收率/大于/七成' });
  expect(data).toBeNull();
  expect(faults.map(({ column }) => column)).toEqual(
    expect.arrayContaining(['需求名称', '所在地区', '预算上限', '技术指标']),
  );
});

test('the template’s own example is a right row but for what differs by place', () => {
  const row = Object.fromEntries(demandColumns.map(({ header, example }) => [header, example]));
  const { faults } = read({ ...row, 预期成果形式: '', 知识产权要求: '' });
  expect(faults).toEqual([]);
});
