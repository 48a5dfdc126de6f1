import { expect, test } from 'vitest';
import { areCoOwners, entitlementFault } from './entitlement.ts';

const holders = [
  { name: '鲁松砚', sharePpm: 600_000 },
  { name: '党菽禾', sharePpm: 400_000 },
];
const share = { kind: 'ownership', sharePpm: 700_000, termYears: null, holders } as const;

test('a share of the ownership lies above nothing and up to everything', () => {
  expect(entitlementFault(share)).toBeNull();
  expect(entitlementFault({ ...share, sharePpm: 0 })?.path).toBe('share');
  expect(entitlementFault({ ...share, sharePpm: 1_000_001 })?.path).toBe('share');
});

test('a right of use lasts at least ten years', () => {
  const use = { kind: 'long_use', sharePpm: null, termYears: 10, holders } as const;
  expect(entitlementFault(use)).toBeNull();
  expect(entitlementFault({ ...use, termYears: 9 })?.path).toBe('termYears');
});

test('the parts of the holders are the whole', () => {
  expect(entitlementFault({ ...share, holders: [] })?.path).toBe('holders');
  expect(entitlementFault({ ...share, holders: holders.slice(1) })?.path).toBe('holders');
});

test('only owners of a part are parties of the contract', () => {
  expect(areCoOwners(share)).toBe(true);
  expect(areCoOwners({ kind: 'long_use' })).toBe(false);
  expect(areCoOwners(null)).toBe(false);
});
