import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from './days.ts';
import {
  type PriorityInquiry,
  priorityAhead,
  priorityStanding,
  priorityUntil,
  priorityWords,
  mayLapse,
  namedApart,
  hasPriority,
} from './completer-priority.ts';

const asked: PriorityInquiry = {
  untilOn: '2026-03-16',
  people: [
    { name: '鲁松砚', userId: 'u1' },
    { name: '党菽禾', userId: 'u2' },
  ],
  answers: [],
};
const fault = (inquiry: PriorityInquiry | null, today: string, wasClaimed = false) =>
  priorityAhead(inquiry, { today, wasClaimed })?.says ?? null;

test('Civil Code art. 847: an assignment lets its completers buy first, a licence does not', () => {
  expect(hasPriority({ kind: 'transfer' })).toBe(true);
  expect(hasPriority({ kind: 'licence' })).toBe(false);
});

test('while one may still answer nobody signs; silence to the last day waives', () => {
  expect(priorityUntil('2026-03-01')).toBe('2026-03-16');
  expect(fault(asked, '2026-03-16')).toContain('2026-03-16');
  expect(fault(asked, '2026-03-17')).toBe(null);
  const both = [
    { name: '鲁松砚', word: 'waives' },
    { name: '党菽禾', word: 'waives' },
  ] as const;
  expect(fault({ ...asked, answers: both }, '2026-03-02')).toBe(null);
  expect(fault({ ...asked, answers: both.slice(0, 1) }, '2026-03-02')).not.toBe(null);
});

test('a claim stands after the last day until its claimant takes it back or it lapses', () => {
  const claimed = { ...asked, answers: [{ name: '鲁松砚', word: 'claims' }] } as const;
  expect(fault(claimed, '2026-06-01')).toContain('主张优先受让');
  for (const word of ['waives', 'lapsed'] as const)
    expect(fault({ ...claimed, answers: [...claimed.answers, { name: '鲁松砚', word }] }, '2026-06-01')).toBe(null);
  expect([mayLapse('2026-03-10', '2026-03-25'), mayLapse('2026-03-10', '2026-03-26')]).toEqual([false, true]);
});

test('who has no account was told nothing: his silence waives nothing, a paper is waited for', () => {
  const offline = {
    ...asked,
    people: [
      { name: '鲁松砚', userId: 'u1' },
      { name: '党菽禾', userId: null },
    ],
  };
  expect(fault(offline, '2026-06-01')).toContain('没有账号');
  expect(fault({ ...offline, answers: [{ name: '党菽禾', word: 'waives' }] }, '2026-06-01')).toBe(null);
});

test('two completers of one name are told apart', () => {
  const people = [{ name: '鲁松砚' }, { name: '党菽禾' }, { name: '鲁松砚' }];
  expect(namedApart(people).map(({ name }) => name)).toEqual(['鲁松砚', '党菽禾', '鲁松砚（第 3 完成人）']);
});

test('it is the unit’s move while a claim stands or somebody is unheard, the completers’ while they may answer', () => {
  const move = (given: Partial<PriorityInquiry>, today: string) =>
    priorityAhead({ ...asked, ...given }, { today, wasClaimed: false })?.isUnits;
  expect(move({}, '2026-03-10')).toBe(false);
  expect(move({ answers: [{ name: '鲁松砚', word: 'claims' }] }, '2026-03-10')).toBe(true);
  expect(move({ people: [{ name: '党菽禾', userId: null }] }, '2026-03-17')).toBe(true);
});

test('who was not asked is not waited for, unless a claim on an earlier version was never settled', () => {
  expect(fault(null, '2026-03-02')).toBe(null);
  expect(fault(null, '2026-03-02', true)).toContain('重新征询');
});

test('everybody asked is silent, claims, or is done with; words of others count for nobody', () => {
  const name = fc.constantFrom('鲁松砚', '党菽禾', '外人');
  const answer = fc.record({ name, word: fc.constantFrom(...priorityWords) });
  fc.assert(
    fc.property(fc.array(answer), fc.integer({ min: -20, max: 20 }), (answers, shift) => {
      const today = addDays(asked.untilOn, shift);
      const { claimants, silent, isRunning } = priorityStanding({ ...asked, answers }, today);
      expect([...claimants, ...silent].filter((each) => each === '外人')).toEqual([]);
      expect(new Set([...claimants, ...silent]).size).toBe(claimants.length + silent.length);
      expect(isRunning).toBe(silent.length > 0 && shift <= 0);
    }),
  );
});
