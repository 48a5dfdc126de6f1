import { parseWithZod } from '@conform-to/zod/v4';
import { expect, test } from 'vitest';
import { gansuFloor } from './split.ts';
import { claimTransferInput, FileStatementInput, proposeDistributionInput } from './money-input.ts';

const form = (values: Record<string, string>): FormData => {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) data.append(name, value);
  return data;
};

const claim = {
  today: '2026-11-21',
  notBefore: '2026-01-24',
  notBeforeWords: '合同签署日',
  isSerialUsed: false,
  payableFen: 30_000_000n,
};
const readTransfer = (
  values: Record<string, string>,
  given: Partial<typeof claim> = {},
  file: string | null = null,
) => {
  const reply = parseWithZod(form(values), { schema: claimTransferInput({ ...claim, ...given }, file) });
  return reply.status === 'success' ? reply.value : (reply.error ?? {});
};
const shareable = { shareableFen: 30_000_000n, brokers: [{ feePpm: 20_000 }], floors: [gansuFloor] };
const readProposal = (values: Record<string, string>) => {
  const reply = parseWithZod(form(values), { schema: proposeDistributionInput(shareable) });
  return reply.status === 'success' ? reply.value : (reply.error ?? {});
};

test('a transfer is read as people type it', () => {
  const typed = { amount: '１，２００．５', bankSerial: ' ２０２６ 1120-001 ', paidOn: '2026-11-20' };
  expect(readTransfer(typed)).toEqual({
    amount: 120_050n,
    bankSerial: '2026 1120-001',
    paidOn: '2026-11-20',
    isAdvance: false,
  });
});

test('every wrong field of a transfer is named at once, the file too', () => {
  const wrong = readTransfer({ amount: '一百', bankSerial: '?', paidOn: '2026-02-30' }, {}, '请选择回单文件。');
  expect(Object.keys(wrong)).toEqual(['amount', 'bankSerial', 'paidOn', 'voucher']);
});

test('what can be read is judged beside what cannot', () => {
  const typed = { amount: '300,000.01', bankSerial: '?', paidOn: '2026-11-22' };
  expect(readTransfer(typed)).toEqual({
    amount: ['比还要付的 ¥300,000.00 多 ¥0.01。请检查金额；确实多付了，请勾选「多付，作为预付款」。'],
    bankSerial: ['请填回单上的流水号，4 至 40 位字母或数字'],
    paidOn: ['付款日期不能晚于今天。'],
  });
});

test('the box for an advance is what takes more than is open', () => {
  const typed = { amount: '350000', bankSerial: 'SN-1234', paidOn: '2026-11-20' };
  expect(Object.keys(readTransfer(typed))).toEqual(['amount']);
  expect(readTransfer({ ...typed, isAdvance: 'yes' })).toMatchObject({ amount: 35_000_000n, isAdvance: true });
});

test('costs left empty are none; one without a name is asked for it', () => {
  expect(readProposal({ teamPpm: '70', 'costs[0].label': '', 'costs[0].amount': '' })).toEqual({
    teamPpm: 700_000,
    ttoPpm: 0,
    costs: [],
    publicityContact: '',
  });
  expect(readProposal({ teamPpm: '70', 'costs[0].amount': '5' })).toEqual({ 'costs[0].label': ['请写明是什么费用'] });
});

test('every wrong field of a proposal is named at once', () => {
  const wrong = readProposal({
    teamPpm: '59.9',
    ttoPpm: '50',
    'costs[0].label': '评估费',
    'costs[0].amount': '300000',
    'costs[1].amount': '三元',
  });
  expect(Object.keys(wrong).sort()).toEqual(['costs[1].amount', 'costs[1].label', 'teamPpm', 'ttoPpm']);
  expect(readProposal({ teamPpm: '70', 'costs[0].label': '评估费', 'costs[0].amount': '294000.01' })).toEqual({
    'costs[0].amount': ['成本与经纪佣金 ¥6,000.00 合计 ¥300,000.01，超过本次可分配的 ¥300,000.00。'],
  });
  expect(readProposal({ teamPpm: '60', ttoPpm: '40', 'costs[0].label': '评', 'costs[0].amount': '294000' })).toEqual({
    teamPpm: 600_000,
    ttoPpm: 400_000,
    costs: [{ label: '评', amountFen: 29_400_000n }],
    publicityContact: '',
  });
});

test('a statement without sales is a statement; a deduction left empty is none', () => {
  const read = parseWithZod(form({ period: '2026Q1', gross: '0', 'deductions[0]': '', 'deductions[1]': '3.2' }), {
    schema: FileStatementInput,
  });
  expect(read.status === 'success' && read.value).toMatchObject({ gross: 0n, deductions: [0n, 320n], note: '' });
});
