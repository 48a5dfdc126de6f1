import { expect, test } from 'vitest';
import { unitFactor } from './unit-scale.ts';

test.each([
  ['%', '%', 1],
  ['天', '小时', 24],
  ['吨', '公斤', 1000],
  ['毫米', 'mm', 1],
  ['μg/L', 'mg/m³', 1],
  ['公斤/吨', 'g/kg', 1],
  ['kW·h', '度', 1],
  ['万 kW·h', '兆瓦时', 10],
  ['±%', '％', 1],
  ['年', '月', 12],
  ['kg 标煤', 'kg标煤', 1],
  ['次/季', '次/季', 1],
])('%s in %s is × %s', (from, to, factor) => {
  expect(unitFactor(from, to)).toBeCloseTo(factor, 9);
});

test.each([
  ['公斤标煤/吨', '公斤标煤'],
  ['月', '天'],
  ['mg/L', '%'],
  ['', '%'],
  ['次/季', '次/月'],
  ['MW', 'mW'],
])('%s and %s are not compared', (from, to) => {
  expect(unitFactor(from, to)).toBeNull();
});
