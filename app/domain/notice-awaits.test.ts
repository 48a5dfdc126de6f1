import { expect, test } from 'vitest';
import { noticeAwaits } from './notice-awaits.ts';

const at = (day: string) => new Date(`${day}T12:00:00+08:00`);

test('a notice waits for the unit while one objection is undecided, by the earliest day', () => {
  const open = { state: 'open', dueAt: at('2026-11-26'), reviewUntil: null } as const;
  const admitted = { state: 'admitted', dueAt: at('2026-11-24'), reviewUntil: null } as const;
  const dismissed = { state: 'dismissed', dueAt: null, reviewUntil: at('2026-11-30') } as const;
  expect(noticeAwaits([dismissed, open, admitted])).toEqual({ kind: 'unit', untilOn: '2026-11-24' });
  const reviewed = { ...open, state: 'in_review', dueAt: null } as const;
  expect(noticeAwaits([dismissed, reviewed])).toEqual({ kind: 'review', untilOn: null });
  expect(noticeAwaits([reviewed, open])).toEqual({ kind: 'unit', untilOn: '2026-11-26' });
});

test('once all are answered it waits for who may ask for a review, to the last of their days', () => {
  const dismissed = (day: string) => ({ state: 'dismissed', dueAt: null, reviewUntil: at(day) }) as const;
  expect(noticeAwaits([dismissed('2026-11-30'), dismissed('2026-12-02')])).toEqual({
    kind: 'objector',
    untilOn: '2026-12-02',
  });
  expect(noticeAwaits([{ state: 'withdrawn', dueAt: null, reviewUntil: null }])).toBeNull();
});
