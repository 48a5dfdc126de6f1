import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { readAchievementSearch } from '#app/domain/achievement-search.ts';
import { relaxationsOf } from '#app/domain/search-facets.ts';
import type { Database } from '#db/client.server.ts';
import { achievementPeople, eventItems, events } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { openSearch } from '#search/index.server.ts';
import {
  asActor,
  makeAchievement,
  makeBroker,
  makeContext,
  makeDemand,
  makeOrganisation,
  makePerson,
} from '#seeds/make.ts';
import { listBrokers } from '../brokers/queries.server.ts';
import { inTransaction } from '../context.server.ts';
import { refreshMatches } from '../matches/refresh-matches.server.ts';
import { noteSearchChange } from './note-search-change.server.ts';
import { searchOrganisations } from './search-organisations.server.ts';
import { searchAll } from './search-all.server.ts';
import { countRelaxed, searchRecords } from './search-records.server.ts';

let db: Database;
let ctx: ReturnType<typeof makeContext>;
let university: Awaited<ReturnType<typeof makeOrganisation>>;
let named: Awaited<ReturnType<typeof makeOrganisation>>;

beforeAll(async () => {
  ({ db } = await testDatabase());
  ctx = makeContext(db, { search: openSearch({ db }) });
  university = await makeOrganisation(db, { kind: 'university', name: '沙枣大学' });
  named = await makeOrganisation(db, { name: '红柳饲料公司' });
  const hidden = await makeOrganisation(db, { name: '沙枣秘密公司' });
  const agency = await makeOrganisation(db, { kind: 'broker_agency' });
  await makeBroker(db, agency, { intro: '熟悉沙枣加工' });
  await makeBroker(db, agency, { intro: '熟悉沙枣加工', certificateUntilOn: '2020-01-01' });
  await makeBroker(db, agency, { intro: '做别的' });
  const author = await makePerson(db, university);
  const seller = await asActor(ctx, author);
  const team = [
    { name: '甲公开', sharePpm: 600_000 },
    { name: '乙不愿', sharePpm: 400_000 },
  ];
  const [first, second] = await Promise.all(
    [7, 5].map((trl) => makeAchievement(db, university, author, { name: `沙枣多糖提取 ${trl}`, trl }, team)),
  );
  await makeAchievement(db, university, author, {
    name: '无关的陶瓷技术',
    problem: '',
    solution: '',
    abstract: '',
  });
  await db.update(achievementPeople).set({ isPublic: true }).where(eq(achievementPeople.name, '甲公开'));
  const buyer = await makePerson(db, named);
  const shown = await makeDemand(db, named, buyer, { title: '沙枣渣做饲料' });
  const secret = await makeDemand(db, hidden, buyer, { title: '沙枣渣发酵', confidentiality: 'anonymous' });
  const hall = await makeOrganisation(db, { kind: 'organizer', name: '会场' });
  const event = (title: string, given: Partial<typeof events.$inferInsert> = {}) => ({
    no: `HD-${title}`,
    orgId: hall.id,
    kind: 'salon' as const,
    title,
    fields: [],
    chains: [],
    regionCode: '620100',
    mode: 'onsite' as const,
    startsAt: new Date('2026-12-01T01:00:00Z'),
    endsAt: new Date('2026-12-01T09:00:00Z'),
    registrationEndsAt: new Date('2026-11-30T09:00:00Z'),
    hosts: [],
    questions: [],
    state: 'published' as const,
    createdBy: buyer.id,
    ...given,
  });
  const [showing] = await db
    .insert(events)
    .values([
      event('路演'),
      event('沙枣对接会', { state: 'reported' }),
      event('沙枣沙龙'),
      event('沙枣草稿', { state: 'draft' }),
      event('别的沙龙'),
    ])
    .returning({ id: events.id });
  await db.insert(eventItems).values({
    eventId: showing!.id,
    kind: 'achievement',
    achievementId: first!.id,
    orgId: university.id,
    askedBySide: 'organizer',
    askedBy: buyer.id,
    state: 'accepted',
  });
  await inTransaction(seller, async (tx) => {
    for (const row of [first, second]) await noteSearchChange(tx, 'achievement', row?.id ?? '');
    for (const row of [shown, secret]) await noteSearchChange(tx, 'demand', row.id);
  });
  await refreshMatches(ctx);
});

test('events are found by their words and by what they show, the coming first; drafts are not', async () => {
  const { events: found } = await searchAll(ctx, '沙枣');
  expect(found.map(({ title }) => title)).toEqual(['沙枣沙龙', '路演', '沙枣对接会']);
});

