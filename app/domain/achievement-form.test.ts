import { describe, expect, test } from 'vitest';
import { achievementSearchTo, readAchievementSearch } from './achievement-search.ts';
import { fieldsOf } from './achievement-draft.ts';
import { readAchievementForm } from './achievement-form.ts';
import type { CodeLists } from './code-list.ts';
import { entryKeys, entryParts } from './entry-form.ts';
import { importColumns } from './import-columns.ts';
import { formKeys } from './record-groups.ts';

const term = (code: string, label: string) => ({ code, label, isHidden: false, parent: null, note: null });
const list = (name: string, ...codes: [string, string][]) => ({
  [name]: { list: name, version: '1', terms: codes.map(([code, label]) => term(code, label)) },
});
const lists: CodeLists = {
  ...list('achievement_type', ['applied', '应用技术']),
  ...list('field', ['24.1', '食品营养和安全']),
  ...list('trl', ['7', '环境级']),
  ...list('region', ['620105', '安宁区']),
  ...list('project_source', ['provincial', '省级']),
  ...list('publication_level', ['abstract', '摘要公开']),
  ...list('ip_type', ['invention', '发明专利']),
  ...list('ip_status', ['granted', '授权']),
  ...list('price_kind', ['negotiable', '面议'], ['pay_later', '先用后付'], ['fixed', '一口价'], ['range', '价格区间']),
};
const scope = { orgName: '陇原理工大学', regionCode: '620105', lists, today: '2026-11-22' };
const typed = {
  name: '成果',
  type: 'applied',
  fields: ['24.1'],
  abstract: '简介。',
  people: [{ name: '甲', title: '教授', share: '60%' }, null, { name: '乙', share: '40%' }],
};

describe('the form', () => {
  test.each([
    { priceKind: 'fixed', priceMin: '0.58' },
    { priceKind: 'range', priceMin: '20', priceMax: '45.5' },
    { priceKind: 'pay_later', trl: '7', trialMonths: '12', milestones: '40', royalty: '2.5', cap: '160' },
  ])('filled from what was stored gives the same again: %j', (price) => {
    const draft = readAchievementForm({ ...typed, ...price, priceFloor: '0.5' }, scope);
    expect(readAchievementForm(fieldsOf(draft), scope)).toEqual(draft);
    expect(fieldsOf(draft)).toMatchObject(price);
    expect(draft.priceFloorFen).toBe(500_000n);
  });

  test('entries of several cells keep what looks like a separator; blank rows are none', () => {
    const draft = readAchievementForm(
      {
        ...typed,
        unit: [
          { name: '陇原理工大学', uscc: '12620000438000000E', isStateEstablished: '是' },
          { name: '某公司；分公司' },
        ],
        projects: [
          { level: 'provincial', programme: '重点/专项', no: '22YF1', funding: '80', acceptedOn: '2024-11-20' },
        ],
        use: [{ year: '2024', revenue: '1200' }, {}],
        advantages: [
          { metric: '能耗', unit: 'kW·h/t', ours: '35', baseline: '52', better: '越低越好' },
          { metric: '', ours: '  ' },
        ],
        ip: [{ type: 'invention', name: '方法', number: 'ZL202319900047.X', status: 'granted', holder: '甲；乙' }],
        isDualUse: '否',
      },
      scope,
    );
    expect(draft.data).toMatchObject({
      units: [
        { name: '陇原理工大学', uscc: '12620000438000000E', isStateEstablished: true },
        { name: '某公司；分公司' },
      ],
      projects: [{ programme: '重点/专项', fundingFen: '80000000' }],
      use: [{ year: 2024, revenueFen: '1200000000' }],
      advantages: [{ metric: '能耗', unit: 'kW·h/t', better: 'lower' }],
      ip: [{ holder: '甲；乙', number: 'ZL202319900047.X' }],
    });
    expect(readAchievementForm(fieldsOf(draft), scope)).toEqual(draft);
  });

  test('names every wrong field as the browser knows it', () => {
    const faulty = { ...typed, abstract: '', advantages: [{ metric: '能耗' }], videoUrl: 'javascript:alert(1)' };
    expect(() => readAchievementForm(faulty, scope)).toThrow(
      expect.objectContaining({
        code: 'invalid',
        faults: [
          { field: 'abstract', says: '必填。' },
          expect.objectContaining({ field: 'advantages' }),
          expect.objectContaining({ field: 'videoUrl' }),
        ],
      }),
    );
  });

  test('without the word on secrecy nothing is taken, and it is named with all that is missing', () => {
    expect(() => readAchievementForm(typed, scope, false)).toThrow(
      expect.objectContaining({ faults: [expect.objectContaining({ field: 'isOpen' })] }),
    );
    expect(() => readAchievementForm({ ...typed, abstract: '', name: '' }, scope, false)).toThrow(
      expect.objectContaining({
        faults: ['name', 'abstract', 'isOpen'].map((field) => expect.objectContaining({ field })),
      }),
    );
  });

  test('what is emptied is empty in the next version', () => {
    const { data, people } = readAchievementForm(
      { ...typed, keywords: '淀粉；蛋白', priceKind: 'fixed', priceMin: '5' },
      scope,
    );
    const emptied = { ...fieldsOf({ data, people }), keywords: undefined, priceKind: undefined, priceMin: undefined };
    expect(readAchievementForm(emptied, scope).data).toMatchObject({ keywords: [], price: { kind: 'negotiable' } });
  });

  test('every field of the import is asked for once, with the parts that an entry of it has', () => {
    const asked = [...formKeys, 'secrecy', 'no'];
    expect(asked.toSorted()).toEqual(importColumns.map(({ key }) => key).toSorted());
    for (const key of entryKeys) {
      const column = importColumns.find((each) => each.key === key);
      expect(entryParts[key].map(({ part }) => part)).toEqual(column && 'parts' in column ? column.parts : []);
    }
  });
});

describe('the URL of a search', () => {
  test('says the same after it is read', () => {
    const url =
      '/achievements?q=%E5%BA%9F%E6%B0%B4&field=24&field=21&region=620100&trlFrom=4&trlTo=9&payLater=1&sort=price&page=3';
    const search = readAchievementSearch(new URL(url, 'http://x').searchParams);
    expect(achievementSearchTo(search, { page: 3 })).toBe(url);
    expect(achievementSearchTo(search)).not.toContain('page');
  });

  test('nonsense is left out, levels the wrong way round are turned', () => {
    const params = new URLSearchParams("field=a'b&region=<x>&trlFrom=9&trlTo=2&sort=drop&page=-1");
    const search = readAchievementSearch(params);
    expect(search).toMatchObject({ fields: [], regions: [], trlFrom: 2, trlTo: 9, sort: 'confirmed', page: 1 });
    expect(achievementSearchTo(readAchievementSearch(new URLSearchParams()))).toBe('/achievements');
  });
});
