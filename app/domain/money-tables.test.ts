import { expect, test } from 'vitest';
import { someTerms, yuan } from './compute-for-tests.ts';
import { moneyRecord } from './money-record.ts';
import { paymentsTable, reportTable, scheduleTable } from './money-tables.ts';
import { withPlaced } from './placed-rows.ts';
import { obligationSchedule } from './schedule.ts';

const isWhole = ({ head, rows }: { head: string[]; rows: unknown[][] }) =>
  rows.every((row) => row.length === head.length);

test('the schedule has a row for each that can fall due, with its bounds, and no amount that a report computes', () => {
  const terms = someTerms({ termYears: 1 }, { period: 'half_year' });
  const schedule = obligationSchedule(terms, { signedOn: '2026-01-01' });
  const table = scheduleTable(schedule);
  expect(isWhole(table)).toBe(true);
  expect(table.rows.map((row) => row[0])).toEqual(schedule.map(({ label }) => label));
  expect(table.rows[0]?.slice(2, 5)).toEqual(['按申报计算', schedule[0]?.earliestDueOn, schedule[0]?.latestDueOn]);
});

test('a report has its sales, what was taken off and what of it counts, its base and what it makes due', () => {
  const royalty = someTerms(
    {},
    {
      deductions: [
        { name: '运输费', capPpm: 10_000 },
        { name: '税金', capPpm: null },
      ],
    },
  ).royalty!;
  const table = reportTable(
    {
      grossFen: yuan(1_000_000),
      baseFen: yuan(990_000),
      dueFen: yuan(29_700),
      lines: [
        { product: '甲', by: 'licensee', grossFen: yuan(600_000) },
        { product: '乙', by: 'sublicensee', grossFen: yuan(400_000) },
      ],
      deductions: [{ name: '运输费', amountFen: yuan(12_000) }],
    },
    royalty,
  );
  expect(isWhole(table)).toBe(true);
  expect(table.rows.map((row) => [row[0], row[1], row[3], row[4]])).toEqual([
    ['销售收入', '甲', yuan(600_000), yuan(600_000)],
    ['销售收入', '乙', yuan(400_000), yuan(400_000)],
    ['本期收入', '', yuan(1_000_000), yuan(1_000_000)],
    ['扣除', '运输费', -yuan(12_000), -yuan(10_000)],
    ['计提基数', '', '', yuan(990_000)],
    ['本次应付提成', '', '', yuan(29_700)],
  ]);
});

test('the payments of a claim: what counts sums to what arrived less what went back; the rest is named as not counted', () => {
  const receipt = (id: string, change: object) => ({
    id,
    no: `SK-${id}`,
    state: 'confirmed' as const,
    amountFen: yuan(100),
    paidOn: '2027-01-02',
    method: 'bank' as const,
    isSetOff: false,
    ...change,
  });
  const receipts = [
    receipt('1', {}),
    receipt('2', { method: 'card', paidOn: '2027-01-03' }),
    receipt('3', { isSetOff: true, paidOn: '2027-01-04' }),
    receipt('4', { state: 'rejected' }),
  ];
  const placed = [
    { id: '5', receiptId: '9', no: 'SK-9', method: 'bank' as const, amountFen: yuan(7), paidOn: '2027-01-05' },
  ];
  const back = [
    {
      id: '6',
      receiptId: '2',
      no: 'SK-2',
      kind: 'refund' as const,
      method: 'card',
      amountFen: -yuan(30),
      paidOn: '2027-01-06',
    },
  ];
  const table = paymentsTable(moneyRecord(withPlaced(receipts, placed), back));
  expect(isWhole(table)).toBe(true);
  expect(table.rows.map((row) => [row[0], row[2], row[3], row[5]])).toEqual([
    ['SK-2 退回', '在线退款', -yuan(30), '是'],
    ['SK-9', '预收款抵', yuan(7), '是'],
    ['SK-3', '保证金抵作价款', yuan(100), '是'],
    ['SK-2', '在线支付', yuan(100), '是'],
    ['SK-1', '对公转账', yuan(100), '是'],
    ['SK-4', '对公转账', yuan(100), '否'],
  ]);
  const arrived = table.rows.filter((row) => row[5] === '是').map((row) => BigInt(row[3] ?? 0));
  expect(arrived.reduce((sum, fen) => sum + fen, 0n)).toBe(yuan(277));
});
