import { expect, test } from 'vitest';
import { entryPlace } from './entry-place.ts';

test.each([
  ['received:r1', '/desk/receipts/r1'],
  ['distributed:d1', '/desk/distributions/d1'],
  ['paid-out:d1', '/desk/distributions/d1'],
  ['tax-declared:d1', '/desk/distributions/d1'],
  ['invoiced:i1', '/desk/contracts/c1/invoices'],
  ['royalty-due:s1', '/desk/contracts/c1/statements'],
  ['milestone-due:m1', '/desk/contracts/c1'],
  ['reversed:milestone-due:m1', '/desk/contracts/c1'],
])('an entry %s leads to %s', (reference, place) => {
  expect(entryPlace({ reference, contractId: 'c1' })).toBe(place);
});

test('an entry of no contract leads nowhere, unless its reference says where', () => {
  expect(entryPlace({ reference: 'opening:o1', contractId: null })).toBeNull();
  expect(entryPlace({ reference: 'received:r1', contractId: null })).toBe('/desk/receipts/r1');
});
