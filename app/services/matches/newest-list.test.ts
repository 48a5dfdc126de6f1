import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { firstMatchWeights } from '#app/domain/match-weights.ts';
import type { Database } from '#db/client.server.ts';
import { demands, matches, matchWeights, notices, organisations, searchChanges } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { drainSearch } from '#search/changes.server.ts';
import type { SearchEngine } from '#search/engine.ts';
import { openSearch } from '#search/index.server.ts';
import { makeAchievement, makeContext, makeDemand, makeOrganisation, makePerson } from '#seeds/make.ts';
import { computeMatches } from './compute-matches.server.ts';
import { currentWeights } from './current-weights.server.ts';

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

/** Texts that share no word with those of another name. */
async function offer(name: string, more = ''): Promise<string> {
  const data = {
    name: `${name}one ${name}two${more}`,
    problem: `${name}two ${name}three`,
    solution: `${name}three`,
    abstract: `${name}one`,
    keywords: [`${name}three`],
  };
  const { id } = await makeAchievement(db, university, officer, data);
  await db.insert(searchChanges).values({ kind: 'achievement', rowId: id });
  await drainSearch({ db, search });
  return id;
}
const want = (name: string) =>
  makeDemand(db, enterprise, buyer, {
    title: `${name}one ${name}two`,
    summary: `${name}two ${name}three`,
    problem: `${name}one`,
    statusQuo: '',
    metrics: [],
  });
const listOf = (demandId: string) => db.select().from(matches).where(eq(matches.demandId, demandId));
const compute = (demandId: string, engine = search) =>
  computeMatches(makeContext(db, { search: engine }), { demandId, cause: 'demand' });

/** An engine that has its answer ready, and gives it only after something else happened; each time but the last. */
function slow(...meanwhile: (() => Promise<unknown>)[]): SearchEngine {
  return new Proxy(search, {
    get: (engine, key) => {
      const own: unknown = Reflect.get(engine, key);
      if (key !== 'match') return typeof own === 'function' ? (own.bind(engine) as unknown) : own;
      return async (request: Parameters<SearchEngine['match']>[0]) => {
        const answer = await search.match(request);
        await meanwhile.shift()?.();
        return answer;
      };
    },
  });
}

test('a slow computation does not put an older list in the place of a newer one', async () => {
  await offer('juhua');
  const demand = await want('juhua');
  let added = '';
  const engine = slow(async () => {
    added = await offer('juhua', ' 二');
    await compute(demand.id);
  });
  expect(await compute(demand.id, engine)).toMatchObject({ count: 2 });
  expect((await listOf(demand.id)).map(({ achievementId }) => achievementId)).toContain(added);
});

test('one that was overtaken twice leaves the list that was begun after it', async () => {
  await offer('meihua');
  const demand = await want('meihua');
  const overtake = () => compute(demand.id);
  expect(
    await compute(
      demand.id,
      slow(overtake, overtake, () => expect.unreachable()),
    ),
  ).toMatchObject({ count: 1 });
  const [head] = await db.select().from(demands).where(eq(demands.id, demand.id));
  expect(head?.matchRound).toBe(2);
});

test('a list is never written by weights that are in force no more', async () => {
  await offer('lanhua');
  const demand = await want('lanhua');
  const { version } = await currentWeights({ ...makeContext(db), db });
  const replace = () => db.insert(matchWeights).values({ version: version + 1, weights: firstMatchWeights });
  await compute(demand.id, slow(replace));
  expect((await listOf(demand.id)).map(({ weightsVersion }) => weightsVersion)).toEqual([version + 1]);
});

test('of a unit whose listings are hidden neither demands nor achievements are told', async () => {
  const hide = (id: string, state: 'returned' | 'verified') =>
    db.update(organisations).set({ state }).where(eq(organisations.id, id));
  const told = async (userId: string) => (await db.select().from(notices).where(eq(notices.userId, userId))).length;
  await offer('lianhua');
  await hide(enterprise.id, 'returned');
  expect(await compute((await want('lianhua')).id)).toMatchObject({ strong: 1 });
  expect(await told(officer.id)).toBe(0);
  await hide(enterprise.id, 'verified');
  await hide(university.id, 'returned');
  const demand = await want('lianhua');
  await compute(demand.id);
  await db.delete(matches).where(eq(matches.demandId, demand.id));
  await computeMatches(makeContext(db, { search }), { demandId: demand.id, cause: 'achievement' });
  expect([await told(officer.id), await told(buyer.id)]).toEqual([0, 0]);
  await hide(university.id, 'verified');
  await compute((await want('lianhua')).id);
  expect(await told(officer.id)).toBe(1);
});
