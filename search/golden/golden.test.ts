import { beforeAll, expect, test } from 'vitest';
import type { WantedFacts } from '#app/domain/match-fit.ts';
import { rank } from '#app/domain/matching.ts';
import { testDatabase } from '#db/test-database.server.ts';
import type { SearchDocument, SearchEngine } from '../engine.ts';
import { openSearch } from '../index.server.ts';
import { goldenDocuments, judged, type Judged } from './judged.ts';

const names = Object.keys(goldenDocuments);
const idOf = (at: number): string => `00000000-0000-7000-8000-${String(at + 1).padStart(12, '0')}`;
const nameOf = (id: string): string => names[Number(id.slice(24)) - 1]!;

const documents = names.map((name, at): SearchDocument => ({
  id: idOf(at),
  kind: 'achievement',
  versionN: 1,
  no: name,
  problem: '',
  solution: '',
  terms: [],
  topics: [],
  ...goldenDocuments[name]!,
  orgId: idOf(900),
  orgName: '示例研究所',
  isSample: true,
  fields: [],
  chains: [],
  regionCode: '620100',
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
  confirmedOn: '2026-10-01',
  publishedOn: '2026-10-01',
  validUntilOn: null,
}));
const wanted: WantedFacts = {
  orgId: idOf(901),
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

let engine: SearchEngine;
beforeAll(async () => {
  const { db } = await testDatabase();
  engine = openSearch({ db });
  await engine.put(documents);
  await engine.rebuild('achievement');
});

async function answer({ path, text }: Judged): Promise<string[]> {
  if (path === 'search') {
    const { hits } = await engine.search({
      kind: 'achievement',
      words: text,
      filters: {},
      sort: 'relevance',
      offset: 0,
      limit: 10,
    });
    return hits.map(({ document }) => nameOf(document.id));
  }
  const found = await engine.match({ kind: 'achievement', text, limit: 200 });
  return rank(wanted, found, found.candidates).map(({ id }) => nameOf(id));
}

/** nDCG of the first ten, by the grades. */
function ndcg(order: readonly string[], grades: Readonly<Record<string, number>>): number {
  const gain = (grade: number, at: number) => (2 ** grade - 1) / Math.log2(at + 2);
  const got = order.slice(0, 10).reduce((sum, name, at) => sum + gain(grades[name] ?? 0, at), 0);
  const best = Object.values(grades)
    .sort((a, b) => b - a)
    .reduce((sum, grade, at) => sum + gain(grade, at), 0);
  return got / best;
}

test.each(judged)('$path: $text', async (query) => {
  const order = await answer(query);
  expect(query.grades[order[0] ?? ''], order.join(' ')).toBe(3);
  expect(ndcg(order, query.grades), order.join(' ')).toBeGreaterThanOrEqual(0.8);
});

test('the mean over all judged questions stays above its floor', async () => {
  let sum = 0;
  for (const query of judged) sum += ndcg(await answer(query), query.grades);
  expect(sum / judged.length).toBeGreaterThanOrEqual(0.95);
});
