import { expect, test } from 'vitest';
import { trialReportDueOn, trialSpan } from './trial-days.ts';

const trial = { months: 6, extensionMonths: 3 };

test('domain.md 5.2: a trial runs from accepted delivery and is decided within ten days', () => {
  expect(trialSpan(trial, '2025-03-03')).toEqual({ endsOn: '2025-09-02', decideBy: '2025-09-12' });
});

test('an extension moves both days, agreed days to decide count', () => {
  const span = trialSpan({ ...trial, decideWithinDays: 20 }, '2025-03-03', trial.extensionMonths);
  expect(span).toEqual({ endsOn: '2025-12-02', decideBy: '2025-12-22' });
});

test('the evaluation report is due 15 days before the end', () => {
  expect(trialReportDueOn('2025-09-02')).toBe('2025-08-18');
});
