import { expect, test } from 'vitest';
import { achievementData } from '#seeds/make.ts';
import { publicData } from './public-data.ts';
import { publicRegistration } from './public-registration.ts';

test('whose project it came from, with whom, and how it was judged; what nobody filled in is left out', () => {
  const unit = { uscc: null, nature: null, isStateEstablished: null };
  const data = achievementData({
    units: [
      { ...unit, name: '示例大学' },
      { ...unit, name: '示例研究所' },
    ],
    projects: [
      {
        level: '',
        programme: '重点研发计划',
        no: '22YF7GA001',
        fundingFen: '80000000',
        acceptedOn: '2025-06-30',
        conclusion: '通过',
      },
    ],
    researchFrom: '2022-01',
    researchTo: '2025-05',
    recommendOrg: '示例科技局',
  });
  const said = (publication: string) =>
    publicRegistration(
      publicData({ ...data, publication }, { isSignedIn: false }),
      { orgName: '示例大学', registration: null },
      {},
    );
  expect(said('abstract')).toEqual(
    expect.arrayContaining([
      { label: '完成单位', value: '示例大学；示例研究所' },
      { label: '推荐单位', value: '示例科技局' },
      { label: '研究起止', value: '2022-01 至 2025-05' },
      { label: '计划项目', value: '重点研发计划，22YF7GA001，经费 80 万元，2025-06-30 验收，通过' },
    ]),
  );
  expect(said('abstract').map(({ label }) => label)).not.toContain('标准形式');
  // Of a closed text the conclusion is not said.
  expect(JSON.stringify(said('nda'))).not.toContain('通过');
  expect(
    publicRegistration(
      achievementData({ units: [{ ...unit, name: '甲' }] }),
      { orgName: '甲', registration: null },
      {},
    ).map(({ label }) => label),
  ).not.toContain('完成单位');
});

test('day and authority are the decision’s, or the unit’s word and marked so; of a number taken back nothing is said', () => {
  const data = achievementData({ regNo: '6202025Y0417', regOn: '2025-05-01', regOrg: '某科技局' });
  const decided = { registeredOn: '2026-11-21', registeredBy: '甘肃省科技厅' };
  const said = (state: 'registered' | 'revoked' | 'reviewing' | null, given = data) =>
    publicRegistration(given, { orgName: '甲', registration: state && { state, ...decided } }, {}).find(
      ({ label }) => label === '批准登记',
    )?.value;
  expect(said('registered')).toBe('2026-11-21，甘肃省科技厅');
  expect(said('revoked')).toBeUndefined();
  for (const state of ['reviewing', null] as const) {
    expect(said(state)).toBe('2025-05-01，某科技局（单位填报，未经平台核验）');
  }
  expect(said(null, { ...data, regNo: null })).toBeUndefined();
});
