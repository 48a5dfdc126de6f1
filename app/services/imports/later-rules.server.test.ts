import { Readable } from 'node:stream';
import { and, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { importReviewSteps, type ImportReviewEvent } from '#app/domain/import-review.ts';
import { reviewChecklists } from '#app/domain/review.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { achievements, auditLines, importReviews, importRows, imports, notices } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asShown } from '#seeds/as-shown.ts';
import { asActor, makeContext, makeOrganisation, makePerson, type Organisation } from '#seeds/make.ts';
import { codeLists } from '#seeds/reference/all.ts';
import { clearAchievement } from '../achievements/clear-achievement.server.ts';
import { publishAchievement } from '../achievements/publish-achievement.server.ts';
import { writeCodeLists } from '../reference/write-code-lists.server.ts';
import { importedSet } from '../reviews/imported-set.server.ts';
import { reviewImported } from '../reviews/review-imported.server.ts';
import { reviewMany } from '../reviews/review-many.server.ts';
import { runImportReview } from '../reviews/run-import-review.server.ts';
import { addSecrecyRule, listSecrecyRules, switchSecrecyRule } from '../secrecy/keep-rules.server.ts';
import { checkImport } from './check-import.server.ts';
import { confirmImport } from './confirm-import.server.ts';
import { getImport } from './queries.server.ts';
import { runImport } from './run-import.server.ts';
import { csvOf } from '../sheets/sheets-for-tests.ts';
import { startImport } from './start-import.server.ts';

let db: Database;
let base: ReturnType<typeof makeContext>;
let org: Organisation;
let admin: ActorContext;
let officer: ActorContext;
let secrecy: ActorContext;
let approver: ActorContext;

beforeAll(async () => {
  ({ db } = await testDatabase());
  base = makeContext(db);
  await writeCodeLists(base, codeLists);
  admin = await asActor(base, await makePerson(db, null, [], { platformRoles: ['admin'] }));
});
beforeEach(async () => {
  org = await makeOrganisation(db, { kind: 'university' });
  const member = async (role: 'officer' | 'secrecy' | 'approver') => asActor(base, await makePerson(db, org, [role]));
  [officer, secrecy, approver] = [await member('officer'), await member('secrecy'), await member('approver')];
});

const heads = ['成果名称', '完成单位', '密级', '成果类别', '技术领域', '成果简介', '完成人'];
/** Rows of a name, a text and a team each, stored and not yet reviewed. */
async function imported(rows: readonly (readonly [string, string, string?])[], isNamed: boolean): Promise<string> {
  const values = rows.map(([name, text, people = '']) => [name, org.name, '公开', '应用技术', '24.1', text, people]);
  const stored = await officer.files.put(Readable.from([csvOf('', [heads, ...values], 'utf8')]), 1e6);
  const { id } = await startImport(officer, { file: { ...stored, name: '成果.csv' } });
  await checkImport(base, { importId: id });
  const reviewedBy = isNamed ? secrecy.actor.userId : undefined;
  await confirmImport(officer, { id, hasCommitted: true, onDuplicate: 'merge', reviewedBy });
  await runImport(base, { importId: id });
  return id;
}
async function pass(by: ActorContext, importId: string, event: ImportReviewEvent) {
  const { mark } = await importedSet(by, importId, event);
  const checks = reviewChecklists[importReviewSteps[event].level].map(({ key }) => key);
  const { id } = await reviewImported(by, { importId, event, checks, seen: mark });
  await runImportReview(base, { reviewId: id }, { batchRows: 2 });
  return (await db.select().from(importReviews).where(eq(importReviews.id, id)))[0]!;
}
const addRule = (text: string, action: 'refuse' | 'review') =>
  addSecrecyRule(admin, { name: `词：${text}`, kind: 'word', text, action });
const own = () => db.select().from(achievements).where(eq(achievements.orgId, org.id));
const standing = async () => Object.fromEntries((await own()).map((row) => [row.name, [row.state, row.reviewFlags]]));
const idOf = async (name: string) => (await own()).find((row) => row.name === name)!.id;
const toldOf = async ({ actor }: ActorContext) =>
  (await db.select().from(notices).where(eq(notices.userId, actor.userId))).map(({ kind }) => kind);
const stopsOf = async (name: string) => (await listSecrecyRules(admin)).find((rule) => rule.name === name)!.stops;

test('what a rule catches that came while an import waited is held back with the rule, the rest goes public; both are told', async () => {
  const id = await imported(
    [
      ['甲', '雪豹项目。'],
      ['乙', '简介。'],
      ['丙', '简介。', '李四/教授/100%/高原实验站'],
      ['丁', '白塔项目。'],
    ],
    true,
  );
  await addRule('雪豹', 'refuse');
  await addRule('高原实验站', 'refuse');
  await addRule('白塔', 'review');
  expect(await pass(secrecy, id, 'release')).toMatchObject({
    state: 'done',
    rows: 4,
    doneRows: 4,
    movedRows: 1,
    heldRows: 3,
  });
  expect(await standing()).toEqual({
    甲: ['unit_review', ['规则不许公开：词：雪豹']],
    乙: ['published', []],
    丙: ['unit_review', ['规则不许公开：词：高原实验站']],
    丁: ['unit_review', ['词：白塔']],
  });
  expect([await stopsOf('词：雪豹'), await stopsOf('词：高原实验站'), await stopsOf('词：白塔')]).toEqual([1, 1, 0]);
  for (const who of [officer, secrecy]) expect(await toldOf(who)).toContain('import.held');
  const { held } = await getImport(officer, { id, state: null, page: 1 });
  expect(held).toMatchObject({
    count: 3,
    first: [{ name: '甲' }, { name: '丙' }, { name: '丁', reasons: ['词：白塔'] }],
  });
  const line = and(eq(auditLines.subjectId, await idOf('甲')), eq(auditLines.deed, 'achievement.hold'));
  expect(await db.select().from(auditLines).where(line)).toMatchObject([{ actorId: null }]);

  // By itself, too, what a rule refuses goes no further, and in a batch it is named; what it only points out a person may pass.
  const one = await idOf('甲');
  await expect(clearAchievement(secrecy, await asShown(secrecy, one))).rejects.toMatchObject({
    code: 'secrecy_refused',
  });
  expect(await standing()).toMatchObject({ 甲: ['unit_review', expect.anything()] });
  await clearAchievement(secrecy, await asShown(secrecy, await idOf('丁')));
  expect(await standing()).toMatchObject({ 丁: ['office_review', ['词：白塔']] });
});

test('both steps of a unit’s review ask the rules of their own day; switched off again, a rule holds nothing back', async () => {
  const id = await imported(
    [
      ['甲', '青稞项目。'],
      ['乙', '雪莲项目。'],
    ],
    false,
  );
  await addRule('青稞', 'review');
  expect(await pass(secrecy, id, 'clear')).toMatchObject({ movedRows: 1, heldRows: 1 });
  await addRule('雪莲', 'refuse');
  const [rule] = (await listSecrecyRules(admin)).filter(({ name }) => name === '词：雪莲');
  await expect(publishAchievement(approver, await asShown(approver, await idOf('乙')))).rejects.toMatchObject({
    code: 'secrecy_refused',
  });
  await switchSecrecyRule(admin, { ruleId: rule!.id, isActive: false });
  expect(await pass(approver, id, 'publish')).toMatchObject({ movedRows: 1, heldRows: 0 });
  expect(await standing()).toEqual({ 甲: ['unit_review', ['词：青稞']], 乙: ['published', []] });
});

test('a batch of single records leaves out what a later rule only points at', async () => {
  await imported([['甲', '祁连项目。']], false);
  await addRule('祁连', 'review');
  const one = await idOf('甲');
  const result = await reviewMany(secrecy, { records: [{ id: one, seen: '' }], outcome: 'pass' });
  expect(result).toMatchObject({ done: 0, left: [{ id: one, why: 'flagged' }] });
});

test('a row that would write over a public record is left out with the rule, and nothing of its text stays', async () => {
  await pass(secrecy, await imported([['甲', '简介。']], true), 'release');
  const id = await imported([['甲', '敦煌项目。']], true);
  await addRule('敦煌', 'refuse');
  await pass(secrecy, id, 'release');
  expect(await own()).toMatchObject([{ versionN: 1, state: 'published' }]);
  const [row] = await db.select().from(importRows).where(eq(importRows.importId, id));
  expect(row).toMatchObject({ state: 'skipped', data: null, team: null });
  expect(row!.errors[0]!.says).toContain('词：敦煌');
  expect((await db.select().from(imports).where(eq(imports.id, id)))[0]).toMatchObject({
    state: 'done',
    updatedRows: 0,
  });
});
