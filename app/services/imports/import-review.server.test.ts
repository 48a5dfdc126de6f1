import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { and, eq, inArray } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { gatheredFrom } from '#app/domain/aggregation.ts';
import { headerOf } from '#app/domain/import-columns.ts';
import { importReviewSteps, type ImportReviewEvent } from '#app/domain/import-review.ts';
import { gatheringRead, reviewChecklists } from '#app/domain/review.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { writeCodeLists } from '#app/services/reference/write-code-lists.server.ts';
import type { Database } from '#db/client.server.ts';
import {
  achievements,
  achievementVersions,
  auditLines,
  evaluations,
  importReviews,
  importRows,
  files,
  imports,
  matchChanges,
  memberships,
  notices,
  organisations,
  reviewDecisions,
  searchChanges,
} from '#db/schema/index.ts';
import { projectRoot } from '#db/project-root.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asShown } from '#seeds/as-shown.ts';
import { achievementData, asActor, makeContext, makeOrganisation, makePerson, type Organisation } from '#seeds/make.ts';
import { codeLists } from '#seeds/reference/all.ts';
import { clearAchievement } from '../achievements/clear-achievement.server.ts';
import { editAchievement } from '../achievements/edit-achievement.server.ts';
import { returnAchievement } from '../achievements/return-achievement.server.ts';
import { submitAchievement } from '../achievements/submit-achievement.server.ts';
import { reopenAchievement } from '../achievements/reopen-achievement.server.ts';
import { withdrawAchievement } from '../achievements/withdraw-achievement.server.ts';
import { importedSample } from '../reviews/imported-sample.server.ts';
import { importedSet } from '../reviews/imported-set.server.ts';
import { listImportedWork, listImportReviews } from '../reviews/imported-work-queries.server.ts';
import { reviewImported } from '../reviews/review-imported.server.ts';
import { runImportReview } from '../reviews/run-import-review.server.ts';
import { stateSoloReview } from '../organisations/state-solo-review.server.ts';
import { reviewMany } from '../reviews/review-many.server.ts';
import { listReviewTodos } from '../reviews/review-todos.server.ts';
import { countReviewWork, listReviewWork } from '../reviews/queries.server.ts';
import { chainImport } from './chain-import.server.ts';
import { chooseRow } from './choose-row.server.ts';
import { checkImport } from './check-import.server.ts';
import { confirmImport } from './confirm-import.server.ts';
import { mapImport } from './map-import.server.ts';
import { getImport } from './queries.server.ts';
import { resumeImports } from './resume-imports.server.ts';
import { retryImport } from './retry-import.server.ts';
import { runImport } from './run-import.server.ts';
import { csvOf } from '../sheets/sheets-for-tests.ts';
import { startImport } from './start-import.server.ts';
import { takeBack } from './take-back.server.ts';
import { undoImport } from './undo-import.server.ts';

let db: Database;
/** The platform itself, which runs the jobs, and what was put into its queue. */
let base: ReturnType<typeof makeContext>;
let org: Organisation;
let officer: ActorContext;
let secrecy: ActorContext;
let approver: ActorContext;

beforeAll(async () => {
  ({ db } = await testDatabase());
  base = makeContext(db);
  await writeCodeLists(base, codeLists);
});
beforeEach(async () => {
  org = await makeOrganisation(db, { kind: 'university' });
  const member = async (role: 'officer' | 'secrecy' | 'approver') => asActor(base, await makePerson(db, org, [role]));
  [officer, secrecy, approver] = [await member('officer'), await member('secrecy'), await member('approver')];
});

const heads = ['成果名称', '完成单位', '密级', '成果类别', '技术领域', '成果简介', '军民两用'];
async function checked(names: readonly string[], dual = '', abstract = '简介。', inner = ''): Promise<string> {
  const rows = names.map((name) => [
    name,
    org.name,
    name === inner ? '内部' : '公开',
    '应用技术',
    '24.1',
    abstract,
    name === dual ? '是' : '',
  ]);
  const stored = await officer.files.put(Readable.from([csvOf('', [heads, ...rows], 'utf8')]), 1e6);
  const { id } = await startImport(officer, { file: { ...stored, name: '成果.csv' } });
  await checkImport(officer, { importId: id });
  return id;
}
async function imported(
  names: readonly string[],
  { reviewedBy, dual, inner }: { reviewedBy?: string; dual?: string; inner?: string } = {},
) {
  const id = await checked(names, dual, undefined, inner);
  await confirmImport(officer, { id, hasCommitted: true, onDuplicate: 'merge', reviewedBy });
  await runImport(base, { importId: id });
  return id;
}
const own = () => db.select().from(achievements).where(eq(achievements.orgId, org.id));
const states = async () => Object.fromEntries((await own()).map(({ name, state }) => [name, state]));
const idOf = async (name: string) => (await own()).find((row) => row.name === name)!.id;
/** The click of a reviewer who saw what is there now, or what he saw earlier. */
async function click(by: ActorContext, importId: string, event: ImportReviewEvent, seen?: string) {
  const { mark } = await importedSet(by, importId, event);
  const checks = reviewChecklists[importReviewSteps[event].level].map(({ key }) => key);
  return reviewImported(by, { importId, event, checks, seen: seen ?? mark });
}
async function pass(by: ActorContext, importId: string, event: ImportReviewEvent) {
  const { id: reviewId } = await click(by, importId, event);
  await runImportReview(base, { reviewId });
  return reviewRow(reviewId);
}
const reviewRow = async (id: string) => (await db.select().from(importReviews).where(eq(importReviews.id, id)))[0]!;
const importRow = async (id: string) => (await db.select().from(imports).where(eq(imports.id, id)))[0]!;
const deedsOf = (subjectId: string) =>
  db
    .select({ deed: auditLines.deed, who: auditLines.actorId })
    .from(auditLines)
    .where(eq(auditLines.subjectId, subjectId));
