import { Readable } from 'node:stream';
import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { auditLines, notices, organisationPapers, organisations, searchChanges } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { loadDocuments } from '#search/load.server.ts';
import {
  asActor,
  makeAchievement,
  makeContext,
  makeDemand,
  makeOrganisation,
  makePerson,
  type Organisation,
} from '#seeds/make.ts';
import { getPublicAchievement } from '../achievements/queries.server.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { getPublicDemand } from '../demands/queries.server.ts';
import { renameOrganisation } from './rename-organisation.server.ts';
import { reviewOrganisation } from './review-organisation.server.ts';
import { setSettings } from './set-settings.server.ts';

let db: Database;
let ctx: Context;
let unit: Organisation;
let owner: ActorContext;
let reviewer: ActorContext;

beforeAll(async () => {
  ({ db } = await testDatabase());
  ctx = makeContext(db);
  const operator = await makeOrganisation(db, { kind: 'organizer' });
  reviewer = await asActor(ctx, await makePerson(db, operator, [], { platformRoles: ['reviewer'] }));
});
beforeEach(async () => {
  unit = await makeOrganisation(db, { kind: 'university', verifiedAt: new Date() });
  owner = await asActor(ctx, await makePerson(db, unit, ['owner', 'officer']));
});

const row = async () => (await db.select().from(organisations).where(eq(organisations.id, unit.id)))[0];
const deeds = async () =>
  (await db.select().from(auditLines).where(eq(auditLines.subjectId, unit.id))).map((line) => line.deed);
const papers = async () => ({
  ...(await ctx.files.put(Readable.from([Buffer.from(`%PDF-1.7 ${Math.random()}`)]), 100)),
  name: '新执照.pdf',
});
const proofs = ['legal_person', 'authorisation'] as const;
const settings = {
  isStateEstablished: true,
  publicityDays: 20,
  publicityCount: 'working',
  objectionReviewDays: 0,
  teamPpm: 800_000,
  ttoPpm: 50_000,
  policySet: 'gansu',
  policyReason: '',
} as const;

test('the owner sets publicity and shares, with a trace; a fault changes nothing and is told by its field', async () => {
  await setSettings(owner, settings);
  expect(await row()).toMatchObject(settings);
  expect(await deeds()).toEqual(['organisation.settings']);
  const wrong = { ...settings, publicityDays: 10, teamPpm: 100_000 };
  await expect(setSettings(owner, wrong)).rejects.toMatchObject({
    code: 'invalid',
    faults: [{ field: 'publicityDays' }, { field: 'teamPpm' }],
  });
  expect(await row()).toMatchObject(settings);
});

test('nobody else sets them; an enterprise says whether it is state-owned, and nothing of publicity or floors binds it', async () => {
  const officer = await asActor(ctx, await makePerson(db, unit, ['officer', 'finance', 'approver']));
  await expect(setSettings(officer, settings)).rejects.toMatchObject({ code: 'forbidden' });
  const firm = await makeOrganisation(db, { kind: 'enterprise' });
  const boss = await asActor(ctx, await makePerson(db, firm, ['owner']));
  const own = { ...settings, publicityDays: 0, teamPpm: 0 };
  await setSettings(boss, own);
  const kept = await db.query.organisations.findFirst({ where: eq(organisations.id, firm.id) });
  expect(kept).toMatchObject(own);
  // What it says of its owner it does not take back by itself.
  await expect(setSettings(boss, { ...own, isStateEstablished: false })).rejects.toMatchObject({ code: 'invalid' });
  const agency = await makeOrganisation(db, { kind: 'broker_agency' });
  const broker = await asActor(ctx, await makePerson(db, agency, ['owner']));
  await expect(setSettings(broker, own)).rejects.toMatchObject({ code: 'forbidden' });
});

test('a new name shows nowhere before the reviewer has seen its papers; listings stay public and the search follows', async () => {
  const achievement = await makeAchievement(db, unit, { id: owner.actor.userId });
  const demand = await makeDemand(db, unit, { id: owner.actor.userId });
  await renameOrganisation(owner, { name: '新名称大学', papers: await papers() });
  expect(await row()).toMatchObject({ name: unit.name, pendingName: '新名称大学', state: 'submitted' });
  expect(await db.$count(organisationPapers, eq(organisationPapers.orgId, unit.id))).toBe(1);
  expect(await loadDocuments(db, 'achievement', [achievement.id])).toMatchObject([{ orgName: unit.name }]);
  expect(await getPublicAchievement(ctx, achievement.no)).toMatchObject({ org: { name: unit.name } });
  expect((await asActor(ctx, { id: owner.actor.userId })).actor.org?.verified).toBe(false);
  await reviewOrganisation(reviewer, unit.id, { event: 'verify', proofs });
  expect(await row()).toMatchObject({ name: '新名称大学', pendingName: null, state: 'verified' });
  for (const { id } of [achievement, demand]) {
    expect(await db.$count(searchChanges, eq(searchChanges.rowId, id))).toBe(1);
  }
  expect(await loadDocuments(db, 'achievement', [achievement.id])).toMatchObject([{ orgName: '新名称大学' }]);
  expect(await getPublicAchievement(ctx, achievement.no)).toMatchObject({ org: { name: '新名称大学' } });
});

