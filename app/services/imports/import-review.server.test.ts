import { Readable } from 'node:stream';
import { and, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { reviewChecklists } from '#app/domain/review.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { writeCodeLists } from '#app/services/reference/write-code-lists.server.ts';
import type { Database } from '#db/client.server.ts';
import { achievements, auditLines, memberships, notices, reviewDecisions, searchChanges } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { achievementData, asActor, makeContext, makeOrganisation, makePerson, type Organisation } from '#seeds/make.ts';
import { codeLists } from '#seeds/reference/all.ts';
import { clearAchievement } from '../achievements/clear-achievement.server.ts';
import { editAchievement } from '../achievements/edit-achievement.server.ts';
import { returnAchievement } from '../achievements/return-achievement.server.ts';
import { submitAchievement } from '../achievements/submit-achievement.server.ts';
import { listImportedWork, reviewImported } from '../reviews/review-imported.server.ts';
import { listReviewTodos } from '../reviews/review-todos.server.ts';
import { countReviewWork, listReviewWork } from '../reviews/queries.server.ts';
import { checkImport } from './check-import.server.ts';
import { confirmImport } from './confirm-import.server.ts';
import { getImport } from './queries.server.ts';
import { runImport } from './run-import.server.ts';
import { csvOf } from './sheets-for-tests.ts';
import { startImport } from './start-import.server.ts';
import { takeBack } from './take-back.server.ts';
import { undoImport } from './undo-import.server.ts';

let db: Database;
let org: Organisation;
let officer: ActorContext;
let secrecy: ActorContext;
let approver: ActorContext;

beforeAll(async () => {
  ({ db } = await testDatabase());
  await writeCodeLists(makeContext(db), codeLists);
});
beforeEach(async () => {
  org = await makeOrganisation(db, { kind: 'university' });
  const member = async (role: 'officer' | 'secrecy' | 'approver') =>
    asActor(makeContext(db), await makePerson(db, org, [role]));
  [officer, secrecy, approver] = [await member('officer'), await member('secrecy'), await member('approver')];
});

const heads = ['成果名称', '完成单位', '密级', '成果类别', '技术领域', '成果简介', '军民两用'];
async function checked(names: readonly string[], dual = ''): Promise<string> {
  const rows = names.map((name) => [name, org.name, '公开', '应用技术', '24.1', '简介。', name === dual ? '是' : '']);
  const stored = await officer.files.put(Readable.from([csvOf('', [heads, ...rows], 'utf8')]), 1e6);
  const { id } = await startImport(officer, { file: { ...stored, name: '成果.csv' } });
  await checkImport(officer, { importId: id });
  return id;
}
async function imported(names: readonly string[], { reviewedBy, dual }: { reviewedBy?: string; dual?: string } = {}) {
  const id = await checked(names, dual);
  await confirmImport(officer, { id, hasCommitted: true, onDuplicate: 'merge', reviewedBy });
  await runImport(officer, { importId: id });
  return id;
}
const own = () => db.select().from(achievements).where(eq(achievements.orgId, org.id));
const states = async () => Object.fromEntries((await own()).map(({ name, state }) => [name, state]));
const idOf = async (name: string) => (await own()).find((row) => row.name === name)!.id;
const checksOf = (level: 'secrecy' | 'office') => reviewChecklists[level].map(({ key }) => key);
const pass = (by: ActorContext, importId: string, level: 'secrecy' | 'office', rows: number) =>
  reviewImported(by, { importId, level, checks: checksOf(level), rows });
const deedsOf = (subjectId: string) =>
  db
    .select({ deed: auditLines.deed, who: auditLines.actorId })
    .from(auditLines)
    .where(eq(auditLines.subjectId, subjectId));
const toldOf = async ({ actor }: ActorContext) =>
  (await db.select().from(notices).where(eq(notices.userId, actor.userId))).map(({ kind }) => kind);

describe('who reviewed a file', () => {
  test('nobody named: every row waits for the secrecy review, nothing is public, the reviewer is told', async () => {
    await imported(['甲', '乙']);
    expect(await states()).toEqual({ 甲: 'unit_review', 乙: 'unit_review' });
    expect((await own()).every(({ publishedAt }) => publishedAt === null)).toBe(true);
    expect(await db.$count(searchChanges, eq(searchChanges.rowId, await idOf('甲')))).toBe(0);
    expect(await toldOf(secrecy)).toEqual(['import.review']);
  });

  test('a named reviewer of the unit: public at once, on record, and he is told and can take it back', async () => {
    const id = await imported(['甲', '乙'], { reviewedBy: secrecy.actor.userId, dual: '乙' });
    expect(await states()).toEqual({ 甲: 'published', 乙: 'unit_review' });
    expect(await toldOf(secrecy)).toContain('import.declare_review');
    expect(await deedsOf(id)).toContainEqual({ deed: 'import.declare_review', who: officer.actor.userId });
    expect((await getImport(officer, { id, state: null, page: 1 })).reviewer).toBe(secrecy.actor.name);
    await expect(undoImport(approver, { id })).rejects.toMatchObject({ code: 'forbidden' });
    await undoImport(secrecy, { id });
    await takeBack(officer, { importId: id });
    expect(new Set(Object.values(await states()))).toEqual(new Set(['withdrawn']));
  });

  test('nobody outside the unit, nobody without the role, nobody who has left is a reviewer', async () => {
    const id = await checked(['甲']);
    const elsewhere = await makePerson(db, await makeOrganisation(db, { kind: 'university' }), ['secrecy']);
    const left = await makePerson(db, org, ['secrecy']);
    await db
      .update(memberships)
      .set({ endedAt: new Date(0) })
      .where(eq(memberships.userId, left.id));
    for (const reviewedBy of [elsewhere.id, approver.actor.userId, left.id]) {
      await expect(confirmImport(officer, { id, hasCommitted: true, reviewedBy })).rejects.toMatchObject({
        code: 'invalid',
        field: 'reviewedBy',
      });
    }
  });

  test('who confirms is nobody’s second pair of eyes: holding the secrecy role too, he is not offered and may not be named', async () => {
    const both = await asActor(makeContext(db), await makePerson(db, org, ['officer', 'secrecy']));
    const id = await checked(['甲']);
    const offered = async (ctx: ActorContext) =>
      (await getImport(ctx, { id, state: null, page: 1 })).reviewers.map((each) => each.id);
    expect(await offered(both)).toEqual([secrecy.actor.userId]);
    expect(await offered(officer)).toContain(both.actor.userId);
    const confirm = { id, hasCommitted: true, reviewedBy: both.actor.userId };
    await expect(confirmImport(both, confirm)).rejects.toMatchObject({ code: 'invalid', field: 'reviewedBy' });
    expect((await getImport(both, { id, state: null, page: 1 })).row.state).toBe('checked');
    expect((await confirmImport(officer, confirm)).reviewedBy).toBe(both.actor.userId);
  });

  test('a sheet that nobody reviewed writes nothing over what is public', async () => {
    await imported(['甲'], { reviewedBy: secrecy.actor.userId });
    const id = await imported(['甲']);
    const [row] = await own();
    expect(row).toMatchObject({ versionN: 1, state: 'published' });
    expect((await getImport(officer, { id, state: 'skipped', page: 1 })).rows[0]?.errors[0]?.says).toMatch(/保密审查/);
  });
});

describe('an import is reviewed as a whole', () => {
  test('secrecy, then approval: each record has its decision and its line, and is found then', async () => {
    const id = await imported(['甲', '乙', '丙'], { dual: '丙' });
    expect(await listImportedWork(secrecy)).toMatchObject([{ importId: id, level: 'secrecy', rows: 2 }]);
    expect(await listImportedWork(approver)).toEqual([]);
    expect((await listReviewWork(secrecy, { tab: 'waiting', page: 1 })).rows.map(({ name }) => name)).toEqual(['丙']);
    expect((await listReviewWork(secrecy, { tab: 'waiting', page: 1, importId: id })).total).toBe(3);
    expect((await listReviewTodos(secrecy)).map(({ kind }) => kind)).toEqual(['import.review', 'achievement.review']);
    expect(await countReviewWork(secrecy)).toBe(2);
    expect(await pass(secrecy, id, 'secrecy', 2)).toBe(2);
    expect(await states()).toEqual({ 甲: 'office_review', 乙: 'office_review', 丙: 'unit_review' });
    expect(await toldOf(approver)).toEqual(['import.review']);
    expect(await pass(approver, id, 'office', 2)).toBe(2);
    expect(await states()).toEqual({ 甲: 'published', 乙: 'published', 丙: 'unit_review' });
    const one = await idOf('甲');
    const decided = await db.select().from(reviewDecisions).where(eq(reviewDecisions.achievementId, one));
    expect(decided.map(({ level, deciderId }) => [level, deciderId]).sort()).toEqual([
      ['office', approver.actor.userId],
      ['secrecy', secrecy.actor.userId],
    ]);
    expect((await deedsOf(one)).map(({ deed }) => deed)).toEqual(
      expect.arrayContaining(['achievement.clear', 'achievement.publish']),
    );
    expect(await db.$count(searchChanges, eq(searchChanges.rowId, one))).toBe(1);
    expect(await toldOf(officer)).toContain('import.publish');
  });

  test('it is taken back as a whole after its review, too', async () => {
    const id = await imported(['甲', '乙']);
    await pass(secrecy, id, 'secrecy', 2);
    await pass(approver, id, 'office', 2);
    await undoImport(officer, { id });
    await takeBack(officer, { importId: id });
    expect(await states()).toEqual({ 甲: 'withdrawn', 乙: 'withdrawn' });
  });

  test('what somebody wrote, or sent back, since the sheet stays for a look by itself', async () => {
    const id = await imported(['甲', '乙', '丙']);
    for (const name of ['甲', '乙']) await returnAchievement(secrecy, { id: await idOf(name), note: '请改' });
    await editAchievement(officer, {
      id: await idOf('甲'),
      versionN: 1,
      data: achievementData({ name: '甲' }),
      people: [{ name: '甲', title: '', sharePpm: 1_000_000 }],
    });
    for (const name of ['甲', '乙']) await submitAchievement(officer, { id: await idOf(name) });
    expect(await listImportedWork(secrecy)).toMatchObject([{ rows: 1 }]);
    await pass(secrecy, id, 'secrecy', 1);
    expect(await states()).toEqual({ 甲: 'unit_review', 乙: 'unit_review', 丙: 'office_review' });
  });

  test('another number than the page said is another set; of two at once one decides', async () => {
    const id = await imported(['甲', '乙']);
    await clearAchievement(secrecy, { id: await idOf('甲') });
    await expect(pass(secrecy, id, 'secrecy', 2)).rejects.toMatchObject({ code: 'state_changed' });
    const both = await Promise.allSettled([pass(secrecy, id, 'secrecy', 1), pass(secrecy, id, 'secrecy', 1)]);
    const done = both.reduce((sum, each) => sum + (each.status === 'fulfilled' ? each.value : 0), 0);
    expect(done).toBe(1);
    const heard = (await toldOf(approver)).filter((kind) => kind === 'import.review');
    expect(heard).toHaveLength(1);
    const of = and(eq(reviewDecisions.achievementId, await idOf('乙')), eq(reviewDecisions.level, 'secrecy'));
    expect(await db.$count(reviewDecisions, of)).toBe(1);
  });

  test('other roles and other units decide nothing', async () => {
    const id = await imported(['甲']);
    await expect(pass(approver, id, 'secrecy', 1)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(pass(officer, id, 'secrecy', 1)).rejects.toMatchObject({ code: 'forbidden' });
    const other = await makeOrganisation(db, { kind: 'university' });
    const stranger = await asActor(makeContext(db), await makePerson(db, other, ['secrecy', 'approver']));
    await expect(pass(stranger, id, 'secrecy', 1)).rejects.toMatchObject({ code: 'not_found' });
    expect(await listImportedWork(stranger)).toEqual([]);
    expect(await states()).toEqual({ 甲: 'unit_review' });
  });
});
