import { expect, test } from 'vitest';
import { contractEnding } from './contract-ending.ts';
import { newTerms } from './contract.ts';

const at = (day: string) => new Date(`${day}T04:00:00Z`);
const facts = { signedAt: at('2026-11-21'), updatedAt: at('2027-03-01'), declarations: [] };
const terms = { ...newTerms, startsOn: null, termYears: 5 };

test('a termination ends a contract on the day of its declaration, with its ground', () => {
  const declarations = [
    { event: 'terminate', ground: 'breach' as const, declaredAt: at('2027-02-10') },
    { event: 'suspend', ground: 'disputed' as const, declaredAt: at('2027-01-10') },
  ];
  expect(contractEnding({ ...facts, state: 'terminated', declarations }, terms)).toEqual({
    state: 'terminated',
    word: '已解除',
    on: '2027-02-10',
    ground: 'breach',
  });
});

test('a term ends on its last day, a settlement when it was settled; what runs or was never signed has no ending', () => {
  expect(contractEnding({ ...facts, state: 'closed' }, terms)).toMatchObject({ word: '已期满', on: '2031-11-20' });
  expect(contractEnding({ ...facts, state: 'settled' }, terms)).toMatchObject({ word: '已结清', on: '2027-03-01' });
  expect(contractEnding({ ...facts, state: 'performing' }, terms)).toBeNull();
  expect(contractEnding({ ...facts, state: 'withdrawn', signedAt: null }, terms)).toBeNull();
});

test('a contract that silence ended was over on the last day of the silence, however late that was recorded', () => {
  const declaredAt = new Date('2027-09-11T02:00:00Z');
  const declarations = [
    { event: 'terminate', ground: 'trial_silence', declaredAt, effectiveOn: '2027-05-04' },
  ] as const;
  expect(contractEnding({ ...facts, state: 'terminated', declarations }, terms)).toMatchObject({ on: '2027-05-04' });
});