test('a change of name under review is no way round publicity', async () => {
  await renameOrganisation(owner, { name: '改名大学', papers: await papers() });
  const ended = setSettings(owner, { ...settings, isStateEstablished: false });
  await expect(ended).rejects.toMatchObject({ code: 'invalid', faults: [{ field: 'isStateEstablished' }] });
  expect((await row())?.isStateEstablished).toBe(unit.isStateEstablished);
});

test('the same name, another role, or a review under way: no change of name', async () => {
  const officer = await asActor(ctx, await makePerson(db, unit, ['officer']));
  const given = { name: '另一所大学', papers: await papers() };
  await expect(renameOrganisation(officer, given)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(renameOrganisation(owner, { ...given, name: unit.name })).rejects.toMatchObject({ field: 'name' });
  await renameOrganisation(owner, given);
  expect((await row())?.pendingName).toBe(given.name);
  const again = { name: '再一次改名', papers: await papers() };
  await expect(renameOrganisation(owner, again)).rejects.toMatchObject({ code: 'state_changed' });
});

test('a returned change of name leaves the old name, and may be asked for again', async () => {
  const asked = { name: '退回改名大学', papers: await papers() };
  await renameOrganisation(owner, asked);
  await reviewOrganisation(reviewer, unit.id, { event: 'return', note: '新证照看不清' });
  expect(await row()).toMatchObject({ name: unit.name, pendingName: null, state: 'returned' });
  await renameOrganisation(owner, { ...asked, papers: await papers() });
  await reviewOrganisation(reviewer, unit.id, { event: 'verify', proofs });
  expect(await row()).toMatchObject({ name: asked.name, pendingName: null, state: 'verified' });
});

test('a withdrawn verification is told with its reason, takes listings off the public pages and stops new deeds', async () => {
  const achievement = await makeAchievement(db, unit, { id: owner.actor.userId });
  const demand = await makeDemand(db, unit, { id: owner.actor.userId });
  await reviewOrganisation(reviewer, unit.id, { event: 'revoke', note: '法人证书已注销' });
  expect(await row()).toMatchObject({ state: 'returned', reviewNote: '法人证书已注销', verifiedAt: null });
  expect(await deeds()).toEqual(['organisation.revoke']);
  expect(await db.$count(notices, eq(notices.userId, owner.actor.userId))).toBe(1);
  expect(await db.$count(searchChanges, eq(searchChanges.rowId, achievement.id))).toBe(1);
  expect(await loadDocuments(db, 'achievement', [achievement.id])).toEqual([]);
  expect(await loadDocuments(db, 'demand', [demand.id])).toEqual([]);
  await expect(getPublicAchievement(ctx, achievement.no)).rejects.toMatchObject({ code: 'not_found' });
  await expect(getPublicDemand(ctx, demand.no)).rejects.toMatchObject({ code: 'not_found' });
  expect((await asActor(ctx, { id: owner.actor.userId })).actor.org?.verified).toBe(false);
});

test('only a verified organisation loses its verification, only by a reviewer, never by one of its own', async () => {
  const revoke = { event: 'revoke', note: '证照失效' } as const;
  await expect(reviewOrganisation(owner, unit.id, revoke)).rejects.toMatchObject({ code: 'forbidden' });
  const own = await asActor(ctx, await makePerson(db, unit, ['officer'], { platformRoles: ['reviewer'] }));
  await expect(reviewOrganisation(own, unit.id, revoke)).rejects.toMatchObject({ code: 'forbidden' });
  const results = await Promise.allSettled([1, 2].map(() => reviewOrganisation(reviewer, unit.id, revoke)));
  expect(results.map((result) => result.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  await expect(reviewOrganisation(reviewer, unit.id, revoke)).rejects.toMatchObject({ code: 'state_changed' });
});
