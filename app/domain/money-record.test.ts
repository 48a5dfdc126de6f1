import { expect, test } from 'vitest';
import { moneyRecord } from './money-record.ts';

const receipt = (
  id: string,
  state: 'claimed' | 'confirmed' | 'rejected' | 'returned',
  amountFen: bigint,
  paidOn: string,
) => ({
  id,
  no: `SK-${id}`,
  state,
  amountFen,
  paidOn,
});

test('a refund is a row below zero; what did not arrive stands apart', () => {
  const receipts = [
    receipt('a', 'confirmed', 10_000_000n, '2026-11-19'),
    receipt('b', 'rejected', 5_000_000n, '2026-11-20'),
    receipt('c', 'claimed', 4_000_000n, '2026-11-21'),
    receipt('d', 'returned', 1_000_000n, '2026-11-18'),
  ];
  const refunds = [
    { id: 'r', receiptId: 'a', no: 'SK-a', kind: 'refund' as const, amountFen: -3_000_000n, paidOn: '2026-11-20' },
    { id: 's', receiptId: 'd', no: 'SK-d', kind: 'bounced' as const, amountFen: -1_000_000n, paidOn: '2026-11-19' },
  ];
  const { counts, rest } = moneyRecord(receipts, refunds);
  expect(counts.map(({ key, receiptId, back }) => [key, receiptId, back])).toEqual([
    ['r', 'a', 'refund'],
    ['s', 'd', 'bounced'],
    ['a', 'a', null],
    ['d', 'd', null],
  ]);
  expect(counts.reduce((sum, row) => sum + row.amountFen, 0n)).toBe(7_000_000n);
  expect(rest.map(({ key }) => key)).toEqual(['b', 'c']);
});
