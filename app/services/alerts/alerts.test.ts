import { and, count, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { readAchievementSearch } from '#app/domain/achievement-search.ts';
import { maxFollows, maxSavedSearches } from '#app/domain/saved-search.ts';
import type { Database } from '#db/client.server.ts';
import {
  achievements,
  achievementVersions,
  demands,
  demandVersions,
  follows,
  notices,
  savedSearches,
  synonymGroups,
  synonymVersion,
} from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import type { SearchEngine } from '#search/engine.ts';
import { openSearch } from '#search/index.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { asActor, makeAchievement, makeContext, makeDemand, makeOrganisation, makePerson } from '#seeds/make.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { refreshMatches } from '../matches/refresh-matches.server.ts';
import { noteSearchChange } from '../platform/note-search-change.server.ts';
import { follow } from './follow.server.ts';
import { keepSearch } from './keep-search.server.ts';
import { percolate } from './percolate.server.ts';
import { listAlerts } from './queries.server.ts';
import { saveSearch } from './save-search.server.ts';

let db: Database;
let search: SearchEngine;
let ctx: ReturnType<typeof makeContext>;
let university: Awaited<ReturnType<typeof makeOrganisation>>;
let seller: ActorContext;
let reader: ActorContext;

beforeAll(async () => {
  ({ db } = await testDatabase());
  search = openSearch({ db });
});
beforeEach(async () => {
  ctx = makeContext(db, { search });
  university = await makeOrganisation(db, { kind: 'university' });
  seller = await asActor(ctx, await makePerson(db, university));
  reader = await asActor(ctx, await makePerson(db, null));
});

const words = (name: string) => ({
  name: `${name}one ${name}two`,
  problem: `${name}two`,
  solution: `${name}three`,
  abstract: `${name}one`,
  keywords: [`${name}one`],
});
async function offer(name: string) {
  const row = await makeAchievement(db, university, { id: seller.actor.userId }, words(name));
  await inTransaction(seller, (tx) => noteSearchChange(tx, 'achievement', row.id));
  await refreshMatches(ctx);
  return row;
}
const again = async (kind: 'achievement' | 'demand', id: string) => {
  await inTransaction(seller, (tx) => noteSearchChange(tx, kind, id));
  await refreshMatches(ctx);
};
const save = (who: ActorContext, query: string) =>
  saveSearch(who, { kind: 'achievement', search: readAchievementSearch(new URLSearchParams(query)), name: query });
const told = async (who: ActorContext) =>
  (
    await db
      .select({ kind: notices.kind, href: notices.href })
      .from(notices)
      .where(eq(notices.userId, who.actor.userId))
  ).filter(({ kind }) => kind.startsWith('alert.') || kind.startsWith('follow.'));
test('a new record is told once to who waits for it, and to nobody else', async () => {
  const other = await asActor(ctx, await makePerson(db, null));
  await save(reader, 'q=alphaone alphatwo');
  await save(other, 'q=betaone');
  const row = await offer('alpha');
  expect(await told(reader)).toEqual([{ kind: 'alert.search', href: `/achievements/${row.no}` }]);
  expect(await told(other)).toEqual([]);
  await again('achievement', row.id);
  expect(await told(reader)).toHaveLength(1);
  expect((await listAlerts(reader)).searches[0]).toMatchObject({ foundCount: 1 });
});

test('words that nobody has written yet are waited for', async () => {
  await save(reader, 'q=gammaone');
  const row = await offer('gamma');
  expect(await told(reader)).toEqual([{ kind: 'alert.search', href: `/achievements/${row.no}` }]);
});

test('a search hears of a record that says it in another word of one meaning', async () => {
  await save(reader, 'q=洋芋');
  const row = await makeAchievement(db, university, { id: seller.actor.userId });
  await again('achievement', row.id);
  expect(await told(reader)).toEqual([{ kind: 'alert.search', href: `/achievements/${row.no}` }]);
});

test.each([
  ['智能调光玻璃', '智能调光玻璃', 'the word itself'],
  ['智能调光玻璃', '电致变色', 'the other word of its group'],
  ['carbon fiber', 'Carbon  Fiber 预制体', 'a word with a blank'],
  ['carbon fiber', '碳纤维', 'the other word of a word with a blank'],
])('%s is heard of in %s: %s that the cutter cuts apart', async (asked, title) => {
  await db
    .insert(synonymGroups)
    .values([{ words: ['电致变色', '智能调光玻璃'] }, { words: ['碳纤维', 'carbon fiber'] }]);
  await db.insert(synonymVersion).values({ version: 7 });
  try {
    await save(reader, `q=${asked}`);
    const text = { name: title, problem: '', solution: '', abstract: '', keywords: [] };
    const row = await makeAchievement(db, university, { id: seller.actor.userId }, text);
    await again('achievement', row.id);
    const { hits } = await search.search({
      kind: 'achievement',
      words: asked,
      filters: { orgId: university.id },
      sort: 'relevance',
      offset: 0,
      limit: 5,
    });
    expect(hits.map(({ document }) => document.id)).toEqual([row.id]);
    expect(await told(reader)).toEqual([{ kind: 'alert.search', href: `/achievements/${row.no}` }]);
  } finally {
    await db.delete(synonymGroups);
    await db.delete(synonymVersion);
  }
});

test('where administrators removed every group, words of one meaning are two words again', async () => {
  await db.insert(synonymVersion).values({ version: 1 });
  await save(reader, 'q=洋芋');
  const row = await makeAchievement(db, university, { id: seller.actor.userId });
  await again('achievement', row.id);
  expect(await told(reader)).toEqual([]);
  await db.delete(synonymVersion);
});

test('several at once are one notice that leads to the list', async () => {
  await save(reader, 'q=deltaone');
  const rows: { id: string }[] = [];
  for (const suffix of ['x', 'y']) {
    const data = { ...words('delta'), name: `deltaone ${suffix}` };
    rows.push(await makeAchievement(db, university, { id: seller.actor.userId }, data));
  }
  await inTransaction(seller, (tx) => noteSearchChange(tx, 'achievement', ...rows.map(({ id }) => id)));
  await refreshMatches(ctx);
  expect(await told(reader)).toEqual([{ kind: 'alert.search', href: '/achievements?q=deltaone' }]);
});

test('nobody is told of what his own organisation published', async () => {
  await save(seller, 'q=epsilonone');
  await offer('epsilon');
  expect(await told(seller)).toEqual([]);
});

test('a paused search is silent, a removed one is gone, and a stranger touches neither', async () => {
  const kept = await save(reader, 'q=zetaone');
  expect(await codeOf(keepSearch(seller, { id: kept.id, to: 'removed' }))).toBe('not_found');
  await keepSearch(reader, { id: kept.id, to: 'paused' });
  await offer('zeta');
  expect(await told(reader)).toEqual([]);
  await keepSearch(reader, { id: kept.id, to: 'removed' });
  expect((await listAlerts(reader)).searches).toEqual([]);
});

test('the same search is kept once, and one for everything is refused', async () => {
  await Promise.all([save(reader, 'q=etaone&page=3'), save(reader, 'q=etaone')]);
  expect((await listAlerts(reader)).searches).toHaveLength(1);
  expect(await codeOf(save(reader, ''))).toBe('invalid');
});

test('who keeps as many searches as he may, takes up one of them again and begins no other', async () => {
  await save(reader, 'q=iotaone');
  const [kept] = await db.select().from(savedSearches).where(eq(savedSearches.userId, reader.actor.userId));
  await keepSearch(reader, { id: kept!.id, to: 'paused' });
  await db.insert(savedSearches).values(
    Array.from({ length: maxSavedSearches - 1 }, (_, at) => ({
      ...kept!,
      id: v7(),
      path: `/achievements?q=kappa${at}`,
    })),
  );
  expect(await codeOf(save(reader, 'q=lambdaone'))).toBe('invalid');
  expect(await save(reader, 'q=iotaone')).toMatchObject({ id: kept!.id, pausedAt: null });
});

test('of several searches saved at once only so many are kept as he may', async () => {
  await save(reader, 'q=iotaone');
  const [kept] = await db.select().from(savedSearches).where(eq(savedSearches.userId, reader.actor.userId));
  await db.insert(savedSearches).values(
    Array.from({ length: maxSavedSearches - 2 }, (_, at) => ({
      ...kept!,
      id: v7(),
      path: `/achievements?q=kappa${at}`,
    })),
  );
  const codes = await Promise.all([1, 2, 3, 4].map((at) => codeOf(save(reader, `q=mu${at}one`))));
  expect(codes.filter((code) => code === 'done')).toHaveLength(1);
  expect(codes.filter((code) => code === 'invalid')).toHaveLength(3);
  expect((await listAlerts(reader)).searches).toHaveLength(maxSavedSearches);
});

test('a record asks only for the searches that hang on something it holds', async () => {
  const crowd = await makePerson(db, null);
  const query = { schemaVersion: 1, words: '', fields: [], chains: [], regions: [], modes: [] } as const;
  await db.insert(savedSearches).values(
    Array.from({ length: 5_000 }, (_, at) => ({
      userId: crowd.id,
      kind: 'achievement' as const,
      name: `${at}`,
      path: `/achievements?q=crowd${at}`,
      query: {
        ...query,
        terms: [{ term: `crowd${at}`, sharePpm: 1_000_000 }],
        trlFrom: null,
        trlTo: null,
        payLater: false,
      },
      anchor: `term:crowd${at}`,
    })),
  );
  await save(reader, 'q=thetaone');
  const row = await makeAchievement(db, university, { id: seller.actor.userId }, words('theta'));
  const started = performance.now();
  await percolate(ctx, 'achievement', [row.id]);
  expect(performance.now() - started).toBeLessThan(2_000);
  expect(await told(reader)).toHaveLength(1);
  expect(await told({ ...reader, actor: { ...reader.actor, userId: crowd.id } })).toEqual([]);
});

test('a followed demand tells of a new version and of its end, once each', async () => {
  const enterprise = await makeOrganisation(db, { kind: 'enterprise' });
  const owner = await makePerson(db, enterprise);
  const demand = await makeDemand(db, enterprise, owner);
  await follow(reader, { kind: 'demand', rowId: demand.id, on: true });
  await follow(reader, { kind: 'demand', rowId: demand.id, on: true });
  await again('demand', demand.id);
  expect(await told(reader)).toEqual([]);
  await db.update(demands).set({ state: 'closed' }).where(eq(demands.id, demand.id));
  await again('demand', demand.id);
  await again('demand', demand.id);
  expect(await told(reader)).toEqual([{ kind: 'follow.ended', href: '/desk/alerts' }]);
  expect((await listAlerts(reader)).follows).toMatchObject([{ to: null }]);
  await follow(reader, { kind: 'demand', rowId: demand.id, on: false });
  expect((await listAlerts(reader)).follows).toEqual([]);
});

test('nobody follows without end, two at once included; what is followed already may be said again', async () => {
  const enterprise = await makeOrganisation(db, { kind: 'enterprise' });
  const owner = await makePerson(db, enterprise);
  const [first, second] = [await makeDemand(db, enterprise, owner), await makeDemand(db, enterprise, owner)];
  const { userId } = reader.actor;
  const rows = Array.from({ length: maxFollows - 1 }, () => ({ rowId: v7(), kind: 'demand' as const, userId }));
  await db.insert(follows).values(rows.map((row) => ({ ...row, seen: 'published 1' })));
  const both = await Promise.allSettled(
    [first, second].map(({ id }) => follow(reader, { kind: 'demand', rowId: id, on: true })),
  );
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const [kept] = both[0]?.status === 'fulfilled' ? [first, second] : [second, first];
  await follow(reader, { kind: 'demand', rowId: kept.id, on: true });
  await follow(reader, { kind: 'demand', rowId: kept.id, on: false });
  for (const { id } of [first, second].filter((one) => one !== kept))
    await follow(reader, { kind: 'demand', rowId: id, on: true });
  const [n] = await db.select({ n: count() }).from(follows).where(eq(follows.userId, userId));
  expect(n?.n).toBe(maxFollows);
});

test('a followed demand keeps its address while it is talked about, and loses it when it goes to chosen units only', async () => {
  const enterprise = await makeOrganisation(db, { kind: 'enterprise' });
  const demand = await makeDemand(db, enterprise, await makePerson(db, enterprise));
  await follow(reader, { kind: 'demand', rowId: demand.id, on: true });
  await db.update(demands).set({ state: 'in_talks' }).where(eq(demands.id, demand.id));
  await again('demand', demand.id);
  expect(await told(reader)).toEqual([]);
  expect((await listAlerts(reader)).follows).toMatchObject([{ to: `/demands/${demand.no}` }]);
  const [version] = await db.select().from(demandVersions).where(eq(demandVersions.demandId, demand.id));
  const data = { ...version!.data, confidentiality: 'targeted' as const };
  await db.insert(demandVersions).values({ ...version!, id: v7(), n: 2, data });
  await db.update(demands).set({ versionN: 2 }).where(eq(demands.id, demand.id));
  await again('demand', demand.id);
  expect(await told(reader)).toEqual([{ kind: 'follow.ended', href: '/desk/alerts' }]);
  expect((await listAlerts(reader)).follows).toMatchObject([{ to: null }]);
});

test('what is public no more keeps its later title to itself, in the notice and in the list', async () => {
  const row = await offer('rho');
  await follow(reader, { kind: 'achievement', rowId: row.id, on: true });
  const [version] = await db.select().from(achievementVersions).where(eq(achievementVersions.achievementId, row.id));
  const data = { ...version!.data, name: '还没有公开的新名称' };
  await db.insert(achievementVersions).values({ ...version!, id: v7(), n: 2, data });
  await db
    .update(achievements)
    .set({ state: 'draft', versionN: 2, name: data.name })
    .where(eq(achievements.id, row.id));
  expect((await listAlerts(reader)).follows).toMatchObject([{ title: row.name, to: null }]);
  for (let at = 0; at < 2; at += 1) await again('achievement', row.id);
  const ended = and(eq(notices.userId, reader.actor.userId), eq(notices.kind, 'follow.ended'));
  expect((await db.select().from(notices).where(ended)).map(({ params }) => params)).toEqual([{ title: row.name }]);
  expect((await listAlerts(reader)).follows).toMatchObject([{ title: row.name, to: null }]);
});

test('what is not public cannot be followed', async () => {
  const enterprise = await makeOrganisation(db, { kind: 'enterprise' });
  const demand = await makeDemand(db, enterprise, await makePerson(db, enterprise), { confidentiality: 'targeted' });
  expect(await codeOf(follow(reader, { kind: 'demand', rowId: demand.id, on: true }))).toBe('not_found');
});
