import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { projectRoot } from '#db/project-root.ts';
import {
  achievements,
  achievementVersions,
  demands,
  searchBacklog,
  searchChanges,
  searchDocuments,
  searchIndexes,
} from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { achievementData, makeAchievement, makeDemand, makeOrganisation, makePerson } from '#seeds/make.ts';
import { drainSearch } from './changes.server.ts';
import type { SearchEngine, SearchKind } from './engine.ts';
import { openSearch } from './index.server.ts';

let db: Database;
let search: SearchEngine;
let org: Awaited<ReturnType<typeof makeOrganisation>>;
let author: Awaited<ReturnType<typeof makePerson>>;

beforeAll(async () => {
  ({ db } = await testDatabase());
  search = openSearch({ db });
});
beforeEach(async () => {
  org = await makeOrganisation(db, { kind: 'university' });
  author = await makePerson(db, org, ['officer']);
});

const note = (kind: SearchKind, ...ids: string[]) =>
  db.insert(searchChanges).values(ids.map((rowId) => ({ kind, rowId })));
const listed = async (kind: SearchKind = 'achievement', of: SearchEngine = search) => {
  const answer = await of.search({
    kind,
    words: '',
    filters: { orgId: org.id },
    sort: 'relevance',
    offset: 0,
    limit: 50,
  });
  return answer.hits.map(({ document }) => document);
};

test('a published achievement appears with its organisation and its content', async () => {
  const row = await makeAchievement(db, org, author, { name: '熔盐储热系统', trl: 8 });
  await note('achievement', row.id);
  expect(await drainSearch({ db, search })).toEqual({ changes: 1, put: 1, removed: 0, failed: 0 });
  expect(await listed()).toMatchObject([{ id: row.id, title: '熔盐储热系统', orgName: org.name, trl: 8, versionN: 1 }]);
  expect(await db.$count(searchChanges)).toBe(0);
});

test('a withdrawn one goes, however often and in whatever order it was noted', async () => {
  const row = await makeAchievement(db, org, author);
  await note('achievement', row.id);
  await drainSearch({ db, search });
  await db.update(achievements).set({ state: 'withdrawn' }).where(eq(achievements.id, row.id));
  await note('achievement', row.id, row.id, row.id);
  expect((await drainSearch({ db, search })).removed).toBe(1);
  expect(await listed()).toEqual([]);
});

test('a new version replaces the words', async () => {
  const row = await makeAchievement(db, org, author, { name: '旧名称' });
  await note('achievement', row.id);
  await drainSearch({ db, search });
  await db.insert(achievementVersions).values({
    achievementId: row.id,
    n: 2,
    data: achievementData({ name: '新名称' }),
    sha256: 'x',
    authorId: author.id,
  });
  await db.update(achievements).set({ versionN: 2 }).where(eq(achievements.id, row.id));
  await note('achievement', row.id);
  await drainSearch({ db, search });
  expect(await listed()).toMatchObject([{ title: '新名称', versionN: 2 }]);
});

test('a demand shows what may be shown: no name of an anonymous enterprise, nothing of a targeted or closed one', async () => {
  const open = await makeDemand(db, org, author);
  const anonymous = await makeDemand(db, org, author, { confidentiality: 'anonymous', title: '匿名需求甲' });
  const targeted = await makeDemand(db, org, author, { confidentiality: 'targeted' });
  const closed = await makeDemand(db, org, author);
  await db.update(demands).set({ state: 'closed' }).where(eq(demands.id, closed.id));
  await note('demand', open.id, anonymous.id, targeted.id, closed.id);
  expect(await drainSearch({ db, search })).toMatchObject({ put: 2, removed: 2 });
  expect((await listed('demand')).map(({ id }) => id)).toEqual([open.id]);
  const { hits } = await search.search({
    kind: 'demand',
    words: '匿名需求甲',
    filters: {},
    sort: 'relevance',
    offset: 0,
    limit: 1,
  });
  expect(JSON.stringify(hits[0])).toContain(anonymous.id);
  expect(JSON.stringify(hits[0])).not.toContain(org.id);
  expect(JSON.stringify(hits[0])).not.toContain(org.name);
});

