import { expect, test } from 'vitest';
import { itemTimes, minutesOver } from './event-programme.ts';

const session = { id: 's1', startsAt: new Date('2026-12-01T01:00:00Z'), endsAt: new Date('2026-12-01T01:25:00Z') };
const item = (id: string, minutes: number, sessionId: string | null = 's1') => ({ id, minutes, sessionId });

test('items of a session follow each other; those of none have no time', () => {
  const times = itemTimes([session], [item('a', 10), item('b', 10), item('c', 5, null), item('d', 5, 'gone')]);
  expect([...times].map(([id, at]) => [id, at.toISOString().slice(11, 16)])).toEqual([
    ['a', '01:00'],
    ['b', '01:10'],
  ]);
});

test('what does not fit is said in minutes', () => {
  expect(minutesOver(session, [item('a', 10), item('b', 15)])).toBe(0);
  expect(minutesOver(session, [item('a', 10), item('b', 20), item('c', 90, null)])).toBe(5);
});
