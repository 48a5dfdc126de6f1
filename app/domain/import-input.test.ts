import { expect, test } from 'vitest';
import { ConfirmImport } from './import-input.ts';

const faultsOf = (form: object): string[] =>
  (ConfirmImport.safeParse(form).error?.issues ?? []).map(({ path }) => String(path[0])).toSorted();

test('one answer names all that a confirmation lacks; a reviewer is asked for only where one is to be named', () => {
  expect(faultsOf({ review: 'named', reviewedBy: '' })).toEqual(['commitment', 'reviewedBy']);
  expect(faultsOf({ review: 'named', commitment: 'on' })).toEqual(['reviewedBy']);
  expect(faultsOf({})).toEqual(['commitment', 'review']);
  expect(faultsOf({ review: 'chain', commitment: 'on' })).toEqual([]);
});
