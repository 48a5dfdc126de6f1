import { beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeContext, makePerson } from '#seeds/make.ts';
import { secrecyRules } from '#db/schema/index.ts';
import { secrecyRules as shipped } from '#seeds/reference/secrecy-rules.ts';
import { compilePattern } from '#app/domain/safe-pattern.ts';
import { addSecrecyRule, listSecrecyRules, switchSecrecyRule } from './keep-rules.server.ts';
import { writeShippedRules } from './write-shipped-rules.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

test('a site begins with the rules of the release; what its administrator switched off stays off at the next start', async () => {
  const ctx = makeContext(db);
  const admin = await asActor(ctx, await makePerson(db, null, [], { platformRoles: ['admin'] }));
  await Promise.all([writeShippedRules(ctx, shipped), writeShippedRules(ctx, shipped)]);
  const rules = await listSecrecyRules(admin);
  expect(rules).toHaveLength(shipped.length);
  expect(rules.every(({ isActive }) => isActive)).toBe(true);
  const off = rules.find(({ name }) => name === '靶场');
  await switchSecrecyRule(admin, { ruleId: off?.id ?? '', isActive: false });
  await writeShippedRules(ctx, [
    ...shipped,
    { name: '新版本的词', kind: 'word', text: '新版本的词', action: 'review' },
  ]);
  const after = await listSecrecyRules(admin);
  expect(after).toHaveLength(shipped.length + 1);
  expect(after.filter(({ isActive }) => !isActive).map(({ name }) => name)).toEqual(['靶场']);
});

test('a release that words its rules anew replaces them, once, and nothing that an administrator wrote or switched off', async () => {
  const ctx = makeContext(db);
  const admin = await asActor(ctx, await makePerson(db, null, [], { platformRoles: ['admin'] }));
  const old = [1, 2, 3].map((n) => ({
    name: `改写的规则${n}`,
    kind: 'word' as const,
    text: `旧词${n}`,
    action: 'review' as const,
  }));
  await writeShippedRules(ctx, old);
  // The third site ran a release that put the new words beside the old ones.
  await db.insert(secrecyRules).values({ ...old[2]!, text: '新词3', createdAt: ctx.now() });
  await addSecrecyRule(admin, { ...old[0]!, text: '本站自己的词' });
  const named = async (n: number) =>
    (await listSecrecyRules(admin))
      .filter(({ name }) => name === `改写的规则${n}`)
      .map(({ text, isActive }) => `${text} ${isActive ? '开' : '关'}`)
      .toSorted();
  const second = (await listSecrecyRules(admin)).find(({ text }) => text === '旧词2');
  await switchSecrecyRule(admin, { ruleId: second?.id ?? '', isActive: false });
  const reworded = old.map((rule, at) => ({ ...rule, text: `新词${at + 1}` }));
  await Promise.all([writeShippedRules(ctx, reworded), writeShippedRules(ctx, reworded)]);
  expect(await named(1)).toEqual(['新词1 开', '本站自己的词 开']);
  expect(await named(2)).toEqual(['新词2 关']);
  expect(await named(3)).toEqual(['新词3 开', '旧词3 关']);
});

test('every pattern of the release can be run', () => {
  for (const { kind, text } of shipped) expect(kind === 'word' || compilePattern(text) !== null, text).toBe(true);
});
