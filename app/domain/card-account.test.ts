import { describe, expect, test } from 'vitest';
import { disabledLabel, dueLabels, isPayoutMoved, standingEvent, takesPayments } from './card-account.ts';

const takes = { isEnabled: true, methods: ['card'] } as const;
const takesNot = { isEnabled: false, methods: ['card'] } as const;

test('an account takes payments when it is enabled and has a way to pay', () => {
  expect(takesPayments(takes)).toBe(true);
  expect(takesPayments(takesNot)).toBe(false);
  expect(takesPayments({ isEnabled: true, methods: [] })).toBe(false);
});

describe('what the provider’s news does to an account on its way', () => {
  test.each([
    ['opening', takes, false, 'ready'],
    ['opening', takesNot, false, null],
    ['opening', takes, true, 'ready'],
    ['ready', takes, false, null],
    ['ready', takesNot, false, 'stall'],
    ['ready', takes, true, 'stall'],
    ['held', takesNot, false, 'stall'],
    ['held', takes, true, 'stall'],
    ['active', takesNot, true, null],
    ['ended', takes, false, null],
    ['replaced', takesNot, true, null],
  ] as const)('%s, %o, another name or bank account %s: %s', (state, standing, isAnother, event) => {
    expect(standingEvent(state, standing, isAnother)).toBe(event);
  });
});

test.each([
  ['company.verification.document', '证明文件'],
  ['person_1.verification.document', '证明文件'],
  ['external_account', '收款银行账户'],
  ['representative.first_name', '负责人和股东的身份信息'],
  ['owners.email', '负责人和股东的身份信息'],
  ['company.owners_provided', '负责人和股东的身份信息'],
  ['company.tax_id', '登记号或税号'],
  ['company.address.city', '单位地址'],
  ['company.phone', '单位信息'],
  ['business_profile.url', '业务说明'],
  ['tos_acceptance.date', '同意服务商的条款'],
  ['settings.unheard_of', '其他材料'],
])('%s is asked for as %s', (due, label) => {
  expect(dueLabels([due])).toEqual([label]);
});

test('what is asked for twice is said once, in the order it came', () => {
  expect(dueLabels(['external_account', 'company.phone', 'company.name', 'external_account'])).toEqual([
    '收款银行账户',
    '单位信息',
  ]);
});

test.each([
  ['requirements.past_due', '材料过期未交'],
  ['requirements.pending_verification', '服务商正在审核'],
  ['under_review', '服务商正在审核'],
  ['rejected.fraud', '服务商拒绝了这个账户'],
  ['platform_paused', '平台暂停了这个账户'],
  ['something_new', '服务商还没有放行'],
  [null, null],
])('%s reads %s', (reason, label) => {
  expect(disabledLabel(reason)).toBe(label);
});

test.each([
  ['fp_1', 'fp_2', true],
  ['fp_1', 'fp_1', false],
  ['', 'fp_1', false],
  ['fp_1', '', false],
])('paid out to %s, then to %s: moved %s', (was, now, isMoved) => {
  expect(isPayoutMoved({ payout: was }, { payout: now })).toBe(isMoved);
});
