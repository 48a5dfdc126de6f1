import { expect, test } from 'vitest';
import { foldBankSerial, isBankSerial } from './bank-serial.ts';

test.each([
  'SN-2026 0001',
  'sn20260001',
  'ｓｎ－２０２６－０００１',
  'SN‑2026–0001',
  'SN2026\u200b0001',
  ' SN 2026−0001 ',
])('%s is the slip SN20260001', (typed) => expect(foldBankSerial(typed)).toBe('SN20260001'));

test('a serial has 4 to 40 letters or digits, whatever stands between them', () => {
  expect(['A1-23', '２０２６１１２１', 'a'.repeat(40)].map(isBankSerial)).toEqual([true, true, true]);
  expect(['1-2-3', '回单1234', 'a'.repeat(41), '12_34', ''].map(isBankSerial)).toEqual(Array(5).fill(false));
});
