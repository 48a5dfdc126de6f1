import { expect, test } from 'vitest';
import { afterQuiet, areaOf, digestAt, retryAt } from './notice-rules.ts';

const night = { quietFrom: 22, quietTo: 7 };
const at = (text: string) => new Date(`${text}+08:00`);

test('nothing goes out in quiet hours, across midnight too', () => {
  expect(afterQuiet(at('2026-11-21T23:10:00'), night)).toEqual(at('2026-11-22T07:00:00'));
  expect(afterQuiet(at('2026-11-21T06:59:59'), night)).toEqual(at('2026-11-21T07:00:00'));
  expect(afterQuiet(at('2026-11-21T07:00:00'), night)).toEqual(at('2026-11-21T07:00:00'));
  expect(afterQuiet(at('2026-11-21T13:00:00'), { quietFrom: 12, quietTo: 14 })).toEqual(at('2026-11-21T14:00:00'));
  expect(afterQuiet(at('2026-11-21T23:10:00'), { quietFrom: 7, quietTo: 7 })).toEqual(at('2026-11-21T23:10:00'));
});

test('the digest goes out at the next eight in the morning', () => {
  expect(digestAt(at('2026-11-21T07:59:00'), night)).toEqual(at('2026-11-21T08:00:00'));
  expect(digestAt(at('2026-11-21T08:00:00'), night)).toEqual(at('2026-11-22T08:00:00'));
  expect(digestAt(at('2026-11-21T20:00:00'), { quietFrom: 22, quietTo: 9 })).toEqual(at('2026-11-22T09:00:00'));
});

test('tries lie further and further apart, at most six hours', () => {
  const now = at('2026-11-21T10:00:00');
  const minutes = (attempts: number) => (retryAt(now, attempts).getTime() - now.getTime()) / 60_000;
  expect([1, 2, 3, 4, 12].map(minutes)).toEqual([1, 2, 4, 8, 360]);
});

test('every notice has an area', () => {
  expect(['deal.ask', 'mandate.invite', 'bounty.post', 'receipt.claim', 'user.app_enrol'].map(areaOf)).toEqual([
    'deal',
    'deal',
    'demand',
    'money',
    'account',
  ]);
});
