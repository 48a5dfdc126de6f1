import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { rank } from '#app/domain/matching.ts';
import { openDatabase } from '#db/client.server.ts';
import { startEmbedded } from '#db/embedded.ts';
import { migrate } from '#db/migrate.ts';
import { projectRoot } from '#db/project-root.ts';
import { openSearch } from '#search/index.server.ts';
import { noFacts } from './search-paths.ts';
import { benchId, chooser, openCorpus } from './search-corpus.ts';
import { fillByCopy } from './search-fill.ts';

// npm run bench:search -- --size 100000|1000000 [--data FOLDER]
// Fills an embedded database of its own with made documents (the first 5,000 by put, the others by COPY), then measures the production path beside raw calls of the
// same run: match (both stages), search with two filters and facets, suggestions, 8 clients at once, one publish until it
// is found, a rebuild under traffic. A size of more than 100,000 is measured at 100,000 on the way, for the growth.
// With --data the folder is kept and continued; --measure-only then leaves out filling and rebuilding. The last line is one JSON object.

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '100000' },
    data: { type: 'string' },
    queries: { type: 'string', default: '300' },
    'measure-only': { type: 'boolean', default: false },
  },
});
const size = Number(values.size);
const queries = Number(values.queries);
const folder = values.data ?? join(projectRoot, '.data', `bench-search-${process.pid}`);
const embedded = await startEmbedded({ dataDir: folder });
await migrate(embedded.url);
const { sql, db, close } = openDatabase(embedded.url, { applicationName: 'chengguo-bench', statementTimeoutMs: 0 });
const engine = openSearch({ db, onError: (error) => console.error(error) });
const corpus = openCorpus();

interface Took {
  readonly n: number;
  readonly p50: number;
  readonly p95: number;
}

const round = (ms: number): number => Math.round(ms * 100) / 100;

function summary(took: readonly number[]): Took {
  const sorted = [...took].sort((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { n: sorted.length, p50: at(0.5), p95: at(0.95) };
}

async function timed(work: (at: number) => Promise<unknown>, count = queries): Promise<Took> {
  const took: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const from = performance.now();
    await work(at);
    took.push(performance.now() - from);
  }
  return summary(took);
}

const demandTexts = (seed: number, count = queries): string[] => {
  const random = chooser(seed);
  return Array.from({ length: count }, () => corpus.demand(random));
};

async function match(text: string): Promise<number> {
  const answer = await engine.match({ kind: 'achievement', text, limit: 200 });
  return rank(noFacts, answer, answer.candidates, undefined, 30).length;
}

const search = (words: string, filters: { regions: string[]; trlMin: number }) =>
  engine.search({ kind: 'achievement', words, filters, sort: 'relevance', offset: 0, limit: 20 });

async function measure(documents: number) {
  const random = chooser(11);
  const asked = Array.from({ length: queries }, () => ({
    words: corpus.words(random),
    filters: corpus.filters(random),
  }));
  const beginnings = Array.from({ length: queries }, () => corpus.beginning(random));
  const texts = demandTexts(5);
  // Warm: the system keeps the tables in memory, as on a server that has run for a while, and other questions than those
  // measured were asked.
  await sql`select sum(length(pairs)), sum(length(facts::text)) from search_documents`;
  await sql`select sum(length(list)) from search_postings`;
  for (const text of demandTexts(99, 60)) await match(text);
  const other = chooser(98);
  for (let at = 0; at < 60; at += 1) await search(corpus.words(other), corpus.filters(other));

  const ping = await timed(() => sql`select 1`);
  const matches = await timed((at) => match(texts[at]!));
  const stageOne = await timed((at) => engine.match({ kind: 'achievement', text: texts[at]!, limit: 1 }));
  const keys: string[][] = [];
  for (const text of texts.slice(0, 50)) {
    const { keyTerms } = await engine.match({ kind: 'achievement', text, limit: 1 });
    keys.push(keyTerms.map(({ term }) => term));
  }
  const rawPostings = await timed(
    (at) => sql`
      select term, list from search_postings p join search_indexes i on i.kind = p.kind and i.gen = p.gen
      where p.kind = 'achievement' and segment = 0 and term = any(${keys[at % keys.length]!})`,
  );
  const rawDocuments = await timed((at) => {
    const nums = Array.from({ length: 200 }, (_, n) => 1 + ((at * 7919 + n * 104_729) % documents));
    return sql`select num, facts, pairs from search_documents where kind = 'achievement' and num = any(${nums})`;
  });
  const searches = await timed((at) => search(asked[at]!.words, asked[at]!.filters));
  const listed = await timed((at) => search('', asked[at]!.filters));
  const suggestions = await timed((at) => engine.suggest({ kind: 'achievement', typed: beginnings[at]!, limit: 8 }));

  const eight: number[] = [];
  const from = performance.now();
  await Promise.all(
    Array.from({ length: 8 }, async (_, client) => {
      for (let at = client; at < queries; at += 8) {
        const start = performance.now();
        await (at % 3 === 0 ? match(texts[at]!) : search(asked[at]!.words, asked[at]!.filters));
        eight.push(performance.now() - start);
      }
    }),
  );
  const perSecond = round((eight.length * 1000) / (performance.now() - from));

  const published: number[] = [];
  for (let at = 0; at < 20; at += 1) {
    const mark = `新刊${documents}x${at}`;
    const start = performance.now();
    await engine.put([{ ...corpus.document(documents + 5_000_000 + at), title: `${mark} 试验` }]);
    for (;;) {
      const { total } = await engine.search({
        kind: 'achievement',
        words: mark,
        filters: {},
        sort: 'relevance',
        offset: 0,
        limit: 1,
      });
      if (total > 0) break;
      await sleep(5);
    }
    published.push(performance.now() - start);
  }
  return {
    documents,
    ping,
    match: matches,
    stageOne,
    rawPostings,
    rawDocuments,
    searchTwoFilters: searches,
    listTwoFilters: listed,
    suggest: suggestions,
    eightClients: { ...summary(eight), perSecond },
    publishVisible: summary(published),
  };
}

const megabytes = (bytes: number): number => Math.round(bytes / 1_048_576);

async function rebuild() {
  const texts = demandTexts(17, 1_000);
  const during: number[] = [];
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50);
  const from = performance.now();
  const progress = { isDone: false };
  const traffic = (async () => {
    for (let at = 0; !progress.isDone; at += 1) {
      const start = performance.now();
      await match(texts[at % texts.length]!);
      during.push(performance.now() - start);
      await sleep(20);
    }
  })();
  await engine.rebuild('achievement').finally(() => (progress.isDone = true));
  await traffic;
  clearInterval(watch);
  return {
    seconds: round((performance.now() - from) / 1000),
    rssBeforeMb: megabytes(before),
    rssPeakMb: megabytes(peak),
    matchMeanwhile: summary(during),
  };
}

