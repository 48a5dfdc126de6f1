import { pino } from 'pino';
import { beforeAll, expect, test } from 'vitest';
import { codeLabel, findCode, termsOf } from '#app/domain/code-list.ts';
import type { Context } from '#app/services/context.server.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeLists as seeded } from '#seeds/reference/all.ts';
import { codeLists, forgetCodeLists } from './code-lists.server.ts';
import { writeCodeLists } from './write-code-lists.server.ts';

let ctx: Context;

beforeAll(async () => {
  const { db } = await testDatabase();
  // Another file in this process may have read those of its own database.
  forgetCodeLists();
  ctx = { db, log: pino({ level: 'silent' }) } as unknown as Context;
});

test('before anybody wrote lists there are none, and the next reader sees those written since', async () => {
  expect(await codeLists(ctx)).toEqual({});
  await writeCodeLists(ctx, seeded);
  expect(Object.keys(await codeLists(ctx))).toHaveLength(seeded.length);
});

test('lists written twice stand once, in their own order, with what is hidden for achievements marked', async () => {
  await writeCodeLists(ctx, seeded);
  const lists = await codeLists(ctx);
  for (const { list, terms } of seeded) {
    expect(termsOf(lists, list).map((term) => term.code)).toEqual(terms.map((term) => term.code));
  }
  expect(termsOf(lists, 'field').find((term) => term.code === '28.1')?.isHidden).toBe(true);
  expect(termsOf(lists, 'field').find((term) => term.code === '24.1')).toMatchObject({ parent: '24', isHidden: false });
});

test('a newer version takes the place of the older one', async () => {
  const source = '平台规则';
  await writeCodeLists(ctx, [{ list: 'colour', version: '1', terms: [{ code: 'r', label: '红', source }] }]);
  await writeCodeLists(ctx, [{ list: 'colour', version: '2', terms: [{ code: 'g', label: '绿', source }] }]);
  expect(termsOf(await codeLists(ctx), 'colour').map((term) => term.label)).toEqual(['绿']);
});

test('a cell may hold the code, the word or both', async () => {
  const lists = await codeLists(ctx);
  for (const text of ['24.1', '食品营养和安全', ' 24.1 食品营养和安全'])
    expect(findCode(lists, 'field', text)).toBe('24.1');
  expect(findCode(lists, 'field', '炼金术')).toBeNull();
  expect(findCode(lists, 'field', '  ')).toBeNull();
  expect(codeLabel(lists, 'region', '620100')).toBe('兰州市');
  expect(codeLabel(lists, 'region', '999999')).toBe('999999');
});
