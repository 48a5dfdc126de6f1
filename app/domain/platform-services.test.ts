import { expect, test } from 'vitest';
import { platformServices, servicesFor } from './platform-services.ts';

const titles = (...terms: string[]) => servicesFor(terms).map(({ title }) => title);

test('a service is found by its title and by what people call it, most words first', () => {
  expect(titles('先用后付')).toEqual(['先用后付测算']);
  expect(titles('经纪人')).toEqual(['找技术经纪人']);
  expect(titles('揭榜', '补贴')[0]).toBe('揭榜挂帅补助测算');
  expect(titles('网上竞价', '网上', '竞价')).toEqual(['挂牌交易和网上竞价']);
});

test('who asks for a technology is offered no service', () => {
  for (const term of ['马铃薯', '淀粉废水', '重离子', '废水', '膜分离', '数据中心']) expect(titles(term)).toEqual([]);
  expect(titles()).toEqual([]);
});

test('every service has a page of its own', () => {
  expect(new Set(platformServices.map(({ to }) => to)).size).toBe(platformServices.length);
});
