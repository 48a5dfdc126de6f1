import { expect, test } from 'vitest';
import { contractKinds } from './contract-kind.ts';
import { newTerms, type RightTerms } from './contract.ts';
import { isSharedAsWork } from './shared-as-work.ts';

const right = {} as RightTerms;

test('what is earned by work alone is shared as work; what the achievement earns has its floors', () => {
  const alone = contractKinds.filter((kind) => isSharedAsWork({ kind, rights: [], royalty: null }));
  expect(alone).toEqual(['development', 'consulting', 'service']);
  expect(isSharedAsWork({ kind: 'development', royalty: null })).toBe(true);
  expect(isSharedAsWork({ kind: 'development', rights: [right], royalty: null })).toBe(false);
  expect(isSharedAsWork({ kind: 'development', rights: [], royalty: newTerms.royalty })).toBe(false);
  // Terms from before other kinds were written are licences.
  expect(isSharedAsWork({ royalty: null })).toBe(false);
});
