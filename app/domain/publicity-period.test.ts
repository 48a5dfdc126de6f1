import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from './days.ts';
import { publicityWindow } from './publicity.ts';
import { publicityPeriodText, publicityProgress, shiftedFrom } from './publicity-period.ts';

const plain = { firstOn: '2026-11-03', lastOn: '2026-11-17', days: 15, isCertain: true };
const shifted = { firstOn: '2026-11-07', lastOn: '2026-11-23', days: 15, isCertain: true };

test('says start, end and how the days are counted', () => {
  expect(publicityPeriodText(plain)).toBe('2026-11-03 至 2026-11-17，共 15 日，公示次日为第 1 日');
  expect(publicityPeriodText({ ...plain, lastOn: '2026-11-24', count: 'working' })).toBe(
    '2026-11-03 至 2026-11-24，共 15 个工作日，公示次日为第 1 日',
  );
});

test('an end on a Saturday says why it stands longer: 15 days stay 15 days', () => {
  expect(publicityPeriodText(shifted)).toBe(
    '2026-11-07 至 2026-11-23：公示次日为第 1 日，第 15 日是 11 月 21 日（周六），不是工作日，顺延到 11 月 23 日（周一）',
  );
  expect(publicityPeriodText({ ...plain, isCertain: false })).toContain('尚未公布');
});

test('the running count never passes the days of the notice', () => {
  expect(publicityProgress(plain, '2026-11-02')).toBe('明日起算第 1 日，至 2026-11-17');
  expect(publicityProgress(plain, '2026-11-03')).toBe('今天是第 1 日，还剩 14 日');
  expect(publicityProgress(plain, '2026-11-17')).toBe('今天是第 15 日，最后一日');
  expect(publicityProgress(plain, '2026-11-18')).toBe('公示期已满（2026-11-17）');
  expect(publicityProgress(shifted, '2026-11-21')).toBe('今天是第 15 日，末日顺延到 11 月 23 日（周一）');
  expect(publicityProgress(shifted, '2026-11-22')).toBe('第 15 日已过，遇休息日顺延到 11 月 23 日（周一）');
  expect(publicityProgress({ ...plain, lastOn: '2026-11-24', count: 'working' }, '2026-11-20')).toBe(
    '至 2026-11-24，共 15 个工作日',
  );
});

test('agrees with the window: what is shifted is a day off, and the count ends at the asked days', () => {
  const calendar = { holidays: new Set<string>(), workdays: new Set<string>(), years: new Set([2026, 2027]) };
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 15, max: 40 }), (start, minDays) => {
      const startedAt = new Date(`${addDays('2026-01-05', start)}T02:00:00Z`);
      const window = publicityWindow({ startedAt, minDays, calendar });
      const period = { ...window, isCertain: window.certain };
      const from = shiftedFrom(period);
      if (from === null) expect(addDays(window.firstOn, minDays - 1)).toBe(window.lastOn);
      else expect([0, 6]).toContain(new Date(`${from}T00:00:00Z`).getUTCDay());
      for (let day = window.firstOn; day <= window.lastOn; day = addDays(day, 1)) {
        const n = Number(/第 (\d+) 日/.exec(publicityProgress(period, day))?.[1]);
        expect(n).toBeLessThanOrEqual(minDays);
      }
    }),
    { numRuns: 40 },
  );
});
