import type postgres from 'postgres';
import { setTimeout as pause } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { searchBacklog, searchRemotes } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import type { SearchDocument, SearchKind } from './engine.ts';
import type { FailoverEngine } from './failover.server.ts';
import { openSearch } from './index.server.ts';
import type { ServerOptions } from './meilisearch/client.server.ts';
import { FakeMeilisearch, type Fault } from './meilisearch/fake-meilisearch.ts';
import { Follower } from './meilisearch/follower.server.ts';
import { Writer } from './meilisearch/writer.server.ts';
import { PostgresEngine } from './postgres/postgres-engine.server.ts';
import { synonymStore } from './synonyms.server.ts';

// What happens on bad days, against a small server that misbehaves on demand.

let db: Database;
let server: FakeMeilisearch;
let engine: FailoverEngine;
let answeredBy: string[];
let logged: string[];

const open = (url = server.url, more: Partial<ServerOptions> = {}, questionMs?: number): FailoverEngine => {
  const note = (_: object, message: string) => void logged.push(message);
  return openSearch({
    db,
    meilisearch: {
      server: { url, key: 'admin', ...more },
      ...(questionMs === undefined ? {} : { questionMs }),
      log: { info: note, error: note },
      onAnswer: (name) => void answeredBy.push(name),
    },
  }) as FailoverEngine;
};

beforeAll(async () => {
  ({ db } = await testDatabase());
});
beforeEach(async () => {
  await db.delete(searchRemotes);
  await db.delete(searchBacklog);
  [answeredBy, logged] = [[], []];
  server = new FakeMeilisearch();
  await server.start();
  engine = open();
});
afterEach(async () => {
  await engine.close();
  await server.stop();
});
afterAll(() => engine.close());

let serial = 0;
const documentOf = (title: string, kind: SearchKind = 'achievement'): SearchDocument => ({
  id: `00000000-0000-7000-8000-${String((serial += 1)).padStart(12, '0')}`,
  kind,
  versionN: 1,
  no: `CG-${serial}`,
  title,
  problem: '',
  solution: '',
  summary: '',
  keywords: [],
  terms: [],
  topics: [],
  orgId: '00000000-0000-7000-8000-00000000aaaa',
  orgName: '示例大学',
  isSample: true,
  fields: [],
  chains: [],
  regionCode: '620102',
  trl: null,
  trlBasis: null,
  payLater: false,
  isListed: true,
  modes: [],
  ipStatuses: [],
  rights: [],
  isProvincial: false,
  priceKind: 'negotiable',
  priceMinFen: null,
  priceMaxFen: null,
  royaltyPpm: null,
  confirmedOn: null,
  publishedOn: '2026-10-01',
  validUntilOn: null,
});

const caughtUp = async (of = engine) => {
  of.catchUp();
  await of.feed.idle();
};
const find = (words: string, of = engine) =>
  of.search({ kind: 'achievement', words, filters: {}, sort: 'relevance', offset: 0, limit: 100 });
const ready = async (...titles: string[]) => {
  const documents = titles.map((title) => documentOf(title));
  await engine.put(documents);
  await caughtUp();
  // On a busy machine the first questions may take longer than they may.
  await expect
    .poll(() => find(titles[0]!).then(() => answeredBy.at(-1)), { timeout: 10_000, interval: 200 })
    .toBe('meilisearch');
  [answeredBy, logged] = [[], []];
  return documents;
};

test('the first index is built by itself: settings before documents, then it answers', async () => {
  await ready('熔盐储热');
  const written = server.seen.filter(({ method, path }) => method !== 'GET' && path.includes('achievements_v1'));
  expect(written.map(({ method, path }) => `${method} ${path}`).slice(0, 2)).toEqual([
    'PATCH /indexes/achievements_v1/settings',
    'POST /indexes/achievements_v1/documents',
  ]);
});

test('questions carry a key that may only search, changes the other one', async () => {
  await ready('熔盐储热');
  const keys = (path: RegExp) => new Set(server.seen.filter((one) => path.test(one.path)).map(({ key }) => key));
  expect(keys(/multi-search/)).toEqual(new Set(['search-only']));
  expect(keys(/documents|settings|keys/)).toEqual(new Set(['admin']));
});

test('what waits for Meilisearch is answered by the embedded engine: a change is found at once', async () => {
  await ready('熔盐储热');
  server.fault = 'disk_full';
  await engine.put([documentOf('枸杞干燥')]);
  expect((await find('枸杞')).total).toBe(1);
  expect(answeredBy.at(-1)).toBe('postgres');
});

