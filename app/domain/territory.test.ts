import { expect, test } from 'vitest';
import { regions } from '#seeds/reference/regions.ts';
import { placeNames } from './prefectures.ts';
import { type Overlap, territoriesMeet } from './territory.ts';

test.each<[string, string, Overlap]>([
  ['全国', '甘肃省兰州市', 'yes'],
  ['甘肃省', '甘肃省兰州市', 'yes'],
  ['甘肃省', '定西市', 'yes'],
  ['甘肃', '定西', 'yes'],
  ['甘肃省、陕西省', '天水', 'yes'],
  ['甘肃省', '临夏州', 'yes'],
  ['甘肃省', '临夏市', 'yes'],
  ['海西经济区', '青海省', 'maybe'],
  ['甘肃省', '定西市安定区', 'yes'],
  ['兰州市', '兰州新区', 'yes'],
  ['定西市', '中国', 'yes'],
  ['中国甘肃省', '陕西省', 'no'],
  ['甘肃省', '陕西省', 'no'],
  ['定西市', '陕西省', 'no'],
  ['甘肃省兰州市城关区', '陕西省西安市', 'no'],
  ['海南省', '青海省海南藏族自治州', 'no'],
  ['吉林市', '吉林省', 'yes'],
  ['长春市朝阳区', '辽宁省', 'no'],
  ['吉林市场', '长春', 'yes'],
  // All the world holds what is abroad and what is at home; two that are abroad meet.
  ['全球', '境外', 'yes'],
  ['世界范围', '中国境外', 'yes'],
  ['全球', '中国（甘肃省除外）', 'yes'],
  ['海外', '中国境外', 'yes'],
  ['', '陕西省', 'yes'],
  ['中国境外', '甘肃省', 'maybe'],
  ['中国境外', '越南（海外）', 'maybe'],
  // 港澳台 taken out is the usual way to say 全国.
  ['中国境内（不含港澳台地区）', '甘肃省', 'yes'],
  ['中国境内（不含港澳台地区）', '香港', 'no'],
  ['中国大陆', '台湾地区', 'no'],
  // What the words leave open somebody has to read.
  ['西北五省', '甘肃省', 'maybe'],
  ['西北五省', '广东省', 'maybe'],
  ['甘肃省及周边', '陕西省', 'maybe'],
  ['甘肃省、青海省等', '宁夏', 'maybe'],
  ['甘肃省定西市', '甘肃省兰州市', 'maybe'],
  ['中国（甘肃省除外）', '甘肃省', 'maybe'],
  ['甘肃省以外的全国', '甘肃省', 'maybe'],
  ['全球（中国除外）', '中国境内', 'maybe'],
])('%s and %s: %s', (one, other, overlap) => {
  expect(territoriesMeet(one, other)).toBe(overlap);
  expect(territoriesMeet(other, one)).toBe(overlap);
});

test('every division of the country has its place, as the code list has those of the province', () => {
  const cities = new Set([...placeNames.values()].flatMap(({ province, city }) => (city ? [province + city] : [])));
  expect(cities.size).toBe(333);
  const own = regions.filter(({ level, kind }) => level === 'prefecture' && kind === 'administrative');
  for (const { label } of own) expect(placeNames.get(label)?.province).toBe('甘肃省');
});
