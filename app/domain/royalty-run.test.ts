import { expect, test } from 'vitest';
import type { ContractFact } from './compute-facts.ts';
import { someTerms } from './compute-for-tests.ts';
import type { PayLaterTerms, RoyaltyTerms } from './contract.ts';
import { firstPeriodIfConverted, royaltyRun } from './royalty-run.ts';

/** Delivered on 2026-12-09, six months: the trial ends on 2027-06-08, and an undecided one is taken to be converted then. */
const facts: ContractFact[] = [
  { kind: 'signed', on: '2026-12-09' },
  { kind: 'delivered', on: '2026-12-09' },
  { kind: 'trial_decision', on: '2027-06-08', decision: 'convert' },
];
const from = (today: string, royalty: Partial<RoyaltyTerms> = {}, more: ContractFact[] = []) =>
  firstPeriodIfConverted(someTerms({ trial: { months: 6, extensionMonths: 0 } }, royalty), [...facts, ...more], today)
    ?.startOn ?? null;

test('decided after the trial is over, revenue counts from the day after it, not from the day after the decision', () => {
  expect(from('2027-06-15')).toBe('2027-06-09');
  const run = royaltyRun(someTerms({ trial: { months: 6, extensionMonths: 0 } }), facts, '2027-06-15');
  expect(run.periods[0]?.startOn).toBe('2027-06-09');
});

test('its first report is told with it: of the quarter that runs then, 30 days after its end', () => {
  const terms = someTerms({ trial: { months: 6, extensionMonths: 0 } });
  const first = firstPeriodIfConverted(terms, facts, '2027-06-15');
  expect(first).toMatchObject({ key: '2027Q2', endOn: '2027-06-30', reportDueOn: '2027-07-30' });
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
  expect(firstPeriodIfConverted(terms, facts, '2027-05-31')).toBeNull();
});

test('without a trial no period runs before what is listed was accepted; nor where the contract ended before', () => {
  const listed = someTerms({ deliverables: ['工艺包'] }, { period: 'quarter' });
  const life: ContractFact[] = [{ kind: 'signed', on: '2026-02-01' }];
  const firstOf = (terms: PayLaterTerms, ...more: ContractFact[]) =>
    royaltyRun(terms, [...life, ...more], '2027-01-01').periods[0]?.startOn ?? null;
  const delivered: ContractFact = { kind: 'delivered', on: '2026-05-20' };
  expect(firstOf(listed)).toBeNull();
  expect(firstOf(listed, delivered)).toBe('2026-05-20');
  // What is agreed besides comes on top.
  const fixed = someTerms({ deliverables: ['工艺包'] }, { startsOn: '2026-04-01' });
  expect([firstOf(fixed), firstOf(fixed, delivered)]).toEqual([null, '2026-05-20']);
  const later = someTerms({ deliverables: ['工艺包'] }, { startsOn: '2026-09-01' });
  expect(firstOf(later, delivered)).toBe('2026-09-01');
  const bySale = someTerms({ deliverables: ['工艺包'] }, { startEvent: 'first_sale' });
  const sale = (on: string): ContractFact => ({ kind: 'first_sale', on });
  expect([firstOf(bySale, sale('2026-03-01')), firstOf(bySale, delivered)]).toEqual([null, null]);
  expect(firstOf(bySale, delivered, sale('2026-03-01'))).toBe('2026-05-20');
  expect(firstOf(bySale, delivered, sale('2026-08-08'))).toBe('2026-08-08');
  expect(firstOf(listed, { kind: 'termination', on: '2026-05-01' })).toBeNull();
  expect(firstOf(listed, { ...delivered, on: '2032-01-01' })).toBeNull();
  // Nothing is listed, or it was written before royalties awaited anything: the term begins them.
  expect(firstOf(someTerms())).toBe('2026-02-01');
  const { royaltyAwaits: _, ...old } = listed;
  expect([firstOf(old), firstOf(old, delivered)]).toEqual(['2026-02-01', '2026-02-01']);
});
