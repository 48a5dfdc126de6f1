import { expect, test } from 'vitest';
import { rowChecker } from './check-rows.ts';
import { cellReader } from './import-cells.ts';
import { mergedCell } from './merged-cell.ts';
import type { CheckedRow } from './row-check.ts';

const scope = { orgName: null, regionCode: '620000', lists: {}, today: '2026-11-22' } as const;
const head = ['成果名称', '密级', '完成单位', '成果类别', '技术领域', '成果简介'];
const across = mergedCell('', null);

test('a line across the table is no record, and is named by its number', () => {
  const checker = rowChecker(scope);
  const rows = [head, ['一、农业类', across, across, across, across, across], ['甲', '公开', '乙', '', '', '']];
  const said = rows.map((cells, at) => checker.take({ kind: 'cells', rowNo: at + 1, cells }));
  expect(said.map((row) => row !== null)).toEqual([false, false, true]);
  expect(checker.notes().lines).toEqual({ count: 1, rows: [2] });
});

test('of a record that is not 公开 not even the names of its fields are kept', () => {
  const checker = rowChecker(scope);
  const take = (rowNo: number, record: Record<string, unknown>) =>
    checker.take({ kind: 'record', rowNo, record }) as CheckedRow;
  expect(take(1, { 成果名称: '甲', 密级: '内部', 某型号代号: '乙' }).isSecret).toBe(true);
  expect(checker.notes().unknownColumns).toEqual([]);
  expect(checker.columns()).toMatchObject({ heads: [], samples: [] });
  take(2, { 成果名称: '丙', 密级: '公开', 备注: '丁' });
  expect(checker.notes().unknownColumns).toEqual(['备注']);
});

test('before anybody said which column is 密级, no value is kept of a row that names a level', () => {
  const checker = rowChecker(scope);
  const rows = [
    ['题目', '摘要', '级别'],
    ['甲题', '甲摘要', '公开'],
    ['乙题', '乙摘要', '内部'],
    ['丙题', '丙摘要', '秘密★10年'],
    ['丁题', '丁摘要', '非涉密'],
  ];
  rows.forEach((cells, at) => checker.take({ kind: 'cells', rowNo: at + 1, cells }));
  expect(checker.end(true)).toEqual({ kind: 'ask' });
  expect(checker.columns()).toMatchObject({
    heads: ['题目', '摘要', '级别'],
    samples: [
      ['甲题', '丁题'],
      ['甲摘要', '丁摘要'],
      ['公开', '非涉密'],
    ],
  });
});

test('a cell of far too many entries is refused without being read to its end', () => {
  const read = cellReader({});
  const entries = Array.from({ length: 16_000 }, (_, at) => `a${at}`).join(';');
  read.begin(new Map([['people', `a0;${entries}`]]));
  let asked = 0;
  read.entries('people', () => (asked += 1));
  expect(asked).toBeLessThan(100);
  expect(read.errors()).toMatchObject([{ column: '完成人', code: 'too_many' }]);
});
