import { beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeContext, makePerson } from '#seeds/make.ts';
import { secrecyRules } from '#seeds/reference/secrecy-rules.ts';
import { compilePattern } from '#app/domain/safe-pattern.ts';
import { listSecrecyRules, switchSecrecyRule } from './keep-rules.server.ts';
import { writeShippedRules } from './write-shipped-rules.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

test('a site begins with the rules of the release; what its administrator switched off stays off at the next start', async () => {
  const ctx = makeContext(db);
  const admin = await asActor(ctx, await makePerson(db, null, [], { platformRoles: ['admin'] }));
  await Promise.all([writeShippedRules(ctx, secrecyRules), writeShippedRules(ctx, secrecyRules)]);
  const rules = await listSecrecyRules(admin);
  expect(rules).toHaveLength(secrecyRules.length);
  expect(rules.every(({ isActive }) => isActive)).toBe(true);
  const off = rules.find(({ name }) => name === '靶场');
  await switchSecrecyRule(admin, { ruleId: off?.id ?? '', isActive: false });
  await writeShippedRules(ctx, [
    ...secrecyRules,
    { name: '新版本的词', kind: 'word', text: '新版本的词', action: 'review' },
  ]);
  const after = await listSecrecyRules(admin);
  expect(after).toHaveLength(secrecyRules.length + 1);
  expect(after.filter(({ isActive }) => !isActive).map(({ name }) => name)).toEqual(['靶场']);
});

test('every pattern of the release can be run', () => {
  for (const { kind, text } of secrecyRules) expect(kind === 'word' || compilePattern(text) !== null, text).toBe(true);
});
