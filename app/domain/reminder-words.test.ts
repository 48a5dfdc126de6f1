import { expect, test } from 'vitest';
import { remindedNames, reminderSentence, reminderWords } from './reminder-words.ts';

const title = '示例合同';

test('a reminder says what is to be done and by which day, and that the day has passed', () => {
  const params = { due: 'royalty.report', on: '2026-11-29', title };
  expect(reminderSentence('deadline.soon', params)).toBe('请在 2026-11-29 前申报收入：');
  expect(reminderSentence('deadline.late', params)).toBe('已过 2026-11-29，还没有申报收入：');
});

test.each([
  ['milestone.accept', '请在 2026-11-29 前验收里程碑，或者书面说明不通过的理由；逾期不答复视为通过，款项随之应付：'],
  ['royalty.review', '请在 2026-11-29 前核对收入申报；逾期没有提出疑问的，视为认可这次申报，查阅账目的权利不受影响：'],
  ['obligation.pay', '请在 2026-11-29 前付款；逾期的按合同约定承担逾期付款责任：'],
  ['obligation.invoice', '请在 2026-11-29 前开具发票；没有发票，对方的付款期限随之顺延：'],
  ['contract.term', '合同期限在 2026-11-29 届满；届时没有提交证据的里程碑不再计收，要续期的请在届满前办理变更：'],
])('of %s it says what silence does', (due, sentence) => {
  expect(reminderSentence('deadline.soon', { due, on: '2026-11-29', title })).toBe(sentence);
});

test('the payee is told that the day is over, not that he should pay', () => {
  expect(reminderSentence('deadline.late', { due: 'obligation.unpaid', on: '2026-11-29', title })).toBe(
    '已过 2026-11-29，对方还没有付清；可以催款，或者确认已经到账的款项：',
  );
});

test('of notices that are no reminders, and of reminders from before the day was kept, it says nothing', () => {
  expect(reminderSentence('deadline.soon', { title })).toBeNull();
  expect(reminderSentence('trial.end', { due: 'royalty.report', on: '2026-11-29' })).toBeNull();
});

test('the list of rules names every date of which people are reminded, once', () => {
  const names = remindedNames().split('、');
  expect(new Set(names).size).toBe(names.length);
  for (const { name } of Object.values(reminderWords)) expect(names).toContain(name);
});
