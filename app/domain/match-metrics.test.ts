import { expect, test } from 'vitest';
import type { DemandMetric } from './demand-data.ts';
import { metricLines } from './match-metrics.ts';

const wants = (name: string, operator: DemandMetric['operator'], value: string, unit: string): DemandMetric => ({
  name,
  operator,
  value,
  unit,
  method: '',
});
const verdict = (metric: DemandMetric, name: string, ours: string, unit: string) =>
  metricLines([metric], [{ metric: name, ours, unit }])[0]?.verdict;

test('a metric is met, nearly met or not met by the figure of its name', () => {
  const yieldOf = wants('蛋白回收率', '>=', '75', '%');
  expect(verdict(yieldOf, '蛋白 回收率', '80', '%')).toBe('meets');
  expect(verdict(yieldOf, '蛋白回收率', '75', '％')).toBe('meets');
  expect(verdict(yieldOf, '蛋白回收率', '74.9', '%')).toBe('fails');
  expect(verdict(yieldOf, '蛋白回收率', '70-80', '%')).toBe('near');
  expect(verdict(wants('返油', '=', '0', 'mg/h'), '返油', '0', 'mg/h')).toBe('meets');
  expect(verdict(wants('含水', 'range', '8-12', '%'), '含水', '9~11', '%')).toBe('meets');
  expect(verdict(wants('含水', 'range', '8-12', '%'), '含水', '13', '%')).toBe('fails');
});

test('units that measure the same are converted, others are not compared', () => {
  expect(verdict(wants('吨黑粉硫酸钠', '<=', '1.2', '吨'), '吨黑粉硫酸钠', '980', '公斤')).toBe('meets');
  expect(verdict(wants('加工周期', '<=', '36', '小时'), '加工周期', '1.5', '天')).toBe('meets');
  expect(verdict(wants('加工周期', '<=', '36', '小时'), '加工周期', '1.5 天', '')).toBe('meets');
  expect(verdict(wants('加工周期', '<=', '36', '小时'), '加工周期', '1.5', '')).toBe('unlike');
  expect(verdict(wants('返油量大小', '=', '0', 'mg/h'), '返油量大小', '0', '')).toBe('unlike');
});

test('a bound says what it leaves open', () => {
  expect(verdict(wants('回收率', '>=', '95', '%'), '回收率', '≥98', '%')).toBe('meets');
  expect(verdict(wants('回收率', '>=', '99', '%'), '回收率', '>=98', '%')).toBe('near');
  expect(verdict(wants('能耗高低', '<=', '5', 'kW'), '能耗高低', '≥6', 'kW')).toBe('fails');
});

test('what is no figure is not compared, what is not stated is unknown', () => {
  expect(verdict(wants('回收率', '>=', '95', '%'), '回收率', '明显提高', '%')).toBe('unlike');
  const lines = metricLines([wants('回收率', '>=', '95', '%')], [{ metric: '回收率', ours: ' ', unit: '%' }]);
  expect(lines).toMatchObject([{ verdict: 'unknown', offered: null }]);
});

test('a figure of another name is shown where one holds the other, the closest first, and never compared', () => {
  const figures = [
    { metric: '锌回收率', ours: '63', unit: '%' },
    { metric: '定位误差', ours: '1.4', unit: '米' },
    { metric: '漏点定位误差均值', ours: '9', unit: '米' },
  ];
  expect(
    metricLines([wants('镍回收率', '>=', '60', '%'), wants('漏点定位误差', '<=', '2', 'm')], figures),
  ).toMatchObject([
    { verdict: 'unknown', offered: null },
    { verdict: 'unlike', offered: { name: '定位误差', value: '1.4', unit: '米' } },
  ]);
});

test('words of one meaning name the same metric; letters within a word are no word', () => {
  const groups = [
    ['马铃薯', '洋芋', '土豆'],
    ['聚乙烯', 'pe'],
  ];
  const verdictOf = (wanted: string, stated: string) =>
    metricLines([wants(wanted, '>=', '60', '%')], [{ metric: stated, ours: '63', unit: '%' }], groups)[0]?.verdict;
  expect(verdictOf('洋芋 淀粉含量', '土豆淀粉含量')).toBe('meets');
  expect(verdictOf('PE回收率', '聚乙烯回收率')).toBe('meets');
  expect(verdictOf('speed', 's聚乙烯ed')).toBe('unknown');
  expect(verdictOf('洋芋淀粉含量', '玉米淀粉含量')).toBe('unknown');
});