test('one question finds records, the people who agreed to be named, and the organisations behind them', async () => {
  const { achievements, demands, experts, organisations } = await searchAll(ctx, '沙枣');
  expect([achievements.total, demands.total]).toEqual([2, 2]);
  expect(experts.filter(({ broker }) => broker !== null)).toHaveLength(1);
  const people = experts.filter(({ broker }) => broker === null);
  expect(people.map(({ name }) => name)).toEqual(['甲公开']);
  expect(people[0]?.works).toHaveLength(2);
  const byName = Object.fromEntries(organisations.rows.map((one) => [one.name, one]));
  expect(byName['沙枣大学']).toMatchObject({ published: 3, achievements: 2, demands: 0 });
  expect(byName['红柳饲料公司']).toMatchObject({ published: 0, achievements: 0, demands: 1 });
});

test('what the platform does itself is found by what people call it', async () => {
  const titles = async (words: string) => (await searchAll(ctx, words)).services.map(({ title }) => title);
  expect(await titles('揭榜挂帅补贴')).toEqual(['揭榜挂帅补助测算', '揭榜挂帅']);
  expect(await titles('API')).toEqual(['开放数据接口']);
  expect(await titles('沙枣')).toEqual([]);
});

test('an enterprise is not shown for an anonymous demand, nor for its name alone', async () => {
  for (const words of ['沙枣', '沙枣秘密公司', '秘密']) {
    const { organisations } = await searchAll(ctx, words);
    expect(organisations.rows.map(({ name }) => name)).not.toContain('沙枣秘密公司');
  }
});

test('organisations are counted beyond those that are shown, and the best stand first', async () => {
  for (let at = 0; at < 230; at += 1) await makeOrganisation(db, { kind: 'institute', name: `柽柳研究所${at}` });
  const own = await makeOrganisation(db, { kind: 'university', name: '柽柳种苗大学' });
  const author = await makePerson(db, own);
  const behind = await makeOrganisation(db, { kind: 'university', name: '无名大学' });
  const rows = [await makeAchievement(db, behind, await makePerson(db, behind), { name: '柽柳种苗扦插' })];
  for (const name of ['甲', '乙', '丙'])
    rows.push(await makeAchievement(db, own, author, { name: `柽柳种苗繁育${name}` }));
  await inTransaction(await asActor(ctx, author), async (tx) => {
    for (const { id } of rows) await noteSearchChange(tx, 'achievement', id);
  });
  await refreshMatches(ctx);
  const { organisations, experts } = await searchAll(ctx, '柽柳种苗');
  expect(organisations.total).toBe(232);
  expect(organisations.rows).toHaveLength(200);
  expect(organisations.rows[0]).toMatchObject({ name: '柽柳种苗大学', achievements: 3, published: 3 });
  // Behind all whose name holds a word more than its own does.
  expect(organisations.rows.map(({ name }) => name)).not.toContain('无名大学');
  expect(experts).toEqual([]);
});

test('a broker whose profile holds the word is found however many others stand before him', async () => {
  const found = (most: number) =>
    listBrokers(ctx, { field: null, region: null, holds: { words: ['沙枣'], codes: [] } }, most);
  const [one] = await found(1);
  expect(one?.intro).toBe('熟悉沙枣加工');
  expect(await found(10)).toHaveLength(1);
});

test('a person is found by name only where he agreed', async () => {
  expect((await searchAll(ctx, '甲公开')).experts.map(({ name }) => name)).toContain('甲公开');
  expect((await searchAll(ctx, '乙不愿')).experts).toEqual([]);
});

test('signs, wildcards, quotes and broken characters find nobody', async () => {
  for (const words of ['%', '_', "' or 1=1 --", '😀', '\\', '，', 'x\0y', '\uD800z']) {
    const found = await searchAll(ctx, words);
    expect([words, found.organisations.total, found.experts.length]).toEqual([words, 0, 0]);
  }
});

test('each condition to give up is counted, those that lead nowhere are left out', async () => {
  const ask = (query: string) => readAchievementSearch(new URLSearchParams(query));
  const search = ask('q=沙枣&trlFrom=9&region=620200');
  expect((await searchRecords(ctx, 'achievement', search)).total).toBe(0);
  const ways = await countRelaxed(ctx, 'achievement', search, relaxationsOf('achievement', search, {}));
  expect(ways.map(({ label, total }) => [label, total])).toEqual([['全部筛选条件', 2]]);
  const own = await searchRecords(ctx, 'achievement', ask(`q=沙枣&org=${university.id}`));
  const others = await searchRecords(ctx, 'achievement', ask(`q=沙枣&org=${named.id}`));
  expect([own.total, others.total]).toEqual([2, 0]);
});

test('a question whose one character stands in no name lists the organisations of what it finds', async () => {
  const unit = await makeOrganisation(db, { kind: 'university' });
  const found = await searchOrganisations(makeContext(db), { terms: [], achievements: { [unit.id]: 2 }, demands: {} });
  expect(found.rows).toMatchObject([{ name: unit.name, achievements: 2, demands: 0 }]);
});