async function fillTo(count: number) {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from search_documents where id < ${benchId(5_000_000)}::uuid`;
  const start = row?.n ?? 0;
  if (start >= count) return null;
  // The first thousands by the production path, for its speed.
  const byPut = start === 0 ? Math.min(5_000, count) : 0;
  const from = performance.now();
  for (let at = start; at < start + byPut; at += 500) {
    await engine.put(Array.from({ length: 500 }, (_, n) => corpus.document(at + n)));
  }
  const putSeconds = (performance.now() - from) / 1000;
  const copied = performance.now();
  await fillByCopy(sql, corpus, start + byPut, count);
  return {
    putPerSecond: byPut === 0 ? null : Math.round(byPut / putSeconds),
    copySeconds: round((performance.now() - copied) / 1000),
  };
}

const measuresOnly = values['measure-only'];
const stages = size > 100_000 && !measuresOnly ? [100_000, size] : [size];
const results = [];
try {
  for (const documents of stages) {
    const filled = measuresOnly ? null : await fillTo(documents);
    console.log(`filled ${JSON.stringify(filled)}`);
    const rebuilt = measuresOnly ? null : await rebuild();
    console.log(`rebuilt ${JSON.stringify(rebuilt)}`);
    if (!measuresOnly) await sql`vacuum analyze`;
    const measured = await measure(documents);
    const [{ bytes } = { bytes: 0 }] = await sql<{ bytes: number }[]>`
      select sum(pg_total_relation_size(oid))::float8 as bytes from pg_class where relname ~ '^search_' and relkind = 'r'`;
    for (const [name, took] of Object.entries(measured)) console.log(`${name}: ${JSON.stringify(took)}`);
    results.push({ ...measured, filled, rebuilt, megabytesOnDisk: megabytes(bytes) });
  }
  const [small, large] = results;
  const growth =
    small && large
      ? {
          match: round(large.match.p95 / small.match.p95),
          search: round(large.searchTwoFilters.p95 / small.searchTwoFilters.p95),
          suggest: round(large.suggest.p95 / small.suggest.p95),
        }
      : null;
  console.log(JSON.stringify({ bench: 'search', cores: availableParallelism(), size, results, growth }));
} finally {
  await close();
  await embedded.stop();
  if (!values.data) await rm(embedded.dataDir, { recursive: true, force: true });
}
