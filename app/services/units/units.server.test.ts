import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { ContractState } from '#app/domain/contract-machine.ts';
import type { Database } from '#db/client.server.ts';
import { achievementPeople, contracts, organisations } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makeAchievement, makeContext, makeOrganisation, makePerson } from '#seeds/make.ts';
import { makeSignedContract } from '#seeds/make-signed-contract.ts';
import { licencesOf } from '../evaluations/queries.server.ts';
import { getPublicExpert } from './public-expert.server.ts';
import { getPublicUnit } from './queries.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});
const missing = { code: 'not_found' };

test('a person is named only by consent: his page goes with it', async () => {
  const ctx = makeContext(db);
  const unit = await makeOrganisation(db, { kind: 'university' });
  const work = await makeAchievement(db, unit, await makePerson(db, unit));
  const { uscc } = unit;
  const ofWork = eq(achievementPeople.achievementId, work.id);
  expect((await getPublicUnit(ctx, uscc)).people).toEqual([]);
  await expect(getPublicExpert(ctx, { uscc, name: '示例甲' })).rejects.toMatchObject(missing);
  await db.update(achievementPeople).set({ isPublic: true }).where(ofWork);
  expect((await getPublicUnit(ctx, uscc)).people.map(({ name }) => name)).toHaveLength(3);
  expect((await getPublicExpert(ctx, { uscc, name: '示例甲' })).works.map(({ no }) => no)).toEqual([work.no]);
  await db.update(achievementPeople).set({ isPublic: false }).where(ofWork);
  await expect(getPublicExpert(ctx, { uscc, name: '示例甲' })).rejects.toMatchObject(missing);
});

test('a unit is shown while a reviewer vouches for it; an enterprise only while it offers something', async () => {
  const ctx = makeContext(db);
  const unit = await makeOrganisation(db, { kind: 'institute' });
  await makeAchievement(db, unit, await makePerson(db, unit));
  expect(await getPublicUnit(ctx, unit.uscc)).toMatchObject({ achievements: 1, listed: 0, licences: 0 });
  await db.update(organisations).set({ state: 'unverified' }).where(eq(organisations.id, unit.id));
  await expect(getPublicUnit(ctx, unit.uscc)).rejects.toMatchObject(missing);
  const company = await makeOrganisation(db, { kind: 'enterprise' });
  await expect(getPublicUnit(ctx, company.uscc)).rejects.toMatchObject(missing);
  await makeAchievement(db, company, await makePerson(db, company));
  expect(await getPublicUnit(ctx, company.uscc)).toMatchObject({ achievements: 1 });
});

test('a licence is one on the page of its unit and of its achievement, suspended or under a demand too; one that ended early is none', async () => {
  const ctx = makeContext(db);
  const unit = await makeOrganisation(db, { kind: 'university' });
  const company = await makeOrganisation(db);
  const [unitOfficer, companyOfficer] = [await makePerson(db, unit), await makePerson(db, company)];
  const people = { unitOfficer, unitFinance: unitOfficer, unitApprover: unitOfficer, companyOfficer };
  const { contract } = await makeSignedContract(db, { unit, company, ...people, companyFinance: companyOfficer });
  const counted = async (state: ContractState) => {
    await db.update(contracts).set({ state }).where(eq(contracts.id, contract.id));
    const of = await licencesOf(ctx, contract.achievementId);
    return [(await getPublicUnit(ctx, unit.uscc)).licences, of.length];
  };
  for (const state of ['performing', 'suspended', 'defaulted', 'settled', 'closed'] as const)
    expect(await counted(state)).toEqual([1, 1]);
  for (const state of ['signed', 'terminated'] as const) expect(await counted(state)).toEqual([0, 0]);
});