test('documents that an earlier release wrote are written again by its migration: a budget filter finds the demand', async () => {
  const row = await makeDemand(db, org, author, { budgetMinFen: '20000000', budgetMaxFen: '40000000' });
  await note('demand', row.id);
  await drainSearch({ db, search });
  await db
    .update(searchDocuments)
    .set({ prices: [], hash: 'earlier', seq: sql`seq + 1` })
    .where(eq(searchDocuments.id, row.id));
  await db.update(searchIndexes).set({ seq: sql`seq + 1` });
  const inBudget = async () => {
    const { hits } = await search.search({
      kind: 'demand',
      words: '',
      filters: { orgId: org.id, prices: ['to50'] },
      sort: 'relevance',
      offset: 0,
      limit: 5,
    });
    return hits.map(({ document }) => document.id);
  };
  expect(await inBudget()).toEqual([]);
  await db.execute(sql.raw(await readFile(join(projectRoot, 'db/migrations/0039_search_again.sql'), 'utf8')));
  await drainSearch({ db, search });
  expect(await inBudget()).toEqual([row.id]);
});

test('an engine that fails keeps its own backlog, the other one goes on, and later it catches up', async () => {
  let isAway = true;
  const other: SearchEngine = {
    ...openSearchAs('other'),
    put: async () => {
      if (isAway) throw new Error('away');
      taken += 1;
    },
  };
  let taken = 0;
  const row = await makeAchievement(db, org, author);
  await note('achievement', row.id);
  expect(await drainSearch({ db, search, standbys: [other] })).toMatchObject({ put: 1, failed: 1 });
  expect(await listed()).toHaveLength(1);
  expect(await db.$count(searchBacklog, eq(searchBacklog.engine, 'other'))).toBe(1);
  await drainSearch({ db, search, standbys: [other] });
  expect(await db.$count(searchBacklog, eq(searchBacklog.engine, 'other'))).toBe(1);
  isAway = false;
  await drainSearch({ db, search, standbys: [other] });
  expect(await db.$count(searchBacklog)).toBe(0);
  expect(taken).toBe(1);
});

test('many drains at once, in two processes, lose nothing and end with the last row', async () => {
  const second = openSearch({ db });
  const rows = [];
  for (let at = 0; at < 12; at += 1) rows.push(await makeAchievement(db, org, author));
  await Promise.all(
    rows.flatMap((row, at) => [
      (async () => {
        await note('achievement', row.id);
        await drainSearch({ db, search: at % 2 === 0 ? search : second });
      })(),
      (async () => {
        await db.transaction(async (tx) => {
          await tx
            .update(achievements)
            .set(at % 3 === 0 ? { state: 'withdrawn' } : { isListed: true })
            .where(eq(achievements.id, row.id));
          await tx.insert(searchChanges).values({ kind: 'achievement', rowId: row.id });
        });
        await drainSearch({ db, search: at % 2 === 0 ? second : search });
      })(),
    ]),
  );
  await drainSearch({ db, search });
  const documents = await listed();
  expect(new Set(documents.map(({ id }) => id))).toEqual(
    new Set(rows.filter((_, at) => at % 3 !== 0).map(({ id }) => id)),
  );
  expect(documents.every(({ isListed }) => isListed)).toBe(true);
  expect(await db.$count(searchChanges)).toBe(0);
});

/** An engine that remembers nothing, under a name of its own. */
function openSearchAs(name: string): SearchEngine {
  return {
    name,
    search: (request) => search.search(request),
    match: (request) => search.match(request),
    suggest: (request) => search.suggest(request),
    put: async () => {},
    remove: async () => {},
    rebuild: async () => {},
    healthy: async () => true,
  };
}

test('what people did goes before what is written again in mass, however long that waits', async () => {
  await drainSearch({ db, search });
  const row = await makeAchievement(db, org, author, { name: '撤下的成果' });
  await note('achievement', row.id);
  await drainSearch({ db, search });
  await db.execute(
    sql`insert into search_changes (kind, row_id) select 'achievement', gen_random_uuid() from generate_series(1, 2500)`,
  );
  await db.update(achievements).set({ state: 'withdrawn' }).where(eq(achievements.id, row.id));
  await db.insert(searchChanges).values({ kind: 'achievement', rowId: row.id, isUrgent: true });
  const removed: string[][] = [];
  const watched = Object.assign(Object.create(search) as SearchEngine, {
    remove: async (_kind: SearchKind, ids: string[]) => void removed.push(ids),
  });
  await drainSearch({ db, search: watched });
  expect(removed.map((ids) => ids.includes(row.id))).toEqual([true, false]);
  await note('achievement', row.id);
  await drainSearch({ db, search });
});
