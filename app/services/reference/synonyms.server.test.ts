import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { ActorContext } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { auditLines, synonymGroups, synonymVersion } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { blankDocument } from '#search/blank-document.ts';
import { openSearch } from '#search/index.server.ts';
import { asActor, makeContext, makeOrganisation, makePerson } from '#seeds/make.ts';
import { addSynonyms } from './add-synonyms.server.ts';
import { changeSynonyms } from './change-synonyms.server.ts';
import { removeSynonyms } from './remove-synonyms.server.ts';
import { listSynonymGroups } from './synonym-groups.server.ts';
import { writeFirstSynonyms } from './write-first-synonyms.server.ts';

let db: Database;
let admin: ActorContext;
let officer: ActorContext;
let serial = 0;

beforeAll(async () => {
  ({ db } = await testDatabase());
  const ctx = makeContext(db);
  const org = await makeOrganisation(db, { kind: 'university' });
  const actor = await asActor(ctx, await makePerson(db, org, ['officer']), { orgId: org.id });
  officer = actor;
  admin = { ...actor, actor: { ...actor.actor, platformRoles: ['admin'] } };
});
beforeEach(() => {
  serial += 1;
});

const fresh = (...words: string[]): string[] => words.map((word) => `${word}${serial}号`);
const version = async () => (await db.select().from(synonymVersion))[0]?.version ?? 0;

test('the groups of the release are written once; what an administrator did to them stays', async () => {
  await writeFirstSynonyms(admin, [['甲词', '乙词']]);
  const [group] = await listSynonymGroups(admin);
  await removeSynonyms(admin, { groupId: group!.id, was: '甲词、乙词' });
  await writeFirstSynonyms(admin, [['甲词', '乙词']]);
  expect(await db.$count(synonymGroups)).toBe(0);
});

test('a group added finds at the next question, changed finds otherwise, removed no more', async () => {
  const search = openSearch({ db });
  const find = async (words: string) => {
    const { hits } = await search.search({
      kind: 'demand',
      words,
      filters: {},
      sort: 'relevance',
      offset: 0,
      limit: 5,
    });
    return hits.length;
  };
  await search.put([{ ...blankDocument('00000000-0000-7000-8000-000000000001', 'demand'), title: '岷归切片烘干' }]);
  expect(await find('秦哪')).toBe(0);
  const group = await addSynonyms(admin, { words: ['岷归', '秦哪'] });
  expect(await find('秦哪')).toBe(1);
  await changeSynonyms(admin, { groupId: group.id, was: '岷归、秦哪', words: ['岷归', '西当归'] });
  expect(await find('秦哪')).toBe(0);
  expect(await find('西当归')).toBe(1);
  await removeSynonyms(admin, { groupId: group.id, was: '岷归、西当归' });
  expect(await find('西当归')).toBe(0);
});

test('each change moves the version and leaves a line without its words', async () => {
  const before = await version();
  const words = fresh('丙', '丁');
  const group = await addSynonyms(admin, { words });
  await changeSynonyms(admin, { groupId: group.id, was: words.join('、'), words: [...words, '戊词'] });
  await removeSynonyms(admin, { groupId: group.id, was: [...words, '戊词'].join('、') });
  expect(await version()).toBe(before + 3);
  const lines = await db.select().from(auditLines).where(eq(auditLines.subjectId, group.id));
  expect(lines.map(({ deed }) => deed)).toEqual(['synonyms.add', 'synonyms.change', 'synonyms.remove']);
});

test('a word stands in one group: whatever its case, the second is refused and nothing moves', async () => {
  await addSynonyms(admin, { words: fresh('Ni-Co', '镍钴') });
  const before = await version();
  await expect(addSynonyms(admin, { words: fresh('NI-CO', '别词') })).rejects.toMatchObject({ code: 'duplicate' });
  expect(await version()).toBe(before);
});

test('two at once add the same word: one wins', async () => {
  const tries = await Promise.allSettled([
    addSynonyms(admin, { words: fresh('己', '庚') }),
    addSynonyms(admin, { words: fresh('己', '辛') }),
  ]);
  expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('the same form twice adds once; what changed under the page is not overwritten', async () => {
  const key = '0197a000-0000-7000-8000-00000000aaaa';
  const words = fresh('壬', '癸');
  const [one, two] = [await addSynonyms(admin, { key, words }), await addSynonyms(admin, { key, words })];
  expect(two.id).toBe(one.id);
  await expect(
    changeSynonyms(admin, { groupId: one.id, was: '别的、词', words: fresh('子', '丑') }),
  ).rejects.toMatchObject({ code: 'state_changed' });
  await expect(removeSynonyms(admin, { groupId: key, was: '' })).rejects.toMatchObject({ code: 'not_found' });
});

test('nobody else may read or change them', async () => {
  await expect(listSynonymGroups(officer)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(addSynonyms(officer, { words: ['寅', '卯'] })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(changeSynonyms(officer, { groupId: '', was: '', words: [] })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(removeSynonyms(officer, { groupId: '', was: '' })).rejects.toMatchObject({ code: 'forbidden' });
});
