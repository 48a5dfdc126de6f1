import { expect, test } from 'vitest';
import { dueFault, lateScores, panelLacks, remindExpertOn, usualReportOn, usualScoresOn } from './evaluation-days.ts';

const today = '2026-11-22';

test('a commission is due within 60 days, its experts within 14, a week before it where it is nearer', () => {
  expect(usualReportOn(today)).toBe('2027-01-21');
  expect(usualScoresOn(today, null)).toBe('2026-12-06');
  expect(usualScoresOn(today, '2027-01-21')).toBe('2026-12-06');
  expect(usualScoresOn(today, '2026-12-05')).toBe('2026-11-28');
  // It never lies behind.
  expect(usualScoresOn(today, '2026-11-24')).toBe('2026-11-23');
});

test('a day that is asked for lies ahead, within a year', () => {
  expect(dueFault(today, today)).not.toBeNull();
  expect(dueFault('2026-11-23', today)).toBeNull();
  expect(dueFault('2027-11-22', today)).toBeNull();
  expect(dueFault('2027-11-23', today)).not.toBeNull();
  expect(remindExpertOn('2026-12-06')).toBe('2026-12-03');
});

test('what a panel lacks is said until its report can be written', () => {
  const panel = (...states: ('invited' | 'joined' | 'scored' | 'recused')[]) => states.map((state) => ({ state }));
  expect(panelLacks('running', [])).toBe('还缺 5 位专家');
  expect(panelLacks('running', panel('invited', 'invited', 'joined', 'scored'))).toBe(
    '还缺 1 位专家，2 位没有答复，1 位没有评分',
  );
  expect(panelLacks('running', panel('scored', 'scored', 'scored', 'scored', 'scored', 'scored', 'recused'))).toBe(
    '评分的是双数，再请一位专家',
  );
  expect(panelLacks('running', panel('scored', 'scored', 'scored', 'scored', 'scored', 'recused'))).toBeNull();
  expect(panelLacks('requested', [])).toBeNull();
});

test('who is past his day and still owes scores is late, from the day after', () => {
  const at = (state: 'invited' | 'joined' | 'scored', dueOn: string | null) => ({ state, dueOn });
  const panel = [
    at('joined', '2026-11-20'),
    at('invited', '2026-11-19'),
    at('scored', '2026-11-18'),
    at('joined', null),
  ];
  expect(lateScores(panel, today)).toEqual({ n: 2, since: '2026-11-19' });
  expect(lateScores(panel, '2026-11-20')).toEqual({ n: 1, since: '2026-11-19' });
  expect(lateScores(panel, '2026-11-19')).toBeNull();
});
