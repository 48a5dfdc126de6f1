import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.server.ts';
import { searchBacklog, searchRemotes } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import type { SearchDocument, SearchKind } from './engine.ts';
import type { FailoverEngine } from './failover.server.ts';
import { FakeMeilisearch, type Fault } from './fake-meilisearch.ts';
import { openSearch } from './index.server.ts';

// What happens on bad days, against a small server that misbehaves on demand.

let db: Database;
let server: FakeMeilisearch;
let engine: FailoverEngine;
let answeredBy: string[];
let logged: string[];

const open = (url = server.url): FailoverEngine => {
  const note = (_: object, message: string) => void logged.push(message);
  return openSearch({
    db,
    meilisearch: {
      server: { url, key: 'admin' },
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
const timed = async (words: string) => {
  const from = performance.now();
  const answer = await find(words);
  return { answer, ms: performance.now() - from };
};
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
  ['slow', '熔盐储热甲'],
  ['internal', '熔盐储热乙'],
  ['html', '熔盐储热丙'],
  ['forbidden', '熔盐储热丁'],
  ['gone', '熔盐储热戊'],
])(
  '%s: users see results within 300 ms, soon without asking there; operators see it; later it answers again',
  async (fault, title) => {
    await ready(title);
    if (fault === 'gone') await server.stop();
    else server.fault = fault;
    // What the embedded engine takes by itself on this machine, at this moment.
    const from = performance.now();
    await engine.suggest({ kind: 'achievement', typed: title, limit: 8 });
    const own = performance.now() - from;
    for (let at = 0; at < 2; at += 1) {
      const { answer, ms } = await timed(title);
      expect(answer.total).toBeGreaterThan(0);
      expect(answeredBy.at(-1)).toBe('postgres');
      expect(ms).toBeLessThan(300 + 5 * own);
    }
    // Answers come before a slow server has used up its time: only then it counts as away.
    await expect.poll(async () => (await engine.status()).meilisearch, { timeout: 2_000, interval: 20 }).toBe('away');
    const asked = server.seen.length;
    const { ms } = await timed(title);
    expect(ms).toBeLessThan(200);
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
  server.beforeDocuments = (uid) => void seen.push(uid);
  await caughtUp();
  expect(seen).toContain('achievements_v2');
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