const toldOf = async ({ actor }: ActorContext) =>
  (await db.select().from(notices).where(eq(notices.userId, actor.userId))).map(({ kind }) => kind);

test('records of one project are looked at together: the secrecy reviewer says so, or decides nothing', async () => {
  const names = Array.from(
    { length: gatheredFrom.project },
    (_, at) => `项目成果${'甲乙丙丁戊'[at % 5]}${at}号${at * 7}`,
  );
  const rows = names.map((name) => [name, org.name, '公开', '应用技术', '24.1', '简介。', '22YF7NA000']);
  const table = [[...heads.slice(0, 6), headerOf('projectNo')], ...rows];
  const stored = await officer.files.put(Readable.from([csvOf('', table, 'utf8')]), 1e6);
  const { id } = await startImport(officer, { file: { ...stored, name: '项目.csv' } });
  await checkImport(officer, { importId: id });
  const gathered = [{ kind: 'project', what: '22YF7NA000', rows: names.length }];
  expect((await importRow(id)).notes.gathered).toEqual(gathered);
  await confirmImport(officer, { id, hasCommitted: true, onDuplicate: 'new' });
  await runImport(base, { importId: id });
  expect((await importedSample(secrecy, id, 'clear')).gathered).toEqual(gathered);
  await expect(click(secrecy, id, 'clear')).rejects.toMatchObject({ code: 'invalid', field: 'checks' });
  const { mark } = await importedSet(secrecy, id, 'clear');
  const checks = [...reviewChecklists.secrecy, gatheringRead].map(({ key }) => key);
  const { id: reviewId } = await reviewImported(secrecy, { importId: id, event: 'clear', checks, seen: mark });
  await runImportReview(base, { reviewId });
  expect(new Set(Object.values(await states()))).toEqual(new Set(['office_review']));
  // What follows is no question of secrecy.
  await expect(pass(approver, id, 'publish')).resolves.toMatchObject({ state: 'done' });
});

test('records that go public in different ways are passed way by way, in the review of secrecy', async () => {
  const ways = [
    ['全文的', '全文公开'],
    ['摘要的', ''],
    ['保密的', '不公开'],
  ];
  const rows = ways.map(([name = '', way = '']) => [name, org.name, '公开', '应用技术', '24.1', '简介。', way]);
  const table = [[...heads.slice(0, 6), headerOf('publication')], ...rows];
  const stored = await officer.files.put(Readable.from([csvOf('', table, 'utf8')]), 1e6);
  const { id } = await startImport(officer, { file: { ...stored, name: '公开方式.csv' } });
  await checkImport(officer, { importId: id });
  await confirmImport(officer, { id, hasCommitted: true });
  await runImport(base, { importId: id });
  const { mark, published } = await importedSample(secrecy, id, 'clear');
  expect(published.map(({ level, rows: n, sample }) => [level, n, sample.map(({ name }) => name)])).toEqual([
    ['full', 1, ['全文的']],
    ['abstract', 1, ['摘要的']],
    ['private', 1, ['保密的']],
  ]);
  const usual = reviewChecklists.secrecy.map(({ key }) => key);
  const decide = (more: string[]) =>
    reviewImported(secrecy, { importId: id, event: 'clear', checks: [...usual, ...more], seen: mark });
  await expect(decide(['public_full', 'public_private'])).rejects.toMatchObject({ code: 'invalid', field: 'checks' });
  const { id: reviewId } = await decide(['public_full', 'public_abstract', 'public_private']);
  await runImportReview(base, { reviewId });
  // Who approves decides on something else.
  await expect(pass(approver, id, 'publish')).resolves.toMatchObject({ state: 'done', movedRows: 3 });
});

