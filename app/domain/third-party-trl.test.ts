import { expect, test } from 'vitest';
import { thirdPartyFault } from './third-party-trl.ts';

test('a third party is not the unit itself, however it is spelt, and has assessed already', () => {
  const own = { orgName: '甘肃陇药（集团）有限公司', today: '2026-11-22' };
  const fault = (assessor: string, assessedOn = '2026-11-22') => thirdPartyFault({ assessor, assessedOn }, own)?.field;
  expect(fault('省检测院')).toBeUndefined();
  expect(fault('甘肃陇药（集团）有限公司')).toBe('assessor');
  expect(fault(' 甘肃陇药(集团) 有限公司')).toBe('assessor');
  expect(fault('省检测院', '2026-11-23')).toBe('assessedOn');
});
