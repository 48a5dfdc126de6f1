import { beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { codeTerms } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makeAchievement, makeDemand, makeOrganisation, makePerson } from '#seeds/make.ts';
import { termsOf } from './documents.ts';
import { loadDocuments } from './load.server.ts';

let db: Database;
let org: Awaited<ReturnType<typeof makeOrganisation>>;
let person: Awaited<ReturnType<typeof makePerson>>;

beforeAll(async () => {
  ({ db } = await testDatabase());
  org = await makeOrganisation(db, { kind: 'university' });
  person = await makePerson(db, org);
  const term = { position: 1, source: 'test', parent: null };
  await db.insert(codeTerms).values([
    { ...term, list: 'field', version: '9998', code: '91', label: '旧名' },
    { ...term, list: 'field', version: '9999', code: '91', label: '真空装备' },
    { ...term, list: 'field', version: '9999', code: '91.1', label: '冷冻干燥', parent: '91' },
    { ...term, list: 'chain', version: '9999', code: 'T-1', label: '马铃薯' },
  ]);
});

test('a document names its fields and chains and what they lie in, as the newest list does', async () => {
  const codes = { fields: ['91.1', '91', 'gone'], chains: ['T-1'] };
  const achievement = await makeAchievement(db, org, person, codes);
  const demand = await makeDemand(db, org, person, codes);
  for (const [kind, { id }] of [
    ['achievement', achievement],
    ['demand', demand],
  ] as const) {
    const [document] = await loadDocuments(db, kind, [id]);
    expect(document?.topics).toEqual(['冷冻干燥', '真空装备', '马铃薯']);
    expect([...termsOf(document!).counts.keys()]).toContain('马铃薯');
  }
});

test('检索词 find an open record, and tell nothing of a closed one', async () => {
  for (const [publication, terms] of [
    ['full', ['雪莲代号']],
    ['abstract', ['雪莲代号']],
    ['nda', []],
    ['none', []],
  ] as const) {
    const { id } = await makeAchievement(db, org, person, { publication, searchTerms: ['雪莲代号'] });
    const [document] = await loadDocuments(db, 'achievement', [id]);
    expect(document?.terms, publication).toEqual(terms);
    expect(termsOf(document!).counts.has('雪莲'), publication).toBe(terms.length > 0);
  }
});