test.each<[Fault | 'gone', string]>([
  ['silent', '熔盐储热甲'],
  ['internal', '熔盐储热乙'],
  ['html', '熔盐储热丙'],
  ['forbidden', '熔盐储热丁'],
  ['gone', '熔盐储热戊'],
])(
  '%s: users see results without waiting for it, soon without asking there; operators see it; later it answers again',
  async (fault, title) => {
    await ready(title);
    if (fault === 'gone') await server.stop();
    else server.fault = fault;
    const limits = vi.spyOn(AbortSignal, 'timeout');
    for (let at = 0; at < 2; at += 1) {
      expect((await find(title)).total).toBeGreaterThan(0);
      expect(answeredBy.at(-1)).toBe('postgres');
      // A silent server has said nothing by now, and never will.
      expect(server.owed).toBe(fault === 'silent' ? at + 1 : 0);
    }
    expect(limits.mock.calls).toEqual([[250], [250]]);
    limits.mockRestore();
    // Answers come before a slow server has used up its time: only then it counts as away.
    await expect.poll(async () => (await engine.status()).meilisearch, { timeout: 2_000, interval: 20 }).toBe('away');
    const asked = server.seen.length;
    expect((await find(title)).total).toBeGreaterThan(0);
    expect(server.seen.length).toBe(asked);
    expect(logged).toContain('Meilisearch is away; the embedded engine answers');
    expect(await engine.status()).toMatchObject({ answering: 'postgres', meilisearch: 'away' });
    expect(await engine.healthy()).toBe(true);

    server.fault = 'none';
    if (fault === 'gone') await server.start();
    await expect
      .poll(
        async () => {
          await find(title);
          return answeredBy.at(-1);
        },
        { timeout: 10_000, interval: 200 },
      )
      .toBe('meilisearch');
    expect(logged).toContain('Meilisearch answers again');
    expect(await engine.status()).toMatchObject({ meilisearch: 'ok' });
  },
);

test('an answer that comes after others were given up ends the trouble', async () => {
  await ready('梭梭固沙');
  const patient = open(server.url, {}, 1_500);
  // The first question asks for the search key too.
  await find('梭梭固沙', patient);
  server.fault = 'silent';
  const given = [find('梭梭固沙', patient), find('梭梭固沙', patient)];
  await expect.poll(() => server.owed, { timeout: 1_400, interval: 10 }).toBe(2);
  await pause(700);
  server.fault = 'none';
  let answerLate = () => {};
  server.beforeSearch = () => new Promise((resolve) => (answerLate = resolve));
  const late = find('梭梭固沙', patient);
  await expect.poll(async () => (await patient.status()).meilisearch, { timeout: 5_000, interval: 20 }).toBe('away');
  answerLate();
  await expect.poll(async () => (await patient.status()).meilisearch, { timeout: 2_000, interval: 20 }).toBe('ok');
  expect(logged).toContain('Meilisearch answers again');
  for (const { total } of await Promise.all([...given, late])) expect(total).toBeGreaterThan(0);
  await patient.close();
});

