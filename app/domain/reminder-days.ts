import { addDays, type Day } from './days.ts';

/** Days before and after a date on which people are reminded of it (design default, `reminder.days`; of a late report 0, 7 and 15 after). */
export const remindOffsets = [-7, -1, 0, 7, 15];

export type Reminder = 'soon' | 'late';

/**
 * Whether people are to be reminded of a date today: a reminder day has come since they were last told of it. Several missed ones
 * make one. Due 2026-12-10, told on 2026-12-01, asked on 2026-12-04 → soon; on 2026-12-11 → late.
 */
export function reminderOn(
  dueOn: Day,
  toldOn: Day,
  today: Day,
  offsets: readonly number[] = remindOffsets,
): Reminder | null {
  const isDue = offsets.map((offset) => addDays(dueOn, offset)).some((day) => toldOn < day && day <= today);
  if (!isDue) return null;
  return today > dueOn ? 'late' : 'soon';
}
