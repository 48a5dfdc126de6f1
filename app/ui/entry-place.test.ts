import { expect, test } from 'vitest';
import { entryKinds, referenceOf } from '#app/domain/entry-reference.ts';
import { entryPlace } from './entry-place.ts';

test('an entry leads to the page of its fact', () => {
  const placed = entryKinds.map((kind) => [
    kind,
    entryPlace({ reference: referenceOf(kind, 'f1'), contractId: 'c1', shownOn: 'p1' }),
  ]);
  expect(Object.fromEntries(placed)).toEqual({
    'milestone-due': '/desk/contracts/c1',
    'royalty-due': '/desk/contracts/c1/statements',
    'interest-due': '/desk/contracts/c1',
    credit: '/desk/contracts/c1',
    'set-off': '/desk/contracts/c1',
    waived: '/desk/contracts/c1',
    'penalty-waived': '/desk/contracts/c1',
    received: '/desk/receipts/p1',
    refunded: '/desk/receipts/p1',
    'refund-undone': '/desk/receipts/p1',
    'advance-placed': '/desk/receipts/p1',
    'advance-freed': '/desk/receipts/p1',
    distributed: '/desk/distributions/p1',
    invoiced: '/desk/contracts/c1/invoices',
    'paid-out': '/desk/distributions/p1',
    'commission-paid': '/desk/distributions/p1',
    'tax-declared': '/desk/distributions/p1',
    'written-off': '/desk/contracts/c1',
    collected: '/desk/contracts/c1',
    reversed: '/desk/contracts/c1',
  });
});

test('an entry of no contract leads nowhere, unless its reference says where', () => {
  const noContract = { contractId: null, shownOn: 'r1' };
  expect(entryPlace({ ...noContract, reference: 'opening:o1' })).toBeNull();
  expect(entryPlace({ ...noContract, reference: 'invoiced:i1' })).toBeNull();
  expect(entryPlace({ ...noContract, reference: 'received:r1' })).toBe('/desk/receipts/r1');
});
