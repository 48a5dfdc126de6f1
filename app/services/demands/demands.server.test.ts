import { and, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { v7 } from 'uuid';
import type { ActorContext, Context } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { auditLines, demands, demandVersions, matches, searchChanges } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import {
  asActor,
  demandData,
  makeAchievement,
  makeContext,
  makeOrganisation,
  makePerson,
  testClock,
  type TestClock,
} from '#seeds/make.ts';
import { answerMatch } from '../matches/answer-match.server.ts';
import { listMatchGroups } from '../matches/match-groups.server.ts';
import { listDemandMatches } from '../matches/queries.server.ts';
import { closeDemand } from './close-demand.server.ts';
import { expireDemands } from './expire-demands.server.ts';
import { publishDemand } from './publish-demand.server.ts';
import { getOwnDemand, getPublicDemand, listOwnDemands } from './queries.server.ts';
import { renewDemand } from './renew-demand.server.ts';
import { reviseDemand } from './revise-demand.server.ts';
import { saveDemand } from './save-demand.server.ts';
import { solveDemand } from './solve-demand.server.ts';

let db: Database;
let clock: TestClock;
let ctx: Context;
let enterprise: Awaited<ReturnType<typeof makeOrganisation>>;
let officer: ActorContext;
let stranger: ActorContext;

const data = demandData({ confidentiality: 'name_public' });
beforeAll(async () => {
  ({ db } = await testDatabase());
});

beforeEach(async () => {
  clock = testClock();
  ctx = makeContext(db, { now: clock.now });
  enterprise = await makeOrganisation(db);
  officer = await asActor(ctx, await makePerson(db, enterprise));
  stranger = await asActor(ctx, await makePerson(db, await makeOrganisation(db)));
});

test('every save of a draft is a version, and the same form sent twice is one draft', async () => {
  const key = v7();
  const [draft, again] = await Promise.all([saveDemand(officer, { data, key }), saveDemand(officer, { data, key })]);
  expect(again.id).toBe(draft.id);
  const edited = await saveDemand(officer, { id: draft.id, versionN: 1, data: { ...data, title: '蛋白回收（二稿）' } });
  expect(edited).toMatchObject({ versionN: 2, title: '蛋白回收（二稿）', state: 'draft' });
  expect(await db.select().from(demandVersions).where(eq(demandVersions.demandId, draft.id))).toHaveLength(2);
});

test('two who edit the same version: one wins, the other is told', async () => {
  const draft = await saveDemand(officer, { data });
  const save = () => saveDemand(officer, { id: draft.id, versionN: 1, data });
  expect((await Promise.all([codeOf(save()), codeOf(save())])).sort()).toEqual(['conflict', 'done']);
});

test('publishing leaves an audit line and a search change in the same transaction, once for a replayed form', async () => {
  const key = v7();
  const demand = await publishDemand(officer, { data, key });
  expect((await publishDemand(officer, { data, key })).id).toBe(demand.id);
  expect(demand).toMatchObject({ state: 'published', versionN: 1 });
  const lines = await db
    .select()
    .from(auditLines)
    .where(and(eq(auditLines.subjectId, demand.id), eq(auditLines.deed, 'demand.publish')));
  expect(lines).toHaveLength(1);
  expect(await db.select().from(searchChanges).where(eq(searchChanges.rowId, demand.id))).toHaveLength(1);
});

test('an unverified enterprise keeps drafts but publishes nothing', async () => {
  const fresh = await makeOrganisation(db, { state: 'unverified' });
  const person = await asActor(ctx, await makePerson(db, fresh));
  await saveDemand(person, { data });
  expect(await codeOf(publishDemand(person, { data }))).toBe('organisation_unverified');
  expect((await listOwnDemands(person, { state: null, page: 1 })).counts).toEqual({ draft: 1 });
});

test('only officers of an enterprise write demands, and only their own', async () => {
  const finance = await asActor(ctx, await makePerson(db, enterprise, ['finance', 'owner']));
  expect(await codeOf(saveDemand(finance, { data }))).toBe('forbidden');
  const university = await makeOrganisation(db, { kind: 'university' });
  expect(await codeOf(saveDemand(await asActor(ctx, await makePerson(db, university)), { data }))).toBe('forbidden');
  const demand = await publishDemand(officer, { data });
  expect(await codeOf(reviseDemand(stranger, { id: demand.id, versionN: 1, data }))).toBe('not_found');
  expect(await codeOf(closeDemand(stranger, { id: demand.id, reason: 'no_budget' }))).toBe('not_found');
  expect(await codeOf(getOwnDemand(stranger, demand.id))).toBe('not_found');
});

test('a day in the past or more than a year ahead is refused at its field', async () => {
  await expect(saveDemand(officer, { data: { ...data, validUntilOn: '2026-11-21' } })).rejects.toMatchObject({
    field: 'validUntilOn',
  });
  await expect(saveDemand(officer, { data: { ...data, validUntilOn: '2027-12-31' } })).rejects.toMatchObject({
    field: 'validUntilOn',
  });
  await expect(saveDemand(officer, { data: { ...data, solveByOn: '2026-11-20' } })).rejects.toMatchObject({
    field: 'solveByOn',
  });
});

test('a revision is a new version over the one that was read', async () => {
  const demand = await publishDemand(officer, { data });
  const revised = await reviseDemand(officer, { id: demand.id, versionN: 1, data: { ...data, summary: '补了指标' } });
  expect(revised.versionN).toBe(2);
  expect(await codeOf(reviseDemand(officer, { id: demand.id, versionN: 1, data }))).toBe('conflict');
  expect((await getOwnDemand(officer, demand.id)).data.summary).toBe('补了指标');
});

test('a demand ends as solved, closed or expired, and an expired one can be renewed', async () => {
  const solved = await publishDemand(officer, { data });
  expect((await solveDemand(officer, solved)).state).toBe('solved');
  expect(await codeOf(closeDemand(officer, { id: solved.id, reason: 'other' }))).toBe('state_changed');
  const demand = await publishDemand(officer, { data });
  clock.moveDays(200);
  await expireDemands(ctx);
  await expireDemands(ctx);
  const [row] = await db.select().from(demands).where(eq(demands.id, demand.id));
  expect(row?.state).toBe('expired');
  expect(await codeOf(getPublicDemand(ctx, demand.no))).toBe('not_found');
  const renewed = await renewDemand(officer, { id: demand.id, validUntilOn: '2027-12-01' });
  expect(renewed).toMatchObject({ state: 'published', versionN: 2, validUntilOn: '2027-12-01' });
  // The trail names the version that went public, not the one that had expired.
  const trail = await db.select().from(auditLines).where(eq(auditLines.subjectId, demand.id));
  expect(trail.find(({ deed }) => deed === 'demand.renew')?.versionN).toBe(2);
});

test('an anonymous demand names no enterprise, a targeted one and a draft are not found', async () => {
  const anonymous = await publishDemand(officer, { data: { ...data, confidentiality: 'anonymous' } });
  const seen = await getPublicDemand(ctx, anonymous.no);
  expect(seen.orgName).toBeNull();
  expect(JSON.stringify(seen)).not.toContain(enterprise.id);
  const targeted = await publishDemand(officer, { data: { ...data, confidentiality: 'targeted' } });
  expect(await codeOf(getPublicDemand(officer, targeted.no))).toBe('not_found');
  expect(await codeOf(getPublicDemand(ctx, (await saveDemand(officer, { data })).no))).toBe('not_found');
});

test('a match is dismissed with a reason and taken back, by the demand’s own officer only', async () => {
  const university = await makeOrganisation(db, { kind: 'university' });
  const person = await makePerson(db, university);
  const achievement = await makeAchievement(db, university, person);
  const demand = await publishDemand(officer, { data: { ...data, confidentiality: 'anonymous' } });
  const [match] = await db
    .insert(matches)
    .values({
      demandId: demand.id,
      demandVersionN: 1,
      achievementId: achievement.id,
      achievementVersionN: 1,
      level: 'strong',
      scorePpm: 765_000,
      rank: 1,
      computedAt: ctx.now(),
      reasons: {
        schemaVersion: 1,
        terms: [{ term: '马铃薯', sharePpm: 400_000 }],
        coveragePpm: 400_000,
        missingTerms: [],
        factors: [],
        textPpm: 900_000,
        fitPpm: null,
      },
    })
    .returning();
  const matchId = match?.id ?? '';
  const seller = await asActor(ctx, person);
  const offeredTo = async (who: ActorContext) => (await listMatchGroups(who)).offered;
  expect(await offeredTo(seller)).toMatchObject([
    { title: data.title, orgName: null, rows: [{ answer: null, terms: ['马铃薯'] }] },
  ]);
  const decline = (who: ActorContext) => answerMatch(who, { matchId, answer: 'declined', reason: 'too_early' });
  expect(await codeOf(decline(stranger))).toBe('not_found');
  await decline(officer);
  expect((await listDemandMatches(officer, demand))[0]).toMatchObject({ answer: 'declined', reason: 'too_early' });
  expect((await offeredTo(seller))[0]?.rows[0]).toMatchObject({ answer: 'declined', reason: 'too_early' });
  // Its own word only: the supplier cannot take back what the enterprise said.
  expect(await codeOf(answerMatch(seller, { matchId, answer: null }))).toBe('state_changed');
  await answerMatch(officer, { matchId, answer: null });
  expect((await listDemandMatches(officer, demand))[0]?.answer).toBeNull();
});
