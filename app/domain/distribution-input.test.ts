import { parseWithZod } from '@conform-to/zod/v4';
import { expect, test } from 'vitest';
import { PayOutInput } from './distribution-input.ts';

const read = (...taxes: string[]) => {
  const form = new FormData();
  form.append('voucherNo', 'JZ-2026-0017');
  form.append('paidOn', '2026-11-20');
  taxes.forEach((tax, at) => form.append(`taxes[${at}]`, tax));
  const reply = parseWithZod(form, { schema: PayOutInput });
  return reply.status === 'success' ? reply.value.taxes : (reply.error ?? {});
};

test('a tax that is left blank was not withheld', () => {
  expect(read('', '1,200.50', ' ')).toEqual([0n, 120_050n, 0n]);
});

test('what is no amount is refused at its own line', () => {
  expect(read('0', '-1')).toEqual({ 'taxes[1]': ['请填代扣税额，单位元；没有就填 0'] });
});
