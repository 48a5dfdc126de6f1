import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';
import { eq } from 'drizzle-orm';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { searchDocuments, searchIndexes, searchPostings, searchRebuilds, searchWords } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { blankDocument } from '../blank-document.ts';
import type { SearchDocument, SearchEngine } from '../engine.ts';
import { openSearch } from '../index.server.ts';
import { cutterVersion } from '../text.ts';
import { IndexView } from './index-view.server.ts';
import { rebuildIndex } from './rebuild-index.server.ts';

// A rebuild belongs to the whole index of a kind, so each test begins with an empty one.

let db: Database;
let sql: postgres.Sql;
let engine: SearchEngine;

beforeEach(async () => {
  ({ db } = await testDatabase());
  sql = (db as Database & { readonly $client: postgres.Sql }).$client;
  await sql`truncate search_documents, search_indexes, search_postings, search_pairs, search_removals, search_words, search_rebuilds`;
  engine = openSearch({ db });
});

const crops = ['藜麦', '百合', '当归', '枸杞', '苜蓿', '油橄榄', '青稞', '胡麻'];
const documents = Array.from({ length: 64 }, (_, at): SearchDocument => ({
  ...blankDocument(`00000000-0000-7000-8000-${String(at + 1).padStart(12, '0')}`),
  title: `${crops[at % 8]}育种第${at}号`,
  keywords: [`${crops[at % 8]}种质`],
  summary: `${crops[(at + 3) % 8]}间作试验`,
}));

const find = async (words: string, of: SearchEngine = engine) => {
  const { total } = await of.search({
    kind: 'achievement',
    words,
    filters: {},
    sort: 'relevance',
    offset: 0,
    limit: 20,
  });
  return total;
};
const plan = async () => (await db.select().from(searchRebuilds))[0];

/** As a kill does: whatever is committed stays, everything else is gone. */
const brokenOff = (at: number) =>
  rebuildIndex(sql, 'achievement', {
    postingsAPass: 100,
    progress: (done) => {
      if (done > at) throw new Error('killed');
    },
  });

test('a rebuild that was killed goes on with the next start, from the pass at which it stood', async () => {
  await engine.put(documents);
  await engine.rebuild('achievement');
  await expect(brokenOff(documents.length * 2)).rejects.toThrow('killed');
  const left = await plan();
  expect(left).toMatchObject({ donePasses: 2, docs: 64 });
  expect(left!.passes).toBeGreaterThan(3);
  const { title } = documents[0]!;
  await engine.put([
    { ...documents[0]!, title: `${title}改` },
    { ...documents[1]!, title: '牦牛', keywords: [] },
  ]);

  const steps: number[] = [];
  await rebuildIndex(sql, 'achievement', { progress: (done) => steps.push(done) });
  expect(steps[0]).toBeGreaterThan(documents.length * 2);
  expect(await plan()).toBeUndefined();
  for (const of of [engine, openSearch({ db })]) {
    expect(await find('藜麦', of)).toBe(16);
    expect(await find('百合', of)).toBe(15);
    expect(await find('牦牛', of)).toBe(1);
  }
});

test('a process that starts finishes what another one left, while it answers', async () => {
  await engine.put(documents);
  await expect(brokenOff(documents.length)).rejects.toThrow('killed');
  const next = openSearch({ db });
  expect(await find('枸杞', next)).toBe(16);
  await vi.waitFor(async () => expect(await plan()).toBeUndefined(), { timeout: 10_000, interval: 50 });
  expect(await find('枸杞', next)).toBe(16);
});

