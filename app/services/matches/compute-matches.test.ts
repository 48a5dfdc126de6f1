import { and, asc, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { achievements, demands, demandVersions, matches, searchChanges } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { drainSearch } from '#search/changes.server.ts';
import type { SearchEngine } from '#search/engine.ts';
import { openSearch } from '#search/index.server.ts';
import { demandData, makeAchievement, makeContext, makeDemand, makeOrganisation, makePerson } from '#seeds/make.ts';
import { computeMatches } from './compute-matches.server.ts';

let db: Database;
let search: SearchEngine;
let university: Awaited<ReturnType<typeof makeOrganisation>>;
let enterprise: typeof university;
let officer: Awaited<ReturnType<typeof makePerson>>;
let buyer: typeof officer;

beforeAll(async () => {
  ({ db } = await testDatabase());
  search = openSearch({ db });
});
beforeEach(async () => {
  university = await makeOrganisation(db, { kind: 'university' });
  officer = await makePerson(db, university, ['officer']);
  enterprise = await makeOrganisation(db, { kind: 'enterprise' });
  buyer = await makePerson(db, enterprise, ['officer']);
});

async function offer(...given: Parameters<typeof makeAchievement>[3][]) {
  const rows = [];
  for (const data of given) rows.push(await makeAchievement(db, university, officer, data));
  await db.insert(searchChanges).values(rows.map(({ id }) => ({ kind: 'achievement', rowId: id })));
  await drainSearch({ db, search });
  return rows;
}
const matchesOf = (demandId: string) =>
  db.select().from(matches).where(eq(matches.demandId, demandId)).orderBy(asc(matches.rank));
const compute = (demandId: string, engine = search) =>
  computeMatches(makeContext(db, { search: engine }), { demandId });

const saffron = (given: object = {}) => ({
  name: '藏红花花丝低温干燥与西红花苷保留',
  problem: '花丝干燥时西红花苷损失',
  solution: '真空低温干燥藏红花花丝',
  abstract: '藏红花花丝干燥，西红花苷保留率 92%',
  keywords: ['藏红花', '西红花苷', '低温干燥'],
  ...given,
});
const saffronDemand = {
  title: '藏红花花丝干燥',
  summary: '藏红花花丝低温干燥，减少西红花苷损失。',
  problem: '西红花苷损失大。',
  statusQuo: '',
  metrics: [],
};

test('a demand finds what it asks for, best first, with the reasons stored', async () => {
  const [fitting, unfitting] = await offer(
    saffron(),
    saffron({ name: '藏红花花丝干燥设备', trl: 2, fields: ['18.1'] }),
  );
  const demand = await makeDemand(db, enterprise, buyer, saffronDemand);
  const { count } = await compute(demand.id);
  const rows = await matchesOf(demand.id);
  expect(rows).toHaveLength(count);
  expect(rows.slice(0, 2).map(({ achievementId }) => achievementId)).toEqual([fitting!.id, unfitting!.id]);
  expect(rows.map(({ rank }) => rank)).toEqual(rows.map((_, at) => at + 1));
  expect(rows[0]).toMatchObject({ level: 'strong', demandVersionN: 1, achievementVersionN: 1, dismissedReason: null });
  expect(rows[0]?.reasons.terms.map(({ term }) => term)).toContain('花丝');
  expect(rows[0]?.reasons.factors.find(({ factor }) => factor === 'price')).toMatchObject({ verdict: 'meets' });
  const [head] = await db.select().from(demands).where(eq(demands.id, demand.id));
  expect(head).toMatchObject({ matchedVersionN: 1 });
  expect(head?.matchedAt).not.toBeNull();
});

test('again changes nothing; what is withdrawn goes; what was declined stays declined', async () => {
  const [kept, declined, withdrawn] = await offer(saffron(), saffron({ name: '花丝二' }), saffron({ name: '花丝三' }));
  const demand = await makeDemand(db, enterprise, buyer, saffronDemand);
  await compute(demand.id);
  const before = await matchesOf(demand.id);
  await compute(demand.id);
  expect((await matchesOf(demand.id)).map(({ id, scorePpm }) => [id, scorePpm])).toEqual(
    before.map(({ id, scorePpm }) => [id, scorePpm]),
  );

  const pair = (achievementId: string) =>
    and(eq(matches.demandId, demand.id), eq(matches.achievementId, achievementId));
  await db.update(matches).set({ answer: 'declined', dismissedReason: 'too_early' }).where(pair(declined!.id));
  for (const row of [declined!, withdrawn!]) {
    await db.update(achievements).set({ state: 'withdrawn' }).where(eq(achievements.id, row.id));
    await db.insert(searchChanges).values({ kind: 'achievement', rowId: row.id });
  }
  await drainSearch({ db, search });
  await compute(demand.id);
  const after = await matchesOf(demand.id);
  expect(after.map(({ achievementId }) => achievementId)).toEqual(expect.arrayContaining([kept!.id, declined!.id]));
  expect(after.map(({ achievementId }) => achievementId)).not.toContain(withdrawn!.id);
  expect(after.find(({ achievementId }) => achievementId === declined!.id)?.dismissedReason).toBe('too_early');
});

test('a version that was superseded while the engine worked writes nothing', async () => {
  await offer(saffron());
  const demand = await makeDemand(db, enterprise, buyer, saffronDemand);
  const slow: SearchEngine = {
    ...bound(search),
    match: async (request) => {
      const answer = await search.match(request);
      await db
        .insert(demandVersions)
        .values({ demandId: demand.id, n: 2, data: demandData(), sha256: 'x', authorId: buyer.id });
      await db.update(demands).set({ versionN: 2 }).where(eq(demands.id, demand.id));
      return answer;
    },
  };
  expect(await compute(demand.id, slow)).toEqual({ count: 0, strong: 0 });
  expect(await matchesOf(demand.id)).toEqual([]);
});

test('each metric stands beside what the achievement states, and of a closed text nothing is told', async () => {
  const advantages = [{ metric: '保留率', unit: '%', ours: '92', baseline: '80', baselineName: '热风' }];
  const given = { advantages, name: '藏红花干燥甲' };
  const [open, closed] = await offer(saffron(given), saffron({ ...given, name: '藏红花干燥乙', publication: 'nda' }));
  const metrics = [
    { name: '保留率', operator: '>=' as const, value: '90', unit: '%', method: '液相' },
    { name: '单批能耗', operator: '<=' as const, value: '40', unit: 'kW·h', method: '' },
  ];
  const demand = await makeDemand(db, enterprise, buyer, { ...saffronDemand, metrics });
  await compute(demand.id);
  const rows = new Map((await matchesOf(demand.id)).map((row) => [row.achievementId, row.reasons]));
  expect(rows.get(open!.id)?.metrics).toMatchObject([
    { verdict: 'meets', offered: { value: '92', unit: '%' } },
    { verdict: 'unknown', offered: null },
  ]);
  expect(rows.get(closed!.id)?.metrics?.map(({ verdict }) => verdict)).toEqual(['unknown', 'unknown']);
});

test('two computations at once end with one list', async () => {
  await offer(saffron());
  const demand = await makeDemand(db, enterprise, buyer, saffronDemand);
  await Promise.all([compute(demand.id), compute(demand.id), compute(demand.id)]);
  const rows = await matchesOf(demand.id);
  expect(new Set(rows.map(({ rank }) => rank)).size).toBe(rows.length);
  expect(rows.length).toBeGreaterThan(0);
});

test('an unknown demand is not found', async () => {
  await expect(compute('00000000-0000-7000-8000-000000000001')).rejects.toMatchObject({ code: 'not_found' });
});

const bound = (engine: SearchEngine): SearchEngine => ({
  name: engine.name,
  search: (request) => engine.search(request),
  match: (request) => engine.match(request),
  suggest: (request) => engine.suggest(request),
  put: (documents) => engine.put(documents),
  remove: (kind, ids) => engine.remove(kind, ids),
  rebuild: (kind) => engine.rebuild(kind),
  healthy: () => engine.healthy(),
});
