import { expect, test } from 'vitest';
import type { ContractFact } from './compute-facts.ts';
import { someTerms } from './compute-for-tests.ts';
import type { RoyaltyTerms } from './contract.ts';
import { royaltyFromIfConverted, royaltyRun } from './royalty-run.ts';

/** Delivered on 2026-12-09, six months: the trial ends on 2027-06-08, and an undecided one is taken to be converted then. */
const facts: ContractFact[] = [
  { kind: 'signed', on: '2026-12-09' },
  { kind: 'delivered', on: '2026-12-09' },
  { kind: 'trial_decision', on: '2027-06-08', decision: 'convert' },
];
const from = (today: string, royalty: Partial<RoyaltyTerms> = {}, more: ContractFact[] = []) =>
  royaltyFromIfConverted(someTerms({ trial: { months: 6, extensionMonths: 0 } }, royalty), [...facts, ...more], today);

test('decided after the trial is over, revenue counts from the day after it, not from the day after the decision', () => {
  expect(from('2027-06-15')).toBe('2027-06-09');
  const run = royaltyRun(someTerms({ trial: { months: 6, extensionMonths: 0 } }), facts, '2027-06-15');
  expect(run.periods[0]?.startOn).toBe('2027-06-09');
});

test('decided within the trial, which ends with it, revenue counts from the next day; on its last day all the same', () => {
  expect(from('2027-05-31')).toBe('2027-06-01');
  expect(from('2027-06-08')).toBe('2027-06-09');
});

test('an agreed day that is later counts, and no day is named while the agreed event is awaited', () => {
  expect(from('2027-05-31', { startsOn: '2027-07-01' })).toBe('2027-07-01');
  expect(from('2027-05-31', { startEvent: 'first_sale' })).toBeNull();
  const sale: ContractFact = { kind: 'first_sale', on: '2027-04-01' };
  expect(from('2027-05-31', { startEvent: 'first_sale' }, [sale])).toBe('2027-06-01');
});

test('a contract without a royalty names no day', () => {
  const terms = { ...someTerms({ trial: { months: 6, extensionMonths: 0 } }), royalty: null };
  expect(royaltyFromIfConverted(terms, facts, '2027-05-31')).toBeNull();
});
