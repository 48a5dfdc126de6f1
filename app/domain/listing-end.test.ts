import { expect, test } from 'vitest';
import { afterContract } from './listing-end.ts';

test('an assignment or an exclusive licence ends a listing, other licences ask, work to order leaves it', () => {
  const licence = (licenceKind: 'non_exclusive' | 'sole' | 'exclusive') =>
    (['pay_later', 'licence'] as const).map((kind) => afterContract({ kind, licenceKind }));
  expect(licence('exclusive')).toEqual(['ends', 'ends']);
  expect(licence('sole')).toEqual(['asks', 'asks']);
  expect(licence('non_exclusive')).toEqual(['asks', 'asks']);
  expect(afterContract({ kind: 'transfer', licenceKind: 'non_exclusive' })).toBe('ends');
  expect(afterContract({ licenceKind: 'exclusive' })).toBe('ends');
  for (const kind of ['development', 'consulting', 'service'] as const) {
    expect(afterContract({ kind, licenceKind: 'exclusive' })).toBe('stays');
  }
});
