import { expect, test } from 'vitest';
import type { AchievementData } from './achievement-data.ts';
import { bandOf, bandsOfUse, publicData, recordReaderOf } from './public-data.ts';

const data: AchievementData = {
  schemaVersion: 1,
  name: '名称',
  regNo: null,
  problem: '问题',
  solution: '做法',
  abstract: '简介',
  keywords: [],
  searchTerms: ['内部叫法'],
  fields: [],
  chains: [],
  industries: [],
  regionCode: '620105',
  type: 'applied',
  embodiment: null,
  origin: null,
  stage: null,
  trl: 7,
  trlBasis: 'self',
  level: null,
  projectNo: null,
  source: null,
  ip: [
    {
      type: 'invention',
      name: '方法',
      number: 'ZL202319900047.X',
      status: 'pledged',
      expiresOn: null,
      coOwners: '甲六成乙四成',
      encumbrance: '质押给某银行',
    },
  ],
  transferModes: [],
  price: { kind: 'negotiable' },
  advantages: [{ metric: '能耗', unit: '', ours: '35', baseline: '52', baselineName: '' }],
  use: [{ year: 2024, revenueFen: '1200000000', profitFen: null, taxFen: null, savedFen: null }],
  tradeSecret: '配比范围',
  isDualUse: true,
  exportControl: '清单第九条',
  videoUrl: 'https://example.com/v',
};

test('nothing that is the unit’s or the reviewers’ own is said to everybody', () => {
  const shown = JSON.stringify(publicData(data, { isSignedIn: false }));
  for (const inner of ['配比范围', '清单第九条', '1200000000', '甲六成', '某银行', '内部叫法', '"isDualUse":true']) {
    expect(shown).not.toContain(inner);
  }
  expect(shown).toContain('ZL202319900047.X');
  const signedIn = JSON.stringify(publicData(data, { isSignedIn: true }));
  expect(signedIn).toContain('某银行');
  expect(signedIn).not.toContain('甲六成');
});

test('a field that nobody has opened goes to nobody, whatever stands in the stored text', () => {
  const stored = { ...data, priceFloorFen: '1', people: [{ name: '示例甲' }] };
  const keys = Object.keys(publicData(stored, { isSignedIn: true }));
  expect(keys).not.toContain('priceFloorFen');
  expect(keys).not.toContain('people');
  expect(keys).toEqual(expect.arrayContaining(['name', 'ip', 'price', 'videoUrl']));
});

test('of a record that opens only after an NDA, or not at all, title and problem are left', () => {
  for (const publication of ['nda', 'private', 'a word nobody knows']) {
    const shown = publicData({ ...data, publication }, { isSignedIn: true });
    expect(shown).toMatchObject({ name: '名称', problem: '问题', solution: '', abstract: '', advantages: [] });
    expect(shown.videoUrl).toBeNull();
    const told = {
      ...data,
      publication,
      keywords: ['絮凝'],
      ip: [...data.ip, { ...data.ip[0]!, type: 'trade_secret' }],
    };
    expect(publicData(told, { isSignedIn: true })).toMatchObject({ keywords: [], ip: [{ type: 'invention' }] });
  }
  for (const publication of ['full', 'abstract']) {
    expect(publicData({ ...data, publication }, { isSignedIn: false })).toMatchObject({ abstract: '简介' });
  }
});

test('amounts of use are shown in bands', () => {
  expect(bandOf(9_999_999n)).toBe('10 万元以下');
  expect(bandOf(10_000_000n)).toBe('10 万至 100 万元');
  expect(bandOf(99_999_999_999n)).toBe('1 亿元以上');
  expect(bandsOfUse(data.use)).toEqual([
    { year: 2024, revenue: '1,000 万至 5,000 万元', profit: null, tax: null, saved: null },
  ]);
});

test('成果简介 is its summary to all but members of verified organisations, unless the unit opened the whole text', () => {
  const abstract = `${'总'.repeat(119)}。\n${'细'.repeat(99)}。`;
  const member = { isSignedIn: true, readsDetail: true };
  const read = (publication: string | undefined, reader: Parameters<typeof publicData>[1]) =>
    publicData({ ...data, abstract, ...(publication !== undefined && { publication }) }, reader).abstract;
  for (const publication of ['abstract', undefined]) {
    expect(read(publication, { isSignedIn: false })).not.toContain('细');
    expect(read(publication, { isSignedIn: true })).not.toContain('细');
    expect(read(publication, member)).toBe(abstract);
  }
  expect(read('full', { isSignedIn: false })).toBe(abstract);
  expect(read('nda', member)).toBe('');
  const outside = { ...data, abstract };
  expect(publicData(outside, { isSignedIn: false })).toMatchObject({ problem: '问题', solution: '做法' });
  expect(recordReaderOf(null)).toEqual({ isSignedIn: false, readsDetail: false });
});
