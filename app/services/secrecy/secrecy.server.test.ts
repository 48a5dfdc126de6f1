import { beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { achievements, achievementVersions } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { achievementData, asActor, makeContext, makeOrganisation, makePerson } from '#seeds/make.ts';
import { createAchievement } from '../achievements/create-achievement.server.ts';
import { addSecrecyRule, listSecrecyRules, switchSecrecyRule } from './keep-rules.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

test('what a rule stops is not stored, only that it was stopped; switched off, the rule stops nothing', async () => {
  const ctx = makeContext(db);
  const unit = await makeOrganisation(db, { kind: 'university' });
  const officer = await asActor(ctx, await makePerson(db, unit, ['officer']));
  const admin = await asActor(ctx, await makePerson(db, null, [], { platformRoles: ['admin'] }));
  const rule = { name: '密级标志', kind: 'word', text: '绝密★', action: 'refuse' } as const;
  await expect(addSecrecyRule(officer, rule)).rejects.toMatchObject({ code: 'forbidden' });
  await addSecrecyRule(admin, rule);
  await expect(addSecrecyRule(admin, rule)).rejects.toMatchObject({ code: 'duplicate' });
  const input = { data: achievementData({ name: '某项技术', abstract: '绝密 ★ 十年' }), people: [] };
  await expect(createAchievement(officer, input)).rejects.toMatchObject({
    code: 'secrecy_refused',
    params: { rule: '密级标志' },
  });
  expect(await db.$count(achievements)).toBe(0);
  expect(await db.$count(achievementVersions)).toBe(0);
  const [kept] = await listSecrecyRules(admin);
  expect(kept).toMatchObject({ stops: 1 });
  await switchSecrecyRule(admin, { ruleId: kept!.id, isActive: false });
  const flagged = await createAchievement(officer, { ...input, data: { ...input.data, fields: ['18.5'] } });
  expect(flagged.reviewFlags).toEqual(['领域：核能']);
});
