import { expect, test } from 'vitest';
import { regNoWords, statedFaults } from './registration-facts.ts';

const said = { regNo: '6202025Y0417', regOn: '2025-06-30', researchTo: '2026-11' };
const faults = (given: Partial<Record<keyof typeof said, string | null>>) =>
  statedFaults({ ...said, ...given }, '2026-11-22').map(({ field, code }) => `${field} ${code}`);

test('nothing of a registration lies in the future, and its day is of the year in its number', () => {
  expect(faults({})).toEqual([]);
  expect(faults({ regNo: null, regOn: null, researchTo: null })).toEqual([]);
  expect(faults({ regOn: '2099-01-01' })).toEqual(['regOn order', 'regOn mismatch']);
  expect(faults({ regOn: '2024-12-31' })).toEqual(['regOn mismatch']);
  expect(faults({ regNo: '6202099Y0417', regOn: null })).toEqual(['regNo order']);
  expect(faults({ researchTo: '2026-12' })).toEqual(['researchTo order']);
});

test('a number that no authority confirmed here is said to be the unit’s word', () => {
  expect(regNoWords('6202025Y0417', 'stated')).toBe('批准登记号 6202025Y0417（单位填报，未经平台核验）');
  expect(regNoWords('9622026Y0001', 'confirmed')).toBe('批准登记号 9622026Y0001');
});
