import { expect, test } from 'vitest';
import { reminderSentence } from './reminder-words.ts';

test('a reminder says what is to be done and by which day, and that the day has passed', () => {
  const params = { due: 'royalty.report', on: '2026-11-29', title: '示例合同' };
  expect(reminderSentence('deadline.soon', params)).toBe('请在 2026-11-29 前申报收入：');
  expect(reminderSentence('deadline.late', params)).toBe('已过 2026-11-29，还没有申报收入：');
});

test('of notices that are no reminders, and of reminders from before the day was kept, it says nothing', () => {
  expect(reminderSentence('deadline.soon', { title: '示例合同' })).toBeNull();
  expect(reminderSentence('trial.end', { due: 'royalty.report', on: '2026-11-29' })).toBeNull();
});