describe('who reviewed a file', () => {
  test('nobody named: every row waits for the secrecy review, nothing is public, the reviewer is told', async () => {
    await imported(['甲', '乙']);
    expect(await states()).toEqual({ 甲: 'unit_review', 乙: 'unit_review' });
    expect((await own()).every(({ publishedAt }) => publishedAt === null)).toBe(true);
    expect(await db.$count(searchChanges, eq(searchChanges.rowId, await idOf('甲')))).toBe(0);
    expect(await toldOf(secrecy)).toEqual(['import.review']);
  });

  test('a file with a row that may not go public is erased: its reviewer is led to no bytes that are not there', async () => {
    const id = await imported(['甲', '乙'], { inner: '乙' });
    const { fileId } = await importRow(id);
    const [file] = await db.select().from(files).where(eq(files.id, fileId));
    await expect(secrecy.files.get(file!.sha256)).rejects.toMatchObject({ code: 'not_found' });
    expect(await listImportedWork(secrecy)).toMatchObject([{ importId: id, originalId: null, rows: 1 }]);
  });

  test('a named reviewer of the unit: nothing is public before his own click, then all of it; flagged rows stay for a look', async () => {
    const id = await imported(['甲', '乙'], { reviewedBy: secrecy.actor.userId, dual: '乙' });
    expect(await states()).toEqual({ 甲: 'unit_review', 乙: 'unit_review' });
    expect(await importRow(id)).toMatchObject({ state: 'waiting', confirmedBy: officer.actor.userId });
    expect(await toldOf(secrecy)).toEqual(['import.named']);
    expect(await deedsOf(id)).toContainEqual({ deed: 'import.name_reviewer', who: officer.actor.userId });
    const { fileId: originalId } = await importRow(id);
    const work = { importId: id, originalId, event: 'release', rows: 1, updates: 0 };
    expect(await listImportedWork(secrecy)).toMatchObject([work]);
    expect(await importedSample(secrecy, id, 'release')).toMatchObject({
      rows: 1,
      sample: [{ name: '甲', abstract: '简介。' }],
      flagged: 1,
      alone: [{ name: '乙' }],
    });
    expect(await pass(secrecy, id, 'release')).toMatchObject({ state: 'done', rows: 1, doneRows: 1, movedRows: 1 });
    expect(await states()).toEqual({ 甲: 'published', 乙: 'unit_review' });
    expect(await importRow(id)).toMatchObject({ state: 'done' });
    const one = await idOf('甲');
    expect(await db.$count(searchChanges, eq(searchChanges.rowId, one))).toBe(1);
    expect(await deedsOf(one)).toContainEqual({ deed: 'achievement.release', who: secrecy.actor.userId });
    const decided = await db.select().from(reviewDecisions).where(eq(reviewDecisions.achievementId, one));
    expect(decided).toMatchObject([
      { level: 'secrecy', outcome: 'pass', deciderId: secrecy.actor.userId, versionN: 1 },
    ]);
    expect((await toldOf(officer)).filter((kind) => kind === 'import.publish')).toHaveLength(1);
    expect((await getImport(officer, { id, state: null, page: 1 })).reviewer).toBe(secrecy.actor.name);
    await expect(undoImport(approver, { id })).rejects.toMatchObject({ code: 'forbidden' });
    await undoImport(secrecy, { id });
    await takeBack(base, { importId: id });
    expect(new Set(Object.values(await states()))).toEqual(new Set(['withdrawn']));
  });

  test('only the one who was named releases it: no other reviewer, no approver, nobody who brought or confirmed it', async () => {
    const id = await imported(['甲'], { reviewedBy: secrecy.actor.userId });
    const another = await asActor(base, await makePerson(db, org, ['secrecy', 'approver']));
    expect(await listImportedWork(another)).toEqual([]);
    for (const by of [another, approver, officer])
      await expect(click(by, id, 'release')).rejects.toMatchObject({ code: 'forbidden' });
    // Nor is it passed by the steps of the review while it waits.
    await expect(click(another, id, 'clear')).rejects.toMatchObject({ code: 'state_changed' });
    expect(await states()).toEqual({ 甲: 'unit_review' });
  });

  test('rows that write over a public record wait for the same click, and are part of what he saw', async () => {
    await pass(secrecy, await imported(['甲'], { reviewedBy: secrecy.actor.userId }), 'release');
    const one = await idOf('甲');
    const id = await checked(['甲', '丁'], '', '新简介。');
    await confirmImport(officer, { id, hasCommitted: true, onDuplicate: 'merge', reviewedBy: secrecy.actor.userId });
    await runImport(base, { importId: id });
    const head = async () => (await own()).find((row) => row.id === one)!;
    expect(await head()).toMatchObject({ versionN: 1 });
    // Through the unit's review nothing public is written over: who wants it is told before, and nothing is taken.
    const chained = await checked(['甲', '戊'], '', '新简介。');
    const confirm = (input: Partial<Parameters<typeof confirmImport>[1]>) =>
      confirmImport(officer, { id: chained, hasCommitted: true, ...input });
    await expect(confirm({ onDuplicate: 'merge' })).rejects.toMatchObject({ code: 'invalid', field: 'review' });
    await chooseRow(officer, { id: chained, rowNo: 2, choice: 'merge' });
    expect((await getImport(officer, { id: chained, state: null, page: 1 })).merges).toEqual({
      chosen: 1,
      byNumber: 0,
      chosenHidden: 0,
      hidden: 0,
    });
    await expect(confirm({})).rejects.toMatchObject({ code: 'invalid', field: 'review' });
    await chooseRow(officer, { id: chained, rowNo: 2, choice: 'skip' });
    await confirm({});
    await runImport(base, { importId: chained });
    const { importedRows, updatedRows, skippedRows, invalidRows, totalRows } = await importRow(chained);
    expect([importedRows, updatedRows, skippedRows, invalidRows, totalRows]).toEqual([1, 0, 1, 0, 2]);
    expect(await importedSample(secrecy, id, 'release')).toMatchObject({
      rows: 2,
      updates: 1,
      updated: [{ id: one, differences: [{ key: 'abstract' }] }],
    });
    const { mark } = await importedSet(secrecy, id, 'release');
    await db.insert(achievementVersions).values({
      achievementId: one,
      n: 2,
      data: achievementData({ name: '甲' }),
      sha256: 'corrected',
      authorId: officer.actor.userId,
    });
    await db.update(achievements).set({ versionN: 2 }).where(eq(achievements.id, one));
    await expect(click(secrecy, id, 'release', mark)).rejects.toMatchObject({ code: 'state_changed' });
    expect(await pass(secrecy, id, 'release')).toMatchObject({ rows: 2, doneRows: 2, movedRows: 1 });
    expect(await head()).toMatchObject({ versionN: 3, state: 'published' });
    expect(await importRow(id)).toMatchObject({ state: 'done', updatedRows: 1 });
  });

  test('nothing is merged into what is not public: refused where it is chosen, left out with the reason where it changed since, and both are told', async () => {
    await pass(secrecy, await imported(['甲', '乙'], { reviewedBy: secrecy.actor.userId }), 'release');
    await imported(['丙'], { reviewedBy: secrecy.actor.userId });
    const id = await checked(['甲', '乙', '丙', '丁'], '', '新简介。');
    await expect(chooseRow(officer, { id, rowNo: 4, choice: 'merge' })).rejects.toMatchObject({
      code: 'invalid',
      params: { says: expect.stringMatching(/还在审核：请先撤回送审/) as string },
    });
    await chooseRow(officer, { id, rowNo: 2, choice: 'merge' });
    await withdrawAchievement(officer, { id: await idOf('甲') });
    const confirm = () =>
      confirmImport(officer, { id, hasCommitted: true, onDuplicate: 'merge', reviewedBy: secrecy.actor.userId });
    await expect(confirm()).rejects.toMatchObject({ code: 'invalid', field: 'onDuplicate' });
    await chooseRow(officer, { id, rowNo: 2, choice: 'skip' });
    expect((await getImport(officer, { id, state: null, page: 1 })).merges).toMatchObject({
      chosenHidden: 0,
      hidden: 2,
    });
    await confirm();
    await runImport(base, { importId: id });
    expect(await importedSample(secrecy, id, 'release')).toMatchObject({ rows: 2, updates: 1, hidden: { rows: 0 } });
    const { mark } = await importedSet(secrecy, id, 'release');
    await withdrawAchievement(officer, { id: await idOf('乙') });
    await expect(click(secrecy, id, 'release', mark)).rejects.toMatchObject({ code: 'state_changed' });
    expect(await importedSample(secrecy, id, 'release')).toMatchObject({
      rows: 1,
      updates: 0,
      hidden: { rows: 1, first: [{ name: '乙', says: expect.stringContaining('已经撤回') as string }] },
    });
    expect(await pass(secrecy, id, 'release')).toMatchObject({ rows: 1, doneRows: 1, movedRows: 1 });
    const { left, row } = await getImport(officer, { id, state: null, page: 1 });
    expect(row).toMatchObject({
      state: 'done',
      validRows: 2,
      doneRows: 2,
      updatedRows: 0,
      importedRows: 1,
      skippedRows: 3,
    });
    expect(left).toMatchObject([
      { says: expect.stringContaining('已经撤回') as string, rows: 1 },
      { says: expect.stringContaining('还在审核') as string, rows: 1 },
    ]);
    for (const who of [officer, secrecy]) expect(await toldOf(who)).toContain('import.left');
    expect(await states()).toMatchObject({ 乙: 'withdrawn', 丙: 'unit_review', 丁: 'published' });
  });

  test('a sheet that only updates waits, too; one of which nothing was stored does not', async () => {
    await pass(secrecy, await imported(['甲'], { reviewedBy: secrecy.actor.userId }), 'release');
    const update = await checked(['甲'], '', '新简介。');
    await confirmImport(officer, {
      id: update,
      hasCommitted: true,
      onDuplicate: 'merge',
      reviewedBy: secrecy.actor.userId,
    });
    await runImport(base, { importId: update });
    expect(await importRow(update)).toMatchObject({ state: 'waiting', updatedRows: 0 });
    expect(await listImportedWork(secrecy)).toMatchObject([{ importId: update, rows: 1, updates: 1 }]);
    await pass(secrecy, update, 'release');
    expect(await importRow(update)).toMatchObject({ state: 'done', updatedRows: 1 });
  });

  test('the unit need not wait for him: the rows go through its review, an update is left out with its reason', async () => {
    await pass(secrecy, await imported(['甲'], { reviewedBy: secrecy.actor.userId }), 'release');
    const id = await checked(['甲', '丁'], '', '新简介。');
    await confirmImport(officer, { id, hasCommitted: true, onDuplicate: 'merge', reviewedBy: secrecy.actor.userId });
    await runImport(base, { importId: id });
    const { mark } = await importedSet(secrecy, id, 'release');
    await expect(chainImport(approver, { id })).rejects.toMatchObject({ code: 'forbidden' });
    await chainImport(officer, { id });
    await runImport(base, { importId: id });
    expect(await importRow(id)).toMatchObject({ state: 'done', reviewedBy: null, updatedRows: 0, skippedRows: 1 });
    expect((await getImport(officer, { id, state: 'skipped', page: 1 })).rows[0]?.errors[0]?.says).toMatch(/保密审查/);
    await expect(click(secrecy, id, 'release', mark)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await listImportedWork(secrecy)).toMatchObject([{ importId: id, event: 'clear', rows: 1 }]);
    expect(await states()).toEqual({ 甲: 'published', 丁: 'unit_review' });
  });

  test('taken back while it waits, nothing was ever public, and nothing of an update stays', async () => {
    await pass(secrecy, await imported(['甲'], { reviewedBy: secrecy.actor.userId }), 'release');
    const id = await checked(['甲', '丁'], '', '新简介。');
    await confirmImport(officer, { id, hasCommitted: true, onDuplicate: 'merge', reviewedBy: secrecy.actor.userId });
    await runImport(base, { importId: id });
    await undoImport(officer, { id });
    await takeBack(base, { importId: id });
    expect(await states()).toEqual({ 甲: 'published', 丁: 'withdrawn' });
    const left = await db.select().from(importRows).where(eq(importRows.importId, id));
    expect(left.every(({ data, team }) => data === null && team === null)).toBe(true);
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
    const both = await asActor(base, await makePerson(db, org, ['officer', 'secrecy']));
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

  test('who said what its columns are has brought it, too, and what is read by the mapping he saved: he is neither offered nor taken, and clears none of it', async () => {
    const sheet = async (name: string) => {
      const rows = [
        ['题目', '单位', '类', '域', '摘要'],
        [name, org.name, '应用技术', '24.1', '简介。'],
      ];
      const stored = await officer.files.put(Readable.from([csvOf('', rows, 'utf8')]), 1e6);
      const { id } = await startImport(officer, { file: { ...stored, name: '科研系统.csv' } });
      await checkImport(base, { importId: id });
      return id;
    };
    const first = await sheet('甲');
    const mapping = { name: '题目', unit: '单位', secrecy: '=公开', type: '类', fields: '域', abstract: '摘要' };
    const keys = ['name', 'unit', 'type', 'fields', 'abstract'];
    await mapImport(secrecy, { id: first, keys, whole: { secrecy: '公开' }, name: '科研系统' });
    await checkImport(base, { importId: first });
    const read = [first, await sheet('乙')];
    for (const id of read) {
      expect(await importRow(id)).toMatchObject({ state: 'checked', mapping, mappedBy: secrecy.actor.userId });
      expect((await getImport(officer, { id, state: null, page: 1 })).reviewers).toEqual([]);
      const confirm = { id, hasCommitted: true };
      await expect(confirmImport(officer, { ...confirm, reviewedBy: secrecy.actor.userId })).rejects.toMatchObject({
        code: 'invalid',
        field: 'reviewedBy',
      });
      await confirmImport(officer, confirm);
      await runImport(base, { importId: id });
      expect(await listImportedWork(secrecy)).toContainEqual(expect.objectContaining({ importId: id, isOwn: true }));
      await expect(click(secrecy, id, 'clear')).rejects.toMatchObject({ code: 'conflict', params: { eyes: 'own' } });
    }
    for (const name of ['甲', '乙']) {
      const one = await asShown(secrecy, await idOf(name));
      await expect(clearAchievement(secrecy, one)).rejects.toMatchObject({ params: { eyes: 'own' } });
    }
    // The unit has nobody else, and its owner says so.
    const owner = await asActor(base, await makePerson(db, org, ['owner']));
    await stateSoloReview(owner, { isStated: true });
    for (const id of read) {
      await pass(secrecy, id, 'clear');
      expect(await deedsOf(id)).toContainEqual({ deed: 'import.review_solo', who: secrecy.actor.userId });
    }
  });

  test('a sheet that nobody reviewed writes nothing over what is public', async () => {
    await pass(secrecy, await imported(['甲'], { reviewedBy: secrecy.actor.userId }), 'release');
    await expect(imported(['甲'])).rejects.toMatchObject({ code: 'invalid', field: 'review' });
    const [row] = await own();
    expect(row).toMatchObject({ versionN: 1, state: 'published' });
  });
});

test('an evaluation that stopped with its record goes on when the same text is passed with its whole import', async () => {
  const id = await imported(['甲'], { reviewedBy: secrecy.actor.userId });
  await pass(secrecy, id, 'release');
  const one = await idOf('甲');
  const agency = await makeOrganisation(db, { kind: 'broker_agency' });
  const [running] = await db
    .insert(evaluations)
    .values({
      achievementId: one,
      orgId: org.id,
      versionN: 1,
      evaluatorOrgId: agency.id,
      purpose: '转化交易',
      state: 'running',
      evidence: {},
      requestedBy: officer.actor.userId,
    })
    .returning();
  const stateNow = async () => (await db.select().from(evaluations).where(eq(evaluations.id, running!.id)))[0]?.state;
  await withdrawAchievement(secrecy, { id: one });
  expect(await stateNow()).toBe('halted');
  await reopenAchievement(officer, { id: one });
  await submitAchievement(officer, { id: one });
  await pass(secrecy, id, 'clear');
  expect(await states()).toEqual({ 甲: 'office_review' });
  expect(await stateNow()).toBe('running');
});

describe('an import is reviewed as a whole', () => {
  test('secrecy, then approval: each record has its decision and its line, and is found then', async () => {
    const id = await imported(['甲', '乙', '丙'], { dual: '丙' });
    expect(await listImportedWork(secrecy)).toMatchObject([{ importId: id, event: 'clear', rows: 2, isOwn: false }]);
    expect(await listImportedWork(approver)).toEqual([]);
    expect((await listReviewWork(secrecy, { tab: 'waiting', page: 1 })).rows.map(({ name }) => name)).toEqual(['丙']);
    expect((await listReviewWork(secrecy, { tab: 'waiting', page: 1, importId: id })).total).toBe(3);
    expect((await listReviewTodos(secrecy)).map(({ kind }) => kind)).toEqual(['import.review', 'achievement.review']);
    expect(await countReviewWork(secrecy)).toBe(2);
    expect(await pass(secrecy, id, 'clear')).toMatchObject({ state: 'done', movedRows: 2 });
    expect(await states()).toEqual({ 甲: 'office_review', 乙: 'office_review', 丙: 'unit_review' });
    expect(await toldOf(approver)).toEqual(['import.review']);
    expect(await pass(approver, id, 'publish')).toMatchObject({ state: 'done', movedRows: 2 });
    expect(await states()).toEqual({ 甲: 'published', 乙: 'published', 丙: 'unit_review' });
    const one = await idOf('甲');
    const decided = await db.select().from(reviewDecisions).where(eq(reviewDecisions.achievementId, one));
    expect(decided.map(({ level, deciderId }) => [level, deciderId]).sort()).toEqual([
      ['office', approver.actor.userId],
      ['secrecy', secrecy.actor.userId],
    ]);
    expect(await deedsOf(one)).toEqual(
      expect.arrayContaining([
        { deed: 'achievement.clear', who: secrecy.actor.userId },
        { deed: 'achievement.publish', who: approver.actor.userId },
      ]),
    );
    expect(await db.$count(searchChanges, eq(searchChanges.rowId, one))).toBe(1);
    expect(await toldOf(officer)).toContain('import.publish');
  });

  test('the click comes back at once; its job goes on where it stopped, does no record twice and tells at its end', async () => {
    const names = Array.from({ length: 25 }, (_, at) => `成果第${at}号`);
    const id = await imported(names);
    base.queued.length = 0;
    const { id: reviewId } = await click(secrecy, id, 'clear');
    expect(base.queued).toContainEqual({ name: 'import.review', payload: { reviewId } });
    expect(new Set(Object.values(await states()))).toEqual(new Set(['unit_review']));
    await expect(click(secrecy, id, 'clear')).rejects.toMatchObject({ code: 'state_changed' });
    await runImportReview(base, { reviewId }, { batchRows: 10, maxBatches: 1 });
    expect(await reviewRow(reviewId)).toMatchObject({ state: 'running', rows: 25, doneRows: 10, movedRows: 10 });
    expect(await listImportReviews(secrecy, null)).toMatchObject([{ id: reviewId, doneRows: 10 }]);
    expect(await listImportedWork(secrecy)).toEqual([]);
    expect(await toldOf(approver)).toEqual([]);
    base.queued.length = 0;
    await resumeImports(officer);
    expect(base.queued).toContainEqual({ name: 'import.review', payload: { reviewId } });
    await Promise.all([1, 2, 3].map(() => runImportReview(base, { reviewId }, { batchRows: 10 })));
    await runImportReview(base, { reviewId });
    expect(await reviewRow(reviewId)).toMatchObject({ state: 'done', doneRows: 25, movedRows: 25 });
    expect(new Set(Object.values(await states()))).toEqual(new Set(['office_review']));
    const ofUnit = eq(reviewDecisions.orgId, org.id);
    expect(await db.$count(reviewDecisions, ofUnit)).toBe(25);
    expect(
      await db.$count(auditLines, and(eq(auditLines.orgId, org.id), eq(auditLines.deed, 'achievement.clear'))),
    ).toBe(25);
    expect(await toldOf(approver)).toEqual(['import.review']);
  });

  test('search and matches are woken once it is through: beside its pieces they would take the processor from it', async () => {
    const id = await imported(['甲', '乙', '丙'], { reviewedBy: secrecy.actor.userId });
    const { id: reviewId } = await click(secrecy, id, 'release');
    base.queued.length = 0;
    await runImportReview(base, { reviewId }, { batchRows: 1, maxBatches: 2 });
    expect(base.queued).toEqual([]);
    await runImportReview(base, { reviewId }, { batchRows: 1 });
    expect(base.queued.map(({ name }) => name).toSorted()).toEqual(['match.compute', 'search.drain']);
    const ids = (await own()).map((row) => row.id);
    expect(await db.$count(matchChanges, inArray(matchChanges.rowId, ids))).toBe(3);
  });

  test('a release whose job was given up is begun again by who brings or reviews, and goes on where it stopped; nobody else may', async () => {
    const id = await imported(['甲', '乙', '丙'], { reviewedBy: secrecy.actor.userId });
    await expect(retryImport(officer, { id })).rejects.toMatchObject({ code: 'state_changed' });
    const { id: reviewId } = await click(secrecy, id, 'release');
    await runImportReview(base, { reviewId }, { batchRows: 1, maxBatches: 1 });
    expect(await importRow(id)).toMatchObject({ state: 'releasing' });
    const finance = await asActor(base, await makePerson(db, org, ['finance']));
    const foreign = await asActor(
      base,
      await makePerson(db, await makeOrganisation(db, { kind: 'university' }), ['secrecy']),
    );
    await expect(retryImport(finance, { id })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(retryImport(foreign, { id })).rejects.toMatchObject({ code: 'not_found' });
    for (const by of [secrecy, officer, approver]) {
      base.queued.length = 0;
      await retryImport(by, { id });
      expect(base.queued).toEqual([{ name: 'import.review', payload: { reviewId } }]);
      expect(await deedsOf(id)).toContainEqual({ deed: 'import.retry', who: by.actor.userId });
    }
    await Promise.all([1, 2].map(() => runImportReview(base, { reviewId }, { batchRows: 1 })));
    expect(await importRow(id)).toMatchObject({ state: 'done' });
    expect(await reviewRow(reviewId)).toMatchObject({ state: 'done', doneRows: 3, movedRows: 3 });
    // Nothing is left to begin again, by hand or by the hour.
    await expect(retryImport(secrecy, { id })).rejects.toMatchObject({ code: 'state_changed' });
  });

  test('it is taken back as a whole after its review, too', async () => {
    const id = await imported(['甲', '乙']);
    await pass(secrecy, id, 'clear');
    await pass(approver, id, 'publish');
    await undoImport(officer, { id });
    await takeBack(base, { importId: id });
    expect(await states()).toEqual({ 甲: 'withdrawn', 乙: 'withdrawn' });
  });

  test('taken back in the middle of its review, the review stops and says how far it was', async () => {
    const id = await imported(Array.from({ length: 6 }, (_, at) => `成果第${at}号`));
    const { id: reviewId } = await click(secrecy, id, 'clear');
    await runImportReview(base, { reviewId }, { batchRows: 2, maxBatches: 1 });
    await undoImport(officer, { id });
    await Promise.all([takeBack(base, { importId: id }), runImportReview(base, { reviewId }, { batchRows: 2 })]);
    await runImportReview(base, { reviewId });
    expect(await reviewRow(reviewId)).toMatchObject({ state: 'stopped', movedRows: 2 });
    expect(new Set(Object.values(await states()))).toEqual(new Set(['withdrawn']));
    expect(await toldOf(approver)).toEqual([]);
  });

  test('what somebody wrote, or sent back, since the sheet stays for a look by itself', async () => {
    const id = await imported(['甲', '乙', '丙']);
    for (const name of ['甲', '乙'])
      await returnAchievement(secrecy, { ...(await asShown(secrecy, await idOf(name))), note: '请改' });
    await editAchievement(officer, {
      id: await idOf('甲'),
      versionN: 1,
      data: achievementData({ name: '甲' }),
      people: [{ name: '甲', title: '', sharePpm: 1_000_000 }],
    });
    for (const name of ['甲', '乙']) await submitAchievement(officer, { id: await idOf(name) });
    expect(await listImportedWork(secrecy)).toMatchObject([{ rows: 1 }]);
    await pass(secrecy, id, 'clear');
    expect(await states()).toEqual({ 甲: 'unit_review', 乙: 'unit_review', 丙: 'office_review' });
  });

  test('another set than the page showed is a conflict, of the same number too; what changes after the click stays', async () => {
    const id = await imported(['甲', '乙', '丙']);
    await clearAchievement(secrecy, await asShown(secrecy, await idOf('甲')));
    const { mark } = await importedSet(approver, id, 'publish');
    await returnAchievement(approver, { ...(await asShown(approver, await idOf('甲'))), note: '请改' });
    await clearAchievement(secrecy, await asShown(secrecy, await idOf('乙')));
    await expect(click(approver, id, 'publish', mark)).rejects.toMatchObject({ code: 'state_changed' });
    const { id: reviewId } = await click(approver, id, 'publish');
    // It comes to the same desk after the click: it was not before the reviewer.
    await clearAchievement(secrecy, await asShown(secrecy, await idOf('丙')));
    await runImportReview(base, { reviewId });
    expect(await states()).toEqual({ 甲: 'returned', 乙: 'published', 丙: 'office_review' });
  });

  test('of two who press at once one decides, and the others are told once', async () => {
    const id = await imported(['甲', '乙']);
    const both = await Promise.allSettled([click(secrecy, id, 'clear'), click(secrecy, id, 'clear')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    for (const each of both) if (each.status === 'fulfilled') await runImportReview(base, { reviewId: each.value.id });
    expect((await toldOf(approver)).filter((kind) => kind === 'import.review')).toHaveLength(1);
    expect(await db.$count(reviewDecisions, eq(reviewDecisions.orgId, org.id))).toBe(2);
  });

  test('other roles and other units decide nothing', async () => {
    const id = await imported(['甲']);
    await expect(click(approver, id, 'clear')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(click(officer, id, 'clear')).rejects.toMatchObject({ code: 'forbidden' });
    const other = await makeOrganisation(db, { kind: 'university' });
    const stranger = await asActor(base, await makePerson(db, other, ['secrecy', 'approver']));
    for (const event of ['clear', 'publish', 'release'] as const)
      await expect(click(stranger, id, event)).rejects.toMatchObject({ code: 'not_found' });
    expect(await listImportedWork(stranger)).toEqual([]);
    expect(await listImportReviews(stranger, id)).toEqual([]);
    expect(await states()).toEqual({ 甲: 'unit_review' });
  });
});

describe('who brings a file does not clear it', () => {
  const all = ['officer', 'secrecy', 'approver'] as const;

  test('with every role, where the unit has another reviewer: neither as a whole, nor in a batch, nor one by one', async () => {
    const [mine, theirs] = [officer, await asActor(base, await makePerson(db, org, [...all]))];
    officer = theirs;
    const id = await imported(['甲', '乙']);
    expect(await listImportedWork(theirs)).toMatchObject([{ importId: id, isOwn: true }]);
    expect((await listReviewTodos(theirs)).map(({ kind }) => kind)).not.toContain('import.review');
    await expect(click(theirs, id, 'clear')).rejects.toMatchObject({ code: 'conflict' });
    const one = await idOf('甲');
    await expect(clearAchievement(theirs, await asShown(theirs, one))).rejects.toMatchObject({ code: 'conflict' });
    expect(await reviewMany(theirs, { records: [{ id: one, seen: '1' }], outcome: 'pass' })).toEqual({
      done: 0,
      left: [{ id: one, why: 'own' }],
    });
    expect(await states()).toEqual({ 甲: 'unit_review', 乙: 'unit_review' });
    // Who uploaded for another to confirm is no second pair of eyes, either.
    officer = mine;
    await pass(secrecy, id, 'clear');
    expect(await states()).toEqual({ 甲: 'office_review', 乙: 'office_review' });
  });

  test('who confirmed an import before that was kept is found again in the trail, and is no second pair of eyes', async () => {
    const id = await imported(['甲']);
    await db.update(imports).set({ confirmedBy: null, createdBy: secrecy.actor.userId }).where(eq(imports.id, id));
    const migration = await readFile(join(projectRoot, 'db/migrations/0057_payout_and_flags.sql'), 'utf8');
    const backfill = migration.split('--> statement-breakpoint').find((part) => part.includes('UPDATE "imports"'));
    await db.execute(backfill ?? '');
    const [row] = await db.select().from(imports).where(eq(imports.id, id));
    expect(row?.confirmedBy).toBe(officer.actor.userId);
  });

  test('alone in his unit he may once its owner has stated so, and it stands on record; not where another comes', async () => {
    const unit = await makeOrganisation(db, { kind: 'university' });
    org = unit;
    officer = await asActor(base, await makePerson(db, unit, [...all]));
    const owner = await asActor(base, await makePerson(db, unit, ['owner']));
    const id = await imported(['甲']);
    await expect(click(officer, id, 'clear')).rejects.toMatchObject({ code: 'conflict' });
    await expect(stateSoloReview(officer, { isStated: true })).rejects.toMatchObject({ code: 'forbidden' });
    await stateSoloReview(owner, { isStated: true });
    await stateSoloReview(await asActor(base, await makePerson(db, unit, ['owner'])), { isStated: true });
    const [stated] = await db.select().from(organisations).where(eq(organisations.id, unit.id));
    expect(stated?.soloReviewBy).toBe(owner.actor.userId);
    expect(await pass(officer, id, 'clear')).toMatchObject({ state: 'done', isSolo: true });
    expect(await deedsOf(id)).toContainEqual({ deed: 'import.review_solo', who: officer.actor.userId });
    await pass(officer, id, 'publish');
    expect(await states()).toEqual({ 甲: 'published' });
    const second = await imported(['乙']);
    await makePerson(db, unit, ['secrecy']);
    await expect(click(officer, second, 'clear')).rejects.toMatchObject({ code: 'conflict' });
    await expect(stateSoloReview(owner, { isStated: true })).rejects.toMatchObject({ code: 'invalid' });
    const deeds = (deed: string) =>
      db.$count(auditLines, and(eq(auditLines.subjectId, unit.id), eq(auditLines.deed, deed)));
    expect(await deeds('organisation.solo_review')).toBe(1);
    await Promise.all([stateSoloReview(owner, { isStated: false }), stateSoloReview(owner, { isStated: false })]);
    expect(await deeds('organisation.solo_review_end')).toBe(1);
  });
});
