import { describe, expect, test } from 'vitest';
import { achievementSearchTo, readAchievementSearch } from './achievement-search.ts';
import { fieldsOf } from './achievement-draft.ts';
import { readAchievementForm } from './achievement-form.ts';
import type { CodeLists } from './code-list.ts';

const term = (code: string, label: string) => ({ code, label, isHidden: false, parent: null, note: null });
const list = (name: string, ...codes: [string, string][]) => ({
  [name]: { list: name, version: '1', terms: codes.map(([code, label]) => term(code, label)) },
});
const lists: CodeLists = {
  ...list('achievement_type', ['applied', '应用技术']),
  ...list('field', ['24.1', '食品营养和安全']),
  ...list('trl', ['7', '环境级']),
  ...list('region', ['620105', '安宁区']),
  ...list('price_kind', ['pay_later', '先用后付'], ['fixed', '一口价'], ['range', '价格区间']),
};
const scope = { orgName: '陇原理工大学', regionCode: '620105', lists };
const typed = { name: '成果', type: 'applied', fields: ['24.1'], abstract: '简介。', people: '甲/教授/60%\n乙//40%' };

describe('the form', () => {
  test.each([
    { priceKind: 'fixed', priceMin: '0.58' },
    { priceKind: 'range', priceMin: '20', priceMax: '45.5' },
    { priceKind: 'pay_later', trl: '7', trialMonths: '12', milestones: '40', royalty: '2.5', cap: '160' },
  ])('filled from what was stored gives the same again: %j', (price) => {
    const { achievement: data, people } = readAchievementForm({ ...typed, ...price }, scope);
    expect(readAchievementForm(fieldsOf({ data, people }), scope)).toMatchObject({ achievement: data, people });
    expect(fieldsOf({ data, people })).toMatchObject(price);
  });

  test('names the wrong field as the browser knows it', () => {
    expect(() => readAchievementForm({ ...typed, abstract: '' }, scope)).toThrow(
      expect.objectContaining({ code: 'invalid', field: 'abstract' }),
    );
  });

  test('keeps from the earlier version what it does not ask for', () => {
    const { achievement } = readAchievementForm(typed, scope);
    const earlier = { ...achievement, industries: ['C13'], source: 'provincial' };
    expect(readAchievementForm(typed, scope, earlier).achievement).toMatchObject({
      industries: ['C13'],
      source: 'provincial',
    });
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
