import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { isVague } from '#app/domain/advantage.ts';
import type { Database } from '#db/client.server.ts';
import { achievementVersions, codeTerms, isVagueData } from '#db/schema/index.ts';
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

test('of 摘要公开 the summary alone is in the index: nobody finds, marks or is told the rest', async () => {
  const abstract = `${'总'.repeat(119)}。\n冰川钾盐浸出的细节。`;
  for (const [publication, finds] of [
    ['abstract', false],
    ['full', true],
  ] as const) {
    const { id } = await makeAchievement(db, org, person, { publication, abstract });
    const [document] = await loadDocuments(db, 'achievement', [id]);
    expect(JSON.stringify(document).includes('钾盐'), publication).toBe(finds);
    expect(termsOf(document!).counts.has('冰川'), publication).toBe(finds);
  }
});

test('缺少可比指标 is said by the document and by the lists’ SQL as the domain says it', async () => {
  const one = { metric: '能耗', unit: '', baselineName: '' };
  for (const advantages of [
    [],
    [{ ...one, ours: '更省', baseline: '52' }],
    [{ ...one, ours: '35', baseline: '' }],
    [{ ...one, ours: '约35度', baseline: '常规' }],
    [
      { ...one, ours: '更省', baseline: '' },
      { ...one, ours: '３５', baseline: '52' },
      { ...one, ours: '1', baseline: '2' },
    ],
    [{ ...one, ours: '３５', baseline: '52' }],
  ]) {
    const { id } = await makeAchievement(db, org, person, { advantages });
    const [document] = await loadDocuments(db, 'achievement', [id]);
    expect(document?.isVague).toBe(isVague(advantages));
    const [row] = await db
      .select({ vague: isVagueData(achievementVersions.data) })
      .from(achievementVersions)
      .where(eq(achievementVersions.achievementId, id));
    expect(row?.vague, JSON.stringify(advantages)).toBe(isVague(advantages));
  }
});