test('another cutter than the one that cut makes the index again, without being asked', async () => {
  await engine.put(documents);
  await engine.rebuild('achievement');
  await db.update(searchDocuments).set({ terms: '旧', tfs: Buffer.from([1]), cutter: 1, len: 1, words: 'k旧词' });
  await db.update(searchIndexes).set({ cutter: 1, totalLen: 64 });
  await sql`truncate search_words`;
  await sql`insert into search_words (kind, word, keywords, orgs, titles, pinyin, initials)
            values ('achievement', '旧词', 64, 0, 0, 'jiu ci', 'jc')`;
  const next = openSearch({ db });
  expect(await find('藜麦', next)).toBe(16);
  await vi.waitFor(async () => expect((await db.select().from(searchIndexes))[0]?.cutter).toBe(cutterVersion), {
    timeout: 10_000,
    interval: 50,
  });
  expect(await find('藜麦', next)).toBe(16);
  const rows = await db.select().from(searchDocuments);
  expect(rows.every(({ cutter, terms }) => cutter === cutterVersion && terms.length > 5)).toBe(true);
  const [index] = await db.select().from(searchIndexes);
  expect(index?.totalLen).toBe(rows.reduce((sum, { len }) => sum + len, 0));
  const words = await db.select().from(searchWords);
  expect(words.map(({ word }) => word)).not.toContain('旧词');
  expect(words.find(({ word }) => word === '藜麦种质')?.keywords).toBe(8);
});

test('when holes are the most, all get new numbers; a rebuild of that kind may be broken off too', async () => {
  const few = documents.slice(0, 30);
  await engine.put(few);
  for (let round = 0; round < 3; round += 1) {
    await engine.put(few.map((one) => ({ ...one, summary: `${one.summary}${round}` })));
  }
  const halfway = rebuildIndex(sql, 'achievement', {
    mostHoles: 0,
    postingsAPass: 200,
    progress: (done) => {
      if (done > 31) throw new Error('killed');
    },
  });
  await expect(halfway).rejects.toThrow('killed');
  const late = { ...documents[5]!, title: '沙障' };
  await engine.put([late]);
  await engine.remove('achievement', [documents[6]!.id]);
  expect(await rebuildIndex(sql, 'achievement', { mostHoles: 0, postingsAPass: 200 })).toBe(true);
  const [index] = await db.select().from(searchIndexes);
  expect(index!.lastNum - index!.baseNum).toBeLessThan(35);
  for (const of of [engine, openSearch({ db })]) {
    expect(await find('', of)).toBe(29);
    expect(await find('沙障', of)).toBe(1);
    expect(await find('藜麦', of)).toBe(8);
  }
});

let order = documents;
/** Every document once more with the same words, in another order, and twice: the rebuild numbers all anew. */
async function numberAnew(): Promise<void> {
  order = order.toReversed();
  for (const no of ['甲', '乙']) await engine.put(order.map((one) => ({ ...one, no: `${one.no}${no}${Date.now()}` })));
  expect(await rebuildIndex(sql, 'achievement', { mostHoles: 0 })).toBe(true);
}

/** What is wrong with what is said of a crop: 16 documents name each, all of them are shown. */
async function faultsOf(crop: string, of: SearchEngine): Promise<string[]> {
  const { hits, total, facets } = await of.search({
    kind: 'achievement',
    words: crop,
    filters: {},
    sort: 'relevance',
    offset: 0,
    limit: 50,
  });
  const { candidates } = await of.match({ kind: 'achievement', text: `${crop}育种`, limit: 16 });
  const isOf = (id: string) => documents.some((one) => one.id === id && `${one.title}${one.summary}`.includes(crop));
  const strange = [...hits.map(({ document }) => document.id), ...candidates.map(({ id }) => id)].filter(
    (id) => !isOf(id),
  );
  const counts = [total, hits.length, facets.payLater['false'] ?? 0, candidates.length];
  return counts.every((count) => count === 16) && strange.length === 0 ? [] : [`${crop}: ${counts}, ${strange}`];
}

