import { expect, test } from 'vitest';
import type { AttemptState } from './payment-machine.ts';
import { type CheckoutNews, paymentOutcome } from './payment-outcome.ts';

const asked = { state: 'pending' as AttemptState, amountFen: 30_000n, currency: 'CNY' };
const news: CheckoutNews = { status: 'complete', paid: true, amountFen: 30_000n, currency: 'CNY' };
const outcome = (state: AttemptState, given: Partial<CheckoutNews> = {}) =>
  paymentOutcome({ ...asked, state }, { ...news, ...given });

test('what was asked and received is paid, however late the news', () => {
  expect((['created', 'pending', 'failed', 'expired'] as const).map((state) => outcome(state))).toEqual(
    Array(4).fill('pay'),
  );
});

test('another amount or currency is refused', () => {
  expect(outcome('pending', { amountFen: 29_999n })).toBe('refuse');
  expect(outcome('expired', { currency: 'USD' })).toBe('refuse');
});

test('a page that ran out expires once; an open one waits', () => {
  const unpaid = { paid: false, status: 'expired' } as const;
  expect(outcome('pending', unpaid)).toBe('expire');
  expect(outcome('failed', unpaid)).toBe('already');
  expect(outcome('pending', { paid: false, status: 'open' })).toBe('open');
});

test('what is paid or refused stays so', () => {
  expect(outcome('paid')).toBe('already');
  expect(outcome('refused', { amountFen: 30_000n })).toBe('already');
});
test('delayed money that did not come fails once, and may turn out paid all the same', () => {
  const delayed = { paid: false, status: 'complete' } as const;
  expect(outcome('pending', delayed)).toBe('open');
  expect(outcome('pending', { ...delayed, failed: true })).toBe('fail');
  expect(outcome('failed', { ...delayed, failed: true })).toBe('already');
  expect(outcome('failed', { status: 'complete', paid: true })).toBe('pay');
});
