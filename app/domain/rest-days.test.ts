import { expect, test } from 'vitest';
import { computeContract } from './compute-contract.ts';
import type { ContractFact } from './compute-facts.ts';
import { newTerms } from './contract.ts';
import { addDays } from './days.ts';
import { isUncertainDay, lastDayOf } from './rest-days.ts';

const move = { restDays: 'move' } as const;

test.each([
  ['2027-01-01', '2027-01-04', 'a holiday on a Friday, of a year without a notice'],
  ['2026-10-01', '2026-10-08', 'the whole week of National Day'],
  ['2026-10-10', '2026-10-10', 'a Saturday that is worked'],
  ['2026-11-21', '2026-11-23', 'a Saturday'],
  ['2026-11-24', '2026-11-24', 'a Tuesday'],
  ['2026-02-14', '2026-02-14', 'the Saturday before Spring Festival, worked'],
  ['2026-02-15', '2026-02-24', 'Spring Festival'],
])('民法典第二百零三条: a last day on %s is %s (%s)', (day, expected) => {
  expect(lastDayOf(move, day)).toBe(expected);
});

test('a contract that says nothing of rest days keeps its days, whichever they are', () => {
  for (let day = '2026-01-01'; day < '2028-01-01'; day = addDays(day, 1)) {
    expect(lastDayOf({}, day)).toBe(day);
    expect(lastDayOf({ restDays: 'keep' }, day)).toBe(day);
  }
});

test('a day of a year without a notice may still move', () => {
  expect([isUncertainDay(move, '2027-10-08'), isUncertainDay(move, '2026-10-08')]).toEqual([true, false]);
  expect(isUncertainDay({}, '2027-10-08')).toBe(false);
});

test('the tool counts so as well: silence, payment and default interest end and begin by the moved days', () => {
  const milestone = {
    name: '技术验证',
    trigger: 'tech_validated',
    triggerFen: null,
    triggerOn: null,
    criteria: '',
    evidence: '',
    amountFen: 30_000_000n,
    payWithinDays: 30,
    acceptWithinDays: 15,
  } as const;
  const facts: ContractFact[] = [
    { kind: 'signed', on: '2026-01-05' },
    { kind: 'milestone_submitted', on: '2026-11-06', milestone: 1 },
  ];
  const computed = (restDays: 'move' | 'keep') => {
    const terms = {
      ...newTerms,
      trial: { months: 0, extensionMonths: 0 },
      royalty: null,
      milestones: [milestone],
      restDays,
    };
    const { obligations } = computeContract(terms, facts, { asOf: '2026-12-28' });
    return obligations.map(({ kind, arisesOn, dueOn, amountFen }) => [kind, arisesOn, dueOn, amountFen]);
  };
  // 2026-11-21 is a Saturday.
  expect(computed('move')).toEqual([
    ['milestone', '2026-11-23', '2026-12-23', 30_000_000n],
    ['interest', '2026-12-24', '2026-12-28', 75_000n],
  ]);
  expect(computed('keep')).toEqual([
    ['milestone', '2026-11-21', '2026-12-21', 30_000_000n],
    ['interest', '2026-12-22', '2026-12-28', 105_000n],
  ]);
});
