import { expect, test } from 'vitest';
import { distributionMachine } from './distribution.ts';
import { statesOf } from './machine.ts';
import { ownShareStep, ownShareWords } from './own-share.ts';

test('a broker is not told that he was paid because the people of the receipt were', () => {
  const commission = { kind: 'broker', state: 'tax_declared', paidOn: null } as const;
  expect(ownShareStep(commission)).toBe('entered');
  expect(ownShareWords(commission)).toBe('已入账，佣金待付');
  const paid = { ...commission, state: 'distributed', paidOn: '2026-05-08' } as const;
  expect(ownShareStep(paid)).toBe('paid');
  expect(ownShareWords(paid)).toBe('佣金已付');
});

test('a share in publicity or before its entry is decided, whatever it is', () => {
  for (const kind of ['broker', 'person']) {
    expect(ownShareStep({ kind, state: 'publicity', paidOn: null })).toBe('decided');
    expect(ownShareWords({ kind, state: 'approved', paidOn: null })).toBe('待入账');
  }
});

test('a person reads the state of his distribution', () => {
  expect(ownShareWords({ kind: 'person', state: 'distributed', paidOn: null })).toBe('已入账，待发放');
  expect(ownShareWords({ kind: 'person', state: 'tax_declared', paidOn: '2026-01-09' })).toBe('已发放，个税已申报');
  for (const state of statesOf(distributionMachine)) {
    expect(ownShareWords({ kind: 'person', state, paidOn: null })).not.toBe('');
  }
});
