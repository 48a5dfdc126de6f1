import { expect, test } from 'vitest';
import { endsSoon, expiryOf, isLapsed, isOwnedBy, readPatentKind, readPatentStatus } from './patent.ts';

test.each([
  ['专利权维持', 'granted'],
  ['有效', 'granted'],
  ['授权', 'granted'],
  ['专利权的恢复', 'granted'],
  ['宣告部分无效', 'granted'],
  ['无效宣告请求审查', 'granted'],
  ['专利权质押登记', 'pledged'],
  ['实质审查的生效', 'pending'],
  ['公开', 'pending'],
  ['审中-实审', 'pending'],
  ['未缴年费专利权终止', 'ceased'],
  ['失效', 'ceased'],
  ['期限届满', 'ceased'],
  ['避免重复授予专利权放弃', 'ceased'],
  ['专利权宣告全部无效', 'invalid'],
  ['发明专利申请公布后的驳回', 'refused'],
  ['发明专利申请公布后的视为撤回', 'withdrawn'],
])('%s is %s', (words, status) => {
  expect(readPatentStatus(words)).toBe(status);
});

test('a status that nobody knows is not guessed, and kinds are read from the words of exports', () => {
  expect(readPatentStatus('某种状态')).toBeNull();
  expect(readPatentStatus('')).toBeNull();
  expect(['中国发明授权', '实用新型', '外观设计', '商标'].map(readPatentKind)).toEqual([
    'invention',
    'utility_model',
    'design',
    null,
  ]);
});

const patent = {
  type: 'utility_model',
  status: 'granted',
  filedOn: '2016-11-22',
  expiresOn: null,
  paidUntilOn: null,
} as const;

test('protection ends ten, fifteen or twenty years after filing, unless the source says another day', () => {
  expect(expiryOf(patent)).toBe('2026-11-22');
  expect(expiryOf({ ...patent, type: 'design' })).toBe('2031-11-22');
  expect(expiryOf({ ...patent, type: 'invention' })).toBe('2036-11-22');
  expect(expiryOf({ ...patent, expiresOn: '2026-01-01' })).toBe('2026-01-01');
  expect(expiryOf({ ...patent, filedOn: null })).toBeNull();
});

test('what the register ended or time has ended is lapsed; on its last day it still stands', () => {
  expect(isLapsed(patent, '2026-11-22')).toBe(false);
  expect(isLapsed(patent, '2026-11-23')).toBe(true);
  for (const status of ['ceased', 'invalid', 'refused', 'withdrawn'] as const) {
    expect(isLapsed({ ...patent, status }, '2020-01-01')).toBe(true);
  }
  expect(isLapsed({ ...patent, filedOn: null }, '2099-01-01')).toBe(false);
});

test('half a year before the term or the paid fee ends, the list says so', () => {
  expect(endsSoon(patent, '2026-05-22')).toBe(true);
  expect(endsSoon(patent, '2026-05-21')).toBe(false);
  const young = { ...patent, filedOn: '2025-01-01', paidUntilOn: '2026-12-31' } as const;
  expect(endsSoon(young, '2026-11-21')).toBe(true);
  expect(endsSoon({ ...young, status: 'pending' }, '2026-11-21')).toBe(false);
  expect(endsSoon({ ...young, status: 'ceased' }, '2026-11-21')).toBe(false);
});

test('an owner among several is found whatever the brackets', () => {
  expect(isOwnedBy('陇原理工大学；示例机械（甘肃）有限公司', '示例机械(甘肃)有限公司')).toBe(true);
  expect(isOwnedBy('陇原理工大学附属医院', '陇原理工大学')).toBe(false);
});
