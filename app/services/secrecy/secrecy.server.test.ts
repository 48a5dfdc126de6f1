import { beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { achievements, achievementVersions } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { achievementData, asActor, makeContext, makeOrganisation, makePerson } from '#seeds/make.ts';
import { createAchievement } from '../achievements/create-achievement.server.ts';
import { screenTexts } from './screen-record.server.ts';
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

test('the screen reads every text of a record, its team, its listing and what is said of it', async () => {
  const ctx = makeContext(db);
  const unit = await makeOrganisation(db, { kind: 'university' });
  const person = await makePerson(db, unit, ['officer', 'approver']);
  const officer = await asActor(ctx, person);
  const admin = await asActor(ctx, await makePerson(db, null, [], { platformRoles: ['admin'] }));
  await addSecrecyRule(admin, { name: '代号', kind: 'pattern', text: '某工程[0-9]{3}', action: 'refuse' });
  const secret = '某工程７０８';
  const hidden: Partial<ReturnType<typeof achievementData>>[] = [
    { advantages: [{ metric: '精度', unit: '%', ours: '1', baseline: '2', baselineName: secret }] },
    { projects: [{ level: 'own', programme: secret, no: null, fundingFen: null, acceptedOn: null, conclusion: null }] },
    { units: [{ name: secret, uscc: null, nature: null, isStateEstablished: null }] },
    { tradeSecret: secret },
  ];
  for (const [at, given] of hidden.entries()) {
    const data = achievementData({ name: `藏在别处的技术 ${at}`, ...given });
    await expect(createAchievement(officer, { data, people: [] })).rejects.toMatchObject({ code: 'secrecy_refused' });
  }
  const people = [{ name: '张三', title: secret, sharePpm: 1_000_000 }];
  const data = achievementData({ name: '藏在团队里的技术' });
  await expect(createAchievement(officer, { data, people })).rejects.toMatchObject({ code: 'secrecy_refused' });
  await expect(screenTexts(officer, ['寻常的话', secret])).rejects.toMatchObject({ code: 'secrecy_refused' });
  expect(await screenTexts(officer, ['寻常的话'])).toEqual([]);
});
