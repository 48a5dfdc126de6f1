import { parseWithZod } from '@conform-to/zod/v4';
import { expect, test } from 'vitest';
import { ClaimTransferInput, FileStatementInput, ProposeDistributionInput } from './money-input.ts';

const form = (values: Record<string, string>): FormData => {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) data.append(name, value);
  return data;
};

test('a transfer is read as people type it', () => {
  const typed = form({ amount: '１，２００．５', bankSerial: ' 20261120-001 ', paidOn: '2026-11-20' });
  const read = parseWithZod(typed, { schema: ClaimTransferInput });
  expect(read.status === 'success' && read.value).toEqual({
    amount: 120_050n,
    bankSerial: '20261120-001',
    paidOn: '2026-11-20',
  });
});

test('every wrong field of a transfer is named at once', () => {
  const read = parseWithZod(form({ amount: '一百', bankSerial: '?', paidOn: '2026-02-30' }), {
    schema: ClaimTransferInput,
  });
  expect(Object.keys(read.status === 'success' ? {} : (read.error ?? {}))).toEqual(['amount', 'bankSerial', 'paidOn']);
});

test('costs left empty are none; one without a name is asked for it', () => {
  const plain = parseWithZod(form({ teamPpm: '70', 'costs[0].label': '', 'costs[0].amount': '' }), {
    schema: ProposeDistributionInput,
  });
  expect(plain.status === 'success' && plain.value).toEqual({ teamPpm: 700_000, ttoPpm: 0, costs: [] });
  const unnamed = parseWithZod(form({ teamPpm: '70', 'costs[0].amount': '5' }), { schema: ProposeDistributionInput });
  expect(unnamed.status === 'success' ? {} : unnamed.error).toEqual({ 'costs[0].label': ['请写明是什么费用'] });
});

test('a statement without sales is a statement; a deduction left empty is none', () => {
  const read = parseWithZod(form({ period: '2026Q1', gross: '0', 'deductions[0]': '', 'deductions[1]': '3.2' }), {
    schema: FileStatementInput,
  });
  expect(read.status === 'success' && read.value).toMatchObject({ gross: 0n, deductions: [0n, 320n], note: '' });
});
