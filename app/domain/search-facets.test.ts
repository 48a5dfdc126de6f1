import { expect, test } from 'vitest';
import { achievementSearchTo, readAchievementSearch } from './achievement-search.ts';
import type { CodeLists } from './code-list.ts';
import { filtersOn, noFilters, readFacets, relaxationsOf } from './search-facets.ts';

const list = (name: string, terms: Record<string, string>): CodeLists => ({
  [name]: {
    list: name,
    version: '1',
    terms: Object.entries(terms).map(([code, label]) => ({ code, label, parent: null, note: null, isHidden: false })),
  },
});
const lists: CodeLists = {
  ...list('field', { 24: '节能环保', '24.1': '水污染防治', 21: '轻工食品' }),
  ...list('region', { 620000: '甘肃省', '621100': '定西市', '621102': '安定区' }),
  ...list('transfer_mode', { PAYLATER: '先使用后付费' }),
  ...list('ip_type', { invention: '发明专利', software: '软件著作权' }),
  ...list('cooperation', { PAYLATER: '接受先用后付' }),
};
const counts = {
  fields: { '24': 3, '24.1': 2, '21': 5 },
  regions: { '620000': 9, '621100': 4, '621102': 1 },
  chains: {},
  modes: { PAYLATER: 2 },
  rights: { invention: 3, software: 4 },
  prices: { to10: 1, open: 6 },
};
const ask = (query: string) => readAchievementSearch(new URLSearchParams(query));

test('a facet offers fields and prefectures, most results first, and what is chosen before all', () => {
  const [fields] = readFacets('achievement', counts, ask(''), lists);
  expect(fields?.options.map((option) => option.label)).toEqual(['轻工食品', '节能环保']);
  const chosen = readFacets('achievement', counts, ask('field=24.1'), lists)[0]?.options ?? [];
  expect(chosen.map(({ label }) => label)).toEqual(['节能环保', '水污染防治', '轻工食品']);
  expect(chosen[1]).toEqual({ value: '24.1', label: '水污染防治', count: 2, checked: true, isPart: true });
  // A field that is ticked shows its items; one of them ticked, too, narrows it.
  const whole = readFacets('achievement', counts, ask('field=24'), lists)[0];
  expect(whole?.options.map(({ label, checked }) => [label, checked])).toEqual([
    ['节能环保', true],
    ['水污染防治', false],
    ['轻工食品', false],
  ]);
  expect(whole?.moreLabel).toBe('全部 2 个领域');
  expect(ask('field=24&field=24.1&field=21').fields).toEqual(['24.1', '21']);
  const regions = readFacets('demand', counts, ask(''), lists).find((facet) => facet.key === 'regions');
  expect(regions?.options.map((option) => option.label)).toEqual(['定西市']);
});

test('prices stand in their order, kinds of rights by results; both can be taken off', () => {
  const facets = readFacets('achievement', counts, ask('price=open'), lists);
  const options = (key: string) => facets.find((facet) => facet.key === key)?.options.map(({ label }) => label);
  expect(options('prices')).toEqual(['10 万元以内', '面议']);
  expect(options('rights')).toEqual(['软件著作权', '发明专利']);
  expect(readFacets('demand', counts, ask(''), lists).some(({ key }) => key === 'rights')).toBe(false);
  const search = ask('price=to10&right=invention&listed=1&provincial=1');
  const on = filtersOn('achievement', search, lists);
  expect(on.map(({ label }) => label)).toEqual(['10 万元以内', '发明专利', '挂牌可交易', '省级科技项目成果']);
  expect(achievementSearchTo(search, on[0]?.without)).toBe('/achievements?right=invention&listed=1&provincial=1');
  expect(achievementSearchTo(search, noFilters)).toBe('/achievements');
});

test('suppliers and enterprises name the same code in their own words', () => {
  const modes = (kind: 'achievement' | 'demand') => readFacets(kind, counts, ask(''), lists)[2]?.options[0]?.label;
  expect(modes('achievement')).toBe('先使用后付费');
  expect(modes('demand')).toBe('接受先用后付');
});

test('every filter that is on can be taken off alone, and all together', () => {
  const search = ask('q=x&field=24&field=21&trlFrom=4&payLater=1');
  const on = filtersOn('achievement', search, lists);
  expect(on.map((filter) => filter.label)).toEqual(['节能环保', '轻工食品', 'TRL 4 至 9', '先用后付']);
  expect(on.map((filter) => achievementSearchTo(search, filter.without))).toEqual([
    '/achievements?q=x&field=21&trlFrom=4&payLater=1',
    '/achievements?q=x&field=24&trlFrom=4&payLater=1',
    '/achievements?q=x&field=24&field=21&payLater=1',
    '/achievements?q=x&field=24&field=21&trlFrom=4',
  ]);
  expect(achievementSearchTo(search, noFilters)).toBe('/achievements?q=x');
});

test('an organisation that is asked for is a filter with its name', () => {
  const org = '0197a000-0000-7000-8000-000000000001';
  const search = ask(`q=x&org=${org}`);
  expect(filtersOn('achievement', search, lists, '陇原理工大学')).toEqual([
    { label: '陇原理工大学', without: { org: null } },
  ]);
  expect(achievementSearchTo(search)).toBe(`/achievements?q=x&org=${org}`);
  expect(achievementSearchTo(search, noFilters)).toBe('/achievements?q=x');
  expect(ask("org=' or 1=1").org).toBeNull();
});

test('an empty list proposes each facet as a whole, then all of them, then the words', () => {
  const ways = relaxationsOf('achievement', ask('q=废水&field=24&field=21&trlFrom=9'), lists);
  expect(ways.map(({ label }) => label)).toEqual([
    '领域「节能环保、轻工食品」',
    '「TRL 9 至 9」',
    '全部筛选条件',
    '「废水」',
  ]);
  expect(ways[0]?.without).toEqual({ fields: [] });
  expect(ways.at(-1)?.without).toEqual({ words: '', sort: 'confirmed' });
  expect(relaxationsOf('demand', ask('payLater=1'), lists)).toEqual([
    { label: '「接受先用后付」', without: { payLater: false } },
  ]);
  expect(relaxationsOf('achievement', ask('q=废水'), lists)).toEqual([]);
  expect(relaxationsOf('achievement', ask('q=废水&exact=1'), lists)).toEqual([
    { label: '「只查原词」', without: { isExact: false } },
  ]);
  expect(achievementSearchTo(ask('q=x&exact=1'), { isExact: false })).toBe('/achievements?q=x');
  expect(achievementSearchTo(ask('q=x&exact=1'))).toBe('/achievements?q=x&exact=1');
  expect(ask('exact=1').isExact).toBe(false);
});