test.each(['comparedAt', 'documentsAt', 'listsOf'] as const)(
  'numbered anew just before %s, and known to the process by then: the answer is whole',
  async (step) => {
    await engine.put(documents);
    await engine.rebuild('achievement');
    const original = IndexView.prototype[step] as (...args: unknown[]) => Promise<never>;
    const spy = vi.spyOn(IndexView.prototype, step).mockImplementationOnce(async function (
      this: IndexView,
      ...args: unknown[]
    ) {
      await numberAnew();
      await find('');
      return original.apply(this, args);
    });
    expect(await faultsOf('藜麦', engine)).toEqual([]);
    spy.mockRestore();
  },
);

test.each(['comparedAt', 'documentsAt'] as const)(
  'numbered anew by another process just before %s: the answer is whole',
  async (step) => {
    await engine.put(documents);
    await engine.rebuild('achievement');
    const original = IndexView.prototype[step] as (...args: unknown[]) => Promise<never>;
    const spy = vi.spyOn(IndexView.prototype, step).mockImplementationOnce(async function (
      this: IndexView,
      ...args: unknown[]
    ) {
      await numberAnew();
      return original.apply(this, args);
    });
    expect(await faultsOf('藜麦', engine)).toEqual([]);
    spy.mockRestore();
  },
);

test('written anew while the pairs are counted, and known to the process by then: the answer is whole', async () => {
  await engine.put(documents);
  await engine.rebuild('achievement');
  const original = IndexView.prototype.pairCounts;
  const spy = vi.spyOn(IndexView.prototype, 'pairCounts').mockImplementationOnce(async function (this: IndexView) {
    await engine.put(documents.map((one) => ({ ...one, no: `${one.no}甲` })));
    await find('');
    return original.apply(this);
  });
  expect(await faultsOf('藜麦', engine)).toEqual([]);
  spy.mockRestore();
});

test('who asks while all is written, built and numbered anew, again and again, gets whole answers', async () => {
  await engine.put(documents);
  await engine.rebuild('achievement');
  const other = openSearch({ db });
  const end = new AbortController();
  const faults: string[] = [];
  let asked = 0;
  const asking = [engine, other].flatMap((of) =>
    crops.slice(0, 3).map(async (crop) => {
      while (!end.signal.aborted) {
        faults.push(...(await faultsOf(crop, of)));
        asked += 1;
      }
    }),
  );
  const { baseNum } = (await db.select().from(searchIndexes))[0]!;
  for (let round = 0; round < 8; round += 1) {
    await numberAnew();
    // Everybody is answered before the next one: five in a row would be more than a question asks again.
    for (const before = asked; asked < before + asking.length;) await sleep(5);
  }
  end.abort();
  await Promise.all(asking);
  expect((await db.select().from(searchIndexes))[0]!.baseNum).toBeGreaterThan(baseNum);
  expect(asked).toBeGreaterThan(20);
  expect(faults).toEqual([]);
});

test('words are forgotten with the last document that holds them', async () => {
  await engine.put(documents.slice(0, 9));
  const count = async (word: string) =>
    (await db.select().from(searchWords).where(eq(searchWords.word, word))).map(({ keywords, titles }) => [
      keywords,
      titles,
    ]);
  expect(await count('藜麦种质')).toEqual([[2, 0]]);
  expect(await count('藜麦')).toEqual([[0, 2]]);
  await engine.put([{ ...documents[0]!, keywords: [] }]);
  expect(await count('藜麦种质')).toEqual([[1, 0]]);
  await engine.remove('achievement', [documents[0]!.id, documents[8]!.id]);
  expect(await count('藜麦种质')).toEqual([]);
  // One more says it in its text.
  expect(await count('藜麦')).toEqual([[0, 0]]);
  await engine.remove('achievement', [documents[5]!.id]);
  expect(await count('藜麦')).toEqual([]);
});

test('a second rebuild at the same time leaves the first alone', async () => {
  await engine.put(documents);
  const both = await Promise.all([rebuildIndex(sql, 'achievement'), rebuildIndex(sql, 'achievement')]);
  expect(both.sort()).toEqual([false, true]);
  const gens = await db.selectDistinct({ gen: searchPostings.gen }).from(searchPostings);
  expect(gens).toHaveLength(1);
});
