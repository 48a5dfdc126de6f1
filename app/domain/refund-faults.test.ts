import { expect, test } from 'vitest';
import { refundAmountFault, refundFaults } from './refund-faults.ts';

const left = { allocatedFen: 30_000_000n, elsewhereFen: 0n, advanceFen: 5_000_000n };

test('everything that is left may go back, not a fen more', () => {
  const facts = { left, isShared: false };
  expect(refundAmountFault(35_000_000n, 'refund', facts)).toBeNull();
  expect(refundAmountFault(35_000_001n, 'refund', facts)).toBe('最多可退 ¥350,000.00。');
  expect(refundAmountFault(0n, 'refund', facts)).toBe('请填大于 0 的金额。');
});

test('once the income is shared only the advance goes back, and the words say why', () => {
  const facts = { left, isShared: true };
  expect(refundAmountFault(5_000_000n, 'refund', facts)).toBeNull();
  expect(refundAmountFault(5_000_001n, 'refund', facts)).toMatch(
    /^已提出分配方案或者已分配的收入不能退.*最多可退 ¥50,000\.00。$/,
  );
});

test('what the bank sent back is the whole sum', () => {
  const facts = { left, isShared: false };
  expect(refundAmountFault(34_999_999n, 'bounced', facts)).toMatch(/^银行退票退回的是整笔 ¥350,000\.00/);
  expect(refundAmountFault(35_000_000n, 'bounced', facts)).toBeNull();
});

test('what is on another claim is named, and a bounced transfer waits until it is taken off', () => {
  const facts = {
    left: { ...left, allocatedFen: 31_000_000n, elsewhereFen: 2_000_000n, advanceFen: 4_000_000n },
    isShared: false,
  };
  expect(refundAmountFault(33_000_000n, 'refund', facts)).toBeNull();
  expect(refundAmountFault(33_000_001n, 'refund', facts)).toBe(
    '预收款里有 ¥20,000.00 已经抵了别的应付款，要退的请先撤回抵用。最多可退 ¥330,000.00。',
  );
  expect(refundAmountFault(33_000_000n, 'bounced', facts)).toMatch(/^预收款里有 ¥20,000\.00/);
});

test('slip and amount are judged together', () => {
  const slip = { today: '2026-11-21', notBefore: '2026-11-20', notBeforeWords: '付款日', isSerialUsed: true };
  const refund = { kind: 'refund', amountFen: 35_000_001n, bankSerial: 'TK-1', paidOn: '2026-11-19' } as const;
  const faults = refundFaults(refund, { left, isShared: false, ...slip });
  expect(faults.map((fault) => fault.field)).toEqual(['amount', 'bankSerial', 'paidOn']);
  expect(faults.at(-1)?.says).toBe('付款日期不能早于付款日 2026-11-20。');
});
