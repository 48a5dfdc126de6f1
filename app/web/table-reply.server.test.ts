import { expect, test } from 'vitest';
import { isCutShort, mostExported, tableReply } from './table-reply.server.ts';

const table = { name: 'money', sheet: '收付', head: ['单号', '金额（元）'], rows: [['R-1', 123_456n]] };
const csv = async (given: { isCut?: boolean }) =>
  (await (await tableReply(new Request('https://example.org/export'), { ...table, ...given })).text()).split('\r\n');

test('a file of a list that was cut short says so in its last line, a whole one is the list', async () => {
  expect(await csv({})).toEqual(['单号,金额（元）', 'R-1,1234.56', '']);
  const cut = await csv({ isCut: true });
  expect(cut.slice(0, 2)).toEqual(['单号,金额（元）', 'R-1,1234.56']);
  expect(cut[2]).toContain(`最多导出 ${mostExported} 条`);
});

test('a list is cut short when it has as many rows as were asked for', () => {
  const full = Array.from({ length: mostExported });
  expect(isCutShort([], full.slice(1))).toBe(false);
  expect(isCutShort([], full)).toBe(true);
});