/** Transactions of this database that wait for their client. */
const idleTransactions = async (): Promise<number> => {
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and state = 'idle in transaction'`);
  return row!.count;
};

test('no transaction is open while the server is asked, neither for a change nor for a whole index', async () => {
  await ready('当归切片');
  const open: [uid: string, transactions: number][] = [];
  server.beforeDocuments = async (uid) => void open.push([uid, await idleTransactions()]);
  await engine.put([documentOf('当归饮片')]);
  await caughtUp();
  await engine.rebuild('achievement');
  expect(open).toEqual([
    ['achievements_v1', 0],
    ['achievements_v2', 0],
  ]);
});

test('changes are handed over in requests of bounded size, each document once', async () => {
  await ready('藜麦脱粒');
  const client = (db as Database & { readonly $client: postgres.Sql }).$client;
  const vocabulary = () => ({ synonyms: [], words: [] });
  const most = 900;
  const follower = new Follower(client, new Writer({ url: server.url, key: 'admin' }), {
    vocabulary,
    requestBytes: most,
  });
  const documents = Array.from({ length: 9 }, (_, at) => ({
    ...documentOf(`大文${at}`),
    summary: '长文'.repeat(at * 90),
  }));
  await new PostgresEngine(client, synonymStore(db)).put(documents);
  const sizes: number[] = [];
  server.beforeDocuments = (_, bytes) => void sizes.push(bytes);
  const gone = documentOf('没有了').id;
  await follower.follow('achievement', [...documents.map(({ id }) => id), gone]);
  expect(sizes.length).toBeGreaterThan(1);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(most);
  for (const { id } of documents) expect(server.indexes.get('achievements_v1')?.has(id)).toBe(true);
});

test('with a search key alone a process asks, and what changes waits for one that may write', async () => {
  await ready('黄芪切片');
  const reader = open(server.url, { key: undefined, searchKey: 'only-search' });
  await find('黄芪切片', reader);
  const from = server.seen.length;
  await reader.put([documentOf('黄芪口服液')]);
  await caughtUp(reader);
  expect((await find('黄芪口服液', reader)).hits[0]?.document.title).toBe('黄芪口服液');
  expect(server.seen.slice(from)).toEqual([]);
  expect(await reader.status()).toMatchObject({ meilisearch: 'behind', waiting: 1 });
  await caughtUp();
  await find('黄芪口服液', reader);
  expect(await reader.status()).toMatchObject({ meilisearch: 'ok', waiting: 0 });
  const asked = server.seen.filter(({ key }) => key === 'only-search');
  expect(new Set(asked.map(({ path }) => path))).toEqual(new Set(['/multi-search']));
  await reader.close();
});

test('with a full disk nothing is lost: changes wait, the log says why once, and arrive when there is room', async () => {
  await ready('熔盐储热');
  server.fault = 'disk_full';
  const document = documentOf('当归种苗');
  await engine.put([document]);
  await engine.feed.idle();
  expect(await db.$count(searchBacklog, eq(searchBacklog.engine, 'meilisearch'))).toBe(1);
  expect((await engine.status()).reason).toContain('no_space_left_on_device');
  expect(logged.filter((line) => line.includes('takes no changes'))).toHaveLength(1);
  server.fault = 'none';
  await expect.poll(() => db.$count(searchBacklog), { timeout: 10_000 }).toBe(0);
  expect(server.indexes.get('achievements_v1')?.has(document.id)).toBe(true);
  expect(logged).toContain('Meilisearch takes changes again');
});

test('removed while the server was away, removed there when it is back', async () => {
  const [document] = await ready('百合脱毒');
  await server.stop();
  await engine.remove('achievement', [document!.id]);
  await engine.feed.idle();
  expect((await find('百合脱毒')).total).toBe(0);
  await server.start();
  await expect.poll(() => server.indexes.get('achievements_v1')?.has(document!.id), { timeout: 10_000 }).toBe(false);
});

test('killed in the middle of a rebuild, the next process finishes it; what changed meanwhile is in it', async () => {
  const [document] = await ready('玉米制种');
  server.beforeDocuments = (uid) => {
    if (uid === 'achievements_v2') void server.stop();
  };
  await expect(engine.rebuild('achievement')).rejects.toThrow();
  const [half] = await db.select().from(searchRemotes).where(eq(searchRemotes.kind, 'achievement'));
  expect(half).toMatchObject({ live: 1, building: 2 });
  await engine.close();

  server.beforeDocuments = () => {};
  const next = open();
  await next.put([{ ...document!, title: '玉米制种去雄' }]);
  expect((await find('去雄', next)).total).toBe(1);
  await server.start();
  await expect
    .poll(
      async () => {
        await caughtUp(next);
        return (await db.select().from(searchRemotes).where(eq(searchRemotes.kind, 'achievement')))[0];
      },
      { timeout: 15_000, interval: 500 },
    )
    .toMatchObject({ live: 2, building: null });
  expect(server.indexes.get('achievements_v2')?.get(document!.id)).toMatchObject({ title: '玉米制种去雄' });
  expect(server.indexes.has('achievements_v1')).toBe(false);
  await next.close();
});

test('a server that lost its data is filled again', async () => {
  const [document] = await ready('苜蓿青贮');
  server.indexes.clear();
  engine.feed.kick(true);
  await engine.feed.idle();
  expect(server.indexes.get('achievements_v2')?.has(document!.id)).toBe(true);
});

test('a server that lacks documents is filled again', async () => {
  const [document] = await ready('藏药炮制');
  server.indexes.get('achievements_v1')?.delete(document!.id);
  engine.feed.kick(true);
  await engine.feed.idle();
  expect(server.indexes.get('achievements_v2')?.has(document!.id)).toBe(true);
});

test('other settings build the next version, and searches go on with the one before until it is ready', async () => {
  await ready('牦牛胚胎');
  await db.update(searchRemotes).set({ liveSettings: 'older' });
  const seen: string[] = [];
  server.beforeDocuments = async (uid) => {
    seen.push(uid);
    server.searched.length = 0;
    expect((await find('牦牛胚胎')).total).toBeGreaterThan(0);
    expect(new Set(server.searched)).toEqual(new Set(['achievements_v1']));
  };
  await caughtUp();
  expect(seen).toContain('achievements_v2');
  await expect
    .poll(async () => {
      await find('牦牛胚胎');
      return server.searched.at(-1);
    })
    .toBe('achievements_v2');
  const [row] = await db.select().from(searchRemotes).where(eq(searchRemotes.kind, 'achievement'));
  expect(row).toMatchObject({ live: 2, building: null });
  expect(row?.liveSettings).not.toBe('older');
});

test('without a server at the start the platform works, and builds the index when there is one', async () => {
  const { url } = server;
  await server.stop();
  const early = open(url);
  await early.put([documentOf('油橄榄叶提取')]);
  await early.feed.idle();
  expect((await find('油橄榄叶', early)).total).toBe(1);
  expect(await early.status()).toMatchObject({ answering: 'postgres', meilisearch: 'away' });
  await server.start();
  await expect
    .poll(
      async () => {
        await early.feed.idle();
        await find('油橄榄叶', early);
        return answeredBy.at(-1);
      },
      { timeout: 15_000, interval: 500 },
    )
    .toBe('meilisearch');
  await early.close();
});
