import { expect, test } from 'vitest';
import { largestTransferFen, slipLineFault, transferFaults } from './bank-transfer.ts';

const facts = {
  today: '2026-11-21',
  notBefore: '2026-01-24',
  notBeforeWords: '合同签署日',
  isSerialUsed: false,
  payableFen: 30_000_000n,
};
const slip = { amountFen: 30_000_000n, bankSerial: 'SN-1234', paidOn: '2026-11-20', isAdvance: false };
const fieldsOf = (given: Partial<typeof slip>, now: Partial<typeof facts> = {}) =>
  transferFaults({ ...slip, ...given }, { ...facts, ...now }).map((fault) => fault.field);

test('what is open may be paid in full or in part, today or on the day of signing', () => {
  expect(fieldsOf({})).toEqual([]);
  expect(fieldsOf({ amountFen: 1n, paidOn: '2026-11-21' })).toEqual([]);
  expect(fieldsOf({ paidOn: '2026-01-24' })).toEqual([]);
});

test('a fen too many is refused, until the payer says that it is an advance', () => {
  const [fault] = transferFaults({ ...slip, amountFen: 30_000_001n }, facts);
  expect(fault).toEqual({
    field: 'amount',
    says: '比还要付的 ¥300,000.00 多 ¥0.01。请检查金额；确实多付了，请勾选「多付，作为预付款」。',
  });
  expect(fieldsOf({ amountFen: 30_000_001n, isAdvance: true })).toEqual([]);
});

test('no day of tomorrow, none before the contract, nothing beyond the bound', () => {
  expect(fieldsOf({ paidOn: '2026-11-22' })).toEqual(['paidOn']);
  expect(fieldsOf({ paidOn: '2026-01-23' })).toEqual(['paidOn']);
  expect(fieldsOf({ amountFen: 0n })).toEqual(['amount']);
  expect(fieldsOf({ amountFen: largestTransferFen, isAdvance: true })).toEqual([]);
  expect(fieldsOf({ amountFen: largestTransferFen + 1n, isAdvance: true })).toEqual(['amount']);
});

test('everything that is wrong is said at once; what could not be read is left to the reader', () => {
  const wrong = { amountFen: 30_000_001n, paidOn: '2027-01-01' };
  expect(fieldsOf(wrong, { isSerialUsed: true })).toEqual(['amount', 'bankSerial', 'paidOn']);
  expect(transferFaults({ isAdvance: false }, { ...facts, isSerialUsed: true })).toEqual([]);
});

test.each([
  ['2026-11-05', true],
  ['2026-11-15', true],
  ['2026-11-16', false],
  ['2026-10-26', true],
  ['2026-10-25', false],
])('a line of %s confirms a slip of 2026-11-05: %s', (bookedOn, isConfirmed) => {
  expect(slipLineFault('2026-11-05', bookedOn) === null).toBe(isConfirmed);
});
