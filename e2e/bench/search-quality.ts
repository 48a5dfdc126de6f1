import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { availableParallelism } from 'node:os';
import { rank, type RankCandidate } from '#app/domain/matching.ts';
import type { WantedFacts } from '#app/domain/match-fit.ts';
import { openDatabase } from '#db/client.server.ts';
import { createTestDatabase } from '#db/testing.server.ts';
import { bodyOf } from '#search/documents.ts';
import type { SearchDocument, SearchEngine, SearchKind } from '#search/engine.ts';
import { openSearch } from '#search/index.server.ts';

// tsx e2e/bench/search-quality.ts FOLDER [--demands]
// FOLDER holds pairs docs_X.jsonl {id,title,body} and q_X.jsonl {qid,set,text}. Every pair becomes a throw-away index;
// sets a, b, c and d1 go through search, the others through match and rank. Prints {qid,ids} a line, then the summary.
// --demands puts the long queries into the demand index first, as a platform has that saw many demands before.

interface Doc {
  readonly id: string;
  readonly title: string;
  readonly body: string;
}
interface Query {
  readonly qid: string;
  readonly set: string;
  readonly text: string;
}

const folder = process.argv[2];
if (!folder) throw new Error('usage: tsx e2e/bench/search-quality.ts FOLDER [--demands]');
const withDemands = process.argv.includes('--demands');

const lines = <Row>(file: string): Row[] =>
  readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);

const uuidOf = (at: number): string => `00000000-0000-7000-8000-${String(at).padStart(12, '0')}`;

const document = (kind: SearchKind, at: number, title: string, body: string): SearchDocument => ({
  id: uuidOf(at),
  kind,
  versionN: 1,
  no: String(at),
  title,
  problem: '',
  solution: '',
  summary: body,
  keywords: [],
  terms: [],
  orgId: uuidOf(0),
  orgName: '',
  isSample: true,
  fields: [],
  chains: [],
  regionCode: '',
  trl: null,
  trlBasis: null,
  payLater: false,
  isListed: false,
  modes: [],
  ipStatuses: [],
  priceKind: 'negotiable',
  priceMinFen: null,
  priceMaxFen: null,
  royaltyPpm: null,
  confirmedOn: null,
  publishedOn: '2026-01-01',
  validUntilOn: null,
});

/** A demand that states no facts: the text alone decides. */
const wanted: WantedFacts = {
  orgId: uuidOf(999_999_999),
  fields: [],
  chains: [],
  regionCode: '',
  wantedTrlMin: null,
  wantedTrlMax: null,
  budgetMinFen: null,
  budgetMaxFen: null,
  cooperation: [],
  acceptPayLater: false,
  ipRequirement: null,
};

async function answerSearch(search: SearchEngine, text: string): Promise<string[]> {
  const { hits } = await search.search({
    kind: 'achievement',
    words: text,
    filters: {},
    sort: 'relevance',
    offset: 0,
    limit: 100,
  });
  return hits.map((hit) => hit.document.id);
}

async function answerMatch(search: SearchEngine, text: string): Promise<string[]> {
  const answer = await search.match({ kind: 'achievement', text, limit: 200 });
  const candidates = answer.candidates.map(({ document: found, score, terms }): RankCandidate => ({
    id: found.id,
    versionN: found.versionN,
    score,
    foundTerms: terms.map(({ term }) => term),
    title: found.title,
    body: bodyOf(found),
    facts: found,
  }));
  return rank(wanted, answer, candidates)
    .slice(0, 100)
    .map(({ id }) => id);
}

const isSearchSet = (set: string): boolean => /^(a|b|c|d1)(_|$)/.test(set);
const timings = new Map<string, number[]>();
let indexed = 0;
let indexMs = 0;

for (const docsFile of readdirSync(folder)
  .filter((file) => /^docs_.*\.jsonl$/.test(file))
  .sort()) {
  const docs = lines<Doc>(docsFile);
  const queries = lines<Query>(docsFile.replace(/^docs_/, 'q_'));
  const database = await createTestDatabase('quality');
  const opened = openDatabase(database.url, { poolSize: 5 });
  try {
    const search = openSearch({ db: opened.db });
    const started = performance.now();
    await search.put(docs.map((doc, at) => document('achievement', at, doc.title, doc.body)));
    if (withDemands) {
      const long = queries.filter(({ set }) => !isSearchSet(set));
      await search.put(long.map(({ text }, at) => document('demand', at, '', text)));
      await search.rebuild('demand');
    }
    await search.rebuild('achievement');
    indexMs += performance.now() - started;
    indexed += docs.length;
    for (const { qid, set, text } of queries) {
      const from = performance.now();
      const ids = isSearchSet(set) ? await answerSearch(search, text) : await answerMatch(search, text);
      timings.set(set, [...(timings.get(set) ?? []), performance.now() - from]);
      console.log(JSON.stringify({ qid, ids: ids.map((id) => docs[Number(id.slice(24))]!.id) }));
    }
  } finally {
    await opened.close();
    await database.drop();
  }
}

const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 100) / 100;
};
console.log(
  JSON.stringify({
    bench: 'search-quality',
    cores: availableParallelism(),
    withDemands,
    indexed,
    documentsPerSecond: Math.round((indexed / indexMs) * 1000),
    sets: Object.fromEntries(
      [...timings].map(([set, ms]) => [set, { n: ms.length, p50ms: percentile(ms, 0.5), p95ms: percentile(ms, 0.95) }]),
    ),
  }),
);
