import { expect, test } from 'vitest';
import { publicData } from '#app/domain/public-data.ts';
import { achievementData } from '#seeds/make.ts';
import { registrationFacts } from './registration-facts.server.ts';

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
    registrationFacts(publicData({ ...data, publication }, { isSignedIn: false }), '示例大学', {});
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
    registrationFacts(achievementData({ units: [{ ...unit, name: '甲' }] }), '甲', {}).map(({ label }) => label),
  ).not.toContain('完成单位');
});
