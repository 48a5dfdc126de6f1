import { expect, test } from 'vitest';
import { auditedEvidenceTable, auditedMoneyTable, auditedReportsTable } from './audit-tables.ts';
import { yuan } from './compute-for-tests.ts';

const isWhole = ({ head, rows }: { head: string[]; rows: unknown[][] }) =>
  rows.every((row) => row.length === head.length);
const at = (day: string) => new Date(`${day}T04:00:00Z`);

test('every report has its sums in one row and a row for each line and deduction', () => {
  const table = auditedReportsTable([
    {
      period: '2027Q1',
      n: 2,
      state: 'filed',
      basis: 'actual',
      filedAt: at('2027-04-10'),
      lines: [
        { product: '甲', by: 'licensee', grossFen: '60000000' },
        { product: '乙', by: 'sublicensee', grossFen: '40000000' },
      ],
      grossFen: yuan(1_000_000),
      baseFen: yuan(990_000),
      dueFen: yuan(29_700),
      deductions: [{ name: '运输费', amountFen: '1000000' }],
      note: '更正',
    },
  ]);
  expect(isWhole(table)).toBe(true);
  expect(table.rows.map((row) => row.slice(3, 8))).toEqual([
    ['合计', yuan(1_000_000), yuan(10_000), yuan(990_000), yuan(29_700)],
    ['甲', yuan(600_000), '', '', ''],
    ['乙（分许可）', yuan(400_000), '', '', ''],
    ['扣除 运输费', '', yuan(10_000), '', ''],
  ]);
  expect(table.rows[0]?.slice(0, 3)).toEqual(['2027 年第 1 季度', '2', '2027-04-10']);
});

test('claims come before the money, which is by day, what went back below zero', () => {
  const table = auditedMoneyTable({
    claims: [
      {
        label: '提成',
        dueOn: '2027-05-01',
        amountFen: yuan(100),
        paidFen: yuan(70),
        creditedFen: 0n,
        waivedFen: 0n,
        outstandingFen: yuan(30),
      },
    ],
    arrived: [
      {
        no: 'SK-1',
        label: '提成',
        method: 'bank',
        depositApplicationId: null,
        state: 'confirmed',
        amountFen: yuan(100),
        paidOn: '2027-04-20',
      },
    ],
    back: [{ no: 'SK-1', kind: 'refund', amountFen: yuan(30), paidOn: '2027-04-25' }],
  });
  expect(isWhole(table)).toBe(true);
  expect(table.rows.map((row) => [row[0], row[1], row[5]])).toEqual([
    ['应付', '2027-05-01', yuan(70)],
    ['到账', '2027-04-20', yuan(100)],
    ['退回', '2027-04-25', -yuan(30)],
  ]);
});

test('each piece of evidence has its file with its fingerprint and its answer; a milestone without any has a row', () => {
  const stone = { position: 1, name: '中试', state: 'accepted' as const, amountFen: yuan(300) };
  const submission = {
    n: 1,
    submittedAt: at('2027-01-02'),
    outcome: 'deemed',
    reason: null,
    decidedAt: at('2027-01-20'),
    file: { name: '检测报告.pdf', sha256: 'ab'.repeat(32) },
  };
  const table = auditedEvidenceTable([
    { ...stone, submissions: [submission] },
    { ...stone, position: 2, name: '投产', state: 'pending', submissions: [] },
  ]);
  expect(isWhole(table)).toBe(true);
  expect(table.rows[0]).toEqual([
    '1 中试',
    yuan(300),
    expect.any(String),
    '1',
    '2027-01-02',
    '检测报告.pdf',
    'ab'.repeat(32),
    '到期视为通过',
    '2027-01-20',
    '',
  ]);
  expect(table.rows[1]?.slice(0, 1)).toEqual(['2 投产']);
});
