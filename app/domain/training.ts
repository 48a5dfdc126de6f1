/** Mark that passes a course's exam; below it no certificate is recorded. */
export const passMark = 60;

/** Share of the hours that counts as attended. */
export const leastAttendance = 0.8;

/**
 * What a person's record of a course comes to. Without an exam attendance decides. Examples: 40 of 40 hours, mark 72 → passed;
 * 40 of 40, mark 55 → failed; 20 of 40 → absent; 32 of 40 without an exam → passed.
 */
export function courseResult(
  course: { readonly hours: number },
  record: { readonly hours: number; readonly mark: number | null },
): 'passed' | 'failed' | 'absent' {
  if (record.hours < Math.ceil(course.hours * leastAttendance)) return 'absent';
  return record.mark !== null && record.mark < passMark ? 'failed' : 'passed';
}

export const courseResultLabels = { passed: '合格', failed: '考试不合格', absent: '学时不足' } as const;
