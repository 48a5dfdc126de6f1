import { describe, expect, test } from 'vitest';
import { unreadableCell } from './import-cells.ts';
import { mappingFault } from './bank-columns.ts';
import {
  bankRowKeys,
  isBankHead,
  isWithoutDirection,
  mappingOfHeads,
  placesOf,
  readBankDay,
  readBankRow,
} from './read-bank-row.ts';

const read = (heads: string[], cells: string[]) => {
  const places = placesOf(mappingOfHeads(heads), heads);
  if (places === null) throw new Error('no head');
  return readBankRow(cells, places, '2026-12-01');
};

describe('the heads of banks', () => {
  test.each([
    [['交易日期', '借方发生额', '贷方发生额', '余额', '对方户名', '对方账号', '摘要', '附言', '交易流水号']],
    [['记账日期', '收入金额', '支出金额', '对方单位名称', '用途', '流水号']],
    [['交易时间', '交易金额', '借贷标志', '对方账户名称', '备注']],
  ])('%j name themselves', (heads) => expect(isBankHead(heads)).toBe(true));

  test('a title row and a row of figures are none', () => {
    expect(isBankHead(['示例银行对公账户明细', '', ''])).toBe(false);
    expect(isBankHead(['2026-11-20', '300000.00', '', '定西薯月淀粉有限公司'])).toBe(false);
  });
});

describe('a line', () => {
  const heads = ['交易日期', '借方发生额', '贷方发生额', '对方户名', '对方账号', '交易流水号', '附言', '摘要'];
  test('money in and money out, each with who, why and the serial', () => {
    expect(
      read(heads, ['20261120', '', '300,000.00', '定西薯月', '6200 0001', 'SN-2026-1', 'CGT 货款', '转账']),
    ).toEqual({
      kind: 'row',
      row: {
        bookedOn: '2026-11-20',
        direction: 'in',
        amountFen: 30_000_000n,
        otherName: '定西薯月',
        otherAccountNo: '62000001',
        memo: 'CGT 货款；转账',
        serial: 'SN-2026-1',
      },
    });
    expect(read(heads, ['2026-11-20', '12.50', '0.00', '', '', '', '', '手续费'])).toMatchObject({
      row: { direction: 'out', amountFen: 1_250n, serial: null },
    });
  });

  test('a negative amount is the entry taken back: it moved the other way', () => {
    expect(read(heads, ['2026-11-20', '-500.00', '', '', '', '', '', '冲正'])).toMatchObject({
      row: { direction: 'in', amountFen: 50_000n },
    });
  });

  test('one column of amounts goes by its word, or by its sign', () => {
    const one = ['交易日期', '金额', '借贷标志', '对方户名'];
    expect(read(one, ['2026/11/2', '100', '贷', '甲'])).toMatchObject({
      row: { direction: 'in', bookedOn: '2026-11-02' },
    });
    expect(read(one, ['2026/11/2', '100', '借', '甲'])).toMatchObject({ row: { direction: 'out' } });
    expect(read(one, ['2026/11/2', '-100', '', '甲'])).toMatchObject({ row: { direction: 'out', amountFen: 10_000n } });
    expect(read(one, ['2026/11/2', '100', '其他', '甲'])).toMatchObject({ kind: 'fault' });
  });

  test('sums, page ends, repeated heads and empty lines are no lines; what cannot be read is a fault, never a guess', () => {
    expect(read(heads, ['合计', '12.50', '300,000.00', '', '', '', '', ''])).toEqual({ kind: 'skip' });
    expect(read(heads, [...heads])).toEqual({ kind: 'skip' });
    expect(read(heads, ['', '', '', '', '', '', '', ''])).toEqual({ kind: 'skip' });
    expect(read(heads, ['下周一', '', '300,000.00', '甲', '', 'SN0001', '货款', ''])).toMatchObject({ kind: 'fault' });
    expect(read(heads, ['2026-11-20', '', '三十万', '甲', '', 'SN0001', '货款', ''])).toMatchObject({ kind: 'fault' });
    expect(read(heads, ['2026-11-20', '1.00', '2.00', '甲', '', 'SN0001', '货款', ''])).toMatchObject({
      kind: 'fault',
    });
    expect(read(heads, ['2026-11-20', '', unreadableCell, '甲', '', 'SN0001', '', ''])).toMatchObject({
      kind: 'fault',
    });
  });
});

test('days as banks write them', () => {
  for (const text of [
    '2026-11-02',
    '20261102',
    '2026/11/2',
    '2026年11月2日',
    '2026-11-02 10:20:33',
    '20261102 102033',
    '20261102102033',
  ])
    expect(readBankDay(text)).toBe('2026-11-02');
  for (const text of ['2026-13-02', '20260230', '11-02', '46347', '']) expect(readBankDay(text)).toBeNull();
});

test('a line is known by its serial; lines without one by all that stands in them and how many came before', () => {
  const row = {
    bookedOn: '2026-11-20',
    direction: 'in' as const,
    amountFen: 100n,
    otherName: '甲',
    otherAccountNo: '1',
    memo: '',
    serial: null,
  };
  const keys = bankRowKeys([row, row, { ...row, serial: 'sn-2026 01' }]);
  expect(new Set(keys).size).toBe(3);
  expect(keys[2]).toBe('SN202601');
  expect(bankRowKeys([row, row])).toEqual(keys.slice(0, 2));
});

describe('what would read money that went out as money that came in', () => {
  const places = { bookedOn: 0, amount: 1 };
  test('one column of amounts without any sign says nothing of the direction, a signed one does', () => {
    const plain = [
      ['2026-11-20', '150000.00'],
      ['2026-11-21', '60500'],
    ];
    expect(isWithoutDirection(plain, places)).toBe(true);
    expect(isWithoutDirection([...plain, ['2026-11-22', '-10.00']], places)).toBe(false);
    expect(isWithoutDirection([['2026-11-20', '+10.00']], places)).toBe(false);
    expect(isWithoutDirection(plain, { ...places, direction: 2 })).toBe(false);
    expect(isWithoutDirection(plain, { bookedOn: 0, inFen: 1 })).toBe(false);
  });

  test('the balance is no amount beside columns of income and expense, and no column is two things', () => {
    const both = { bookedOn: '日期', inFen: '进账', outFen: '出账' };
    expect(mappingFault(both)).toBeNull();
    expect(mappingFault({ ...both, amount: '结余' })).toContain('不再选「金额（收支同列）」');
    expect(mappingFault({ ...both, outFen: '进账' })).toBe('“进账”选了两次，一列只能是一样。');
    expect(mappingOfHeads(['交易日期', '收入金额', '支出金额', '交易金额'])).toEqual({
      bookedOn: '交易日期',
      inFen: '收入金额',
      outFen: '支出金额',
    });
  });

  test('a day that has not come is read by nobody', () => {
    expect(read(['交易日期', '收入金额'], ['2026-12-02', '1.00'])).toMatchObject({ kind: 'fault' });
    expect(read(['交易日期', '收入金额'], ['2026-12-01', '1.00'])).toMatchObject({ kind: 'row' });
  });
});
