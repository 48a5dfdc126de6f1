import type postgres from 'postgres';
import { beforeEach, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { blankDocument } from '../blank-document.ts';
import { openSearch } from '../index.server.ts';
import { Overtaken } from '../overtaken.ts';
import { Generation } from './generation.server.ts';
import { rebuildIndex } from './rebuild-index.server.ts';

let sql: postgres.Sql;

beforeEach(async () => {
  const { db } = await testDatabase();
  sql = (db as Database & { readonly $client: postgres.Sql }).$client;
  await sql`truncate search_documents, search_indexes, search_postings, search_pairs, search_removals, search_words, search_rebuilds`;
  const titles = ['藜麦育种', '藜麦间作', '百合育种'];
  await openSearch({ db }).put(
    titles.map((title, at) => ({ ...blankDocument(`00000000-0000-7000-8000-00000000000${at}`), title })),
  );
  await rebuildIndex(sql, 'achievement');
});

const countsOf = async (generation: Generation, ...terms: string[]) => {
  const counts = await generation.countsOf(terms);
  return terms.map((term) => counts.get(term) ?? 0);
};

test('a question counts all its terms, also when they no longer fit into what is kept', async () => {
  const generation = new Generation(sql, 'achievement', 1, 2);
  expect(await countsOf(generation, '藜麦', '百合')).toEqual([2, 1]);
  expect(await countsOf(generation, '藜麦', '百合', '育种')).toEqual([2, 1, 2]);
  expect(await countsOf(generation, '间作', '藜麦', '育种', '无')).toEqual([1, 2, 2, 0]);
});

test('two that miss the same list at the same time read the same', async () => {
  const generation = new Generation(sql, 'achievement', 1);
  const [one, other] = await Promise.all([generation.listsOf(['藜麦'], 'all'), generation.listsOf(['藜麦'], 'all')]);
  expect([one.get('藜麦')?.slots.length, other.get('藜麦')?.slots.length]).toEqual([2, 2]);
});

test('a generation whose rows are gone says so, in place of counting no documents', async () => {
  const generation = new Generation(sql, 'achievement', 1);
  for (let round = 0; round < 2; round += 1) await rebuildIndex(sql, 'achievement');
  await expect(generation.countsOf(['藜麦'])).rejects.toBeInstanceOf(Overtaken);
  await expect(generation.listsOf(['藜麦'], 'best')).rejects.toBeInstanceOf(Overtaken);
});
