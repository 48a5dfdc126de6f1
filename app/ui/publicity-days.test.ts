import { expect, test } from 'vitest';
import { publicityDays } from './publicity-days.ts';

const window = ['2026-11-03', '2026-11-17'] as const;

test('counts from the day after the notice to the last day', () => {
  expect(publicityDays(...window, '2026-11-02')).toBe('明日起算第 1 日，共 15 日');
  expect(publicityDays(...window, '2026-11-03')).toBe('今天是第 1 日，还剩 14 日');
  expect(publicityDays(...window, '2026-11-17')).toBe('今天是第 15 日，最后一日');
  expect(publicityDays(...window, '2026-11-18')).toBe('公示期已满（2026-11-17）');
});
