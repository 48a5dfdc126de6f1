import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { and, eq } from 'drizzle-orm';
import excel from 'exceljs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ActorContext } from '#app/services/context.server.ts';
import { writeCodeLists } from '#app/services/reference/write-code-lists.server.ts';
import type { Database } from '#db/client.server.ts';
import {
  achievementPeople,
  achievements,
  achievementVersions,
  deals,
  listings,
  registrations,
} from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeContext, makeOrganisation, makePerson, type Organisation } from '#seeds/make.ts';
import { releaseImport } from '#seeds/make-import.ts';
import { codeLists } from '#seeds/reference/all.ts';
import { checkImport } from './check-import.server.ts';
import { chooseRow } from './choose-row.server.ts';
import { confirmImport } from './confirm-import.server.ts';
import { mapImport } from './map-import.server.ts';
import { listMappings } from './mappings.server.ts';
import { removeMapping } from './remove-mapping.server.ts';
import { renameMapping } from './rename-mapping.server.ts';
import { markedSheet } from './marked-sheet.server.ts';
import { getImport } from './queries.server.ts';
import { readSheet } from '../sheets/read-sheet.server.ts';
import { runImport } from './run-import.server.ts';
import { bookOf, csvOf, type SheetValues } from '../sheets/sheets-for-tests.ts';
import { startImport } from './start-import.server.ts';
import { takeBack } from './take-back.server.ts';
import { undoImport } from './undo-import.server.ts';

let db: Database;
let org: Organisation;
let officer: ActorContext;
let reviewedBy: string;

beforeAll(async () => {
  ({ db } = await testDatabase());
  const ctx = makeContext(db);
  await writeCodeLists(ctx, codeLists);
});

const office = async () => {
  org = await makeOrganisation(db, { kind: 'university' });
  officer = await asActor(makeContext(db), await makePerson(db, org, ['officer', 'secrecy']));
  reviewedBy = (await makePerson(db, org, ['secrecy'])).id;
};
const heads = [
  '成果名称',
  '完成单位',
  '密级',
  '成果类别',
  '技术领域',
  '成果简介',
  '解决的问题',
  '知识产权',
  '成果编号',
];
const line = (name: string, given: Record<string, string> = {}) => {
  const cells: Record<string, string> = {
    成果名称: name,
    完成单位: org.name,
    密级: '公开',
    成果类别: '应用技术',
    技术领域: '24.1',
    成果简介: '简介。',
    ...given,
  };
  return heads.map((head) => cells[head] ?? '');
};
async function check(values: SheetValues | Buffer, kind: 'xlsx' | 'csv' = 'csv') {
  const bytes = Buffer.isBuffer(values) ? values : kind === 'csv' ? csvOf('', values, 'utf8') : await bookOf(values);
  const stored = await officer.files.put(Readable.from([bytes]), 1e8);
  const { id } = await startImport(officer, { file: { ...stored, name: `成果.${kind}` } });
  await checkImport(officer, { importId: id });
  return id;
}
const report = (id: string) => getImport(officer, { id, state: null, page: 1 });
async function store(id: string, onDuplicate: 'skip' | 'merge' | 'new' = 'skip') {
  await confirmImport(officer, { id, hasCommitted: true, reviewedBy, onDuplicate });
  await runImport(officer, { importId: id });
  if ((await report(id)).row.state === 'waiting') await releaseImport(officer, id);
  return (await report(id)).row;
}
const own = (name: string) =>
  db
    .select()
    .from(achievements)
    .where(and(eq(achievements.orgId, org.id), eq(achievements.name, name)))
    .then(([row]) => row!);
const versionOf = async (id: string, n: number) =>
  (
    await db
      .select()
      .from(achievementVersions)
      .where(and(eq(achievementVersions.achievementId, id), eq(achievementVersions.n, n)))
  )[0]!.data;

describe('repeated rows', () => {
  test('are skipped, merged cell by cell, or kept, for the whole file or row by row', async () => {
    await office();
    const patent = '发明专利/絮凝方法/ZL202319900047.X/授权';
    await store(await check([heads, line('淀粉废水提取蛋白的方法', { 解决的问题: '老问题', 知识产权: patent })]));
    const old = await own('淀粉废水提取蛋白的方法');
    const again = await check([
      heads,
      line('淀粉废水提取蛋白的方法', { 成果简介: '新简介。' }),
      line('两级絮凝处理薯类汁水', { 知识产权: patent }),
      line('一种淀粉废水提蛋白的技术研究'),
      line('冬小麦节水灌溉决策模型'),
      line('全新名称的成果', { 成果编号: old.no, 成果简介: '按编号更新。' }),
    ]);
    const { row, rows } = await report(again);
    expect(row).toMatchObject({ validRows: 1, duplicateRows: 4 });
    expect(rows.map((each) => [each.rowNo, each.duplicate, each.achievement?.id === old.id])).toEqual([
      [2, 'name', true],
      [3, 'patent', true],
      [4, 'near', true],
      [6, 'no', true],
    ]);
    await expect(chooseRow(officer, { id: again, rowNo: 2, choice: 'new' })).rejects.toMatchObject({ code: 'invalid' });
    await chooseRow(officer, { id: again, rowNo: 4, choice: 'new' });
    await chooseRow(officer, { id: again, rowNo: 2, choice: 'merge' });
    await chooseRow(officer, { id: again, rowNo: 6, choice: 'skip' });
    expect(await store(again)).toMatchObject({ state: 'done', importedRows: 2, updatedRows: 1, skippedRows: 2 });
    const head = await own('淀粉废水提取蛋白的方法');
    expect(head.versionN).toBe(2);
    expect(await versionOf(head.id, 2)).toMatchObject({
      abstract: '新简介。',
      problem: '老问题',
      ip: [{ name: '絮凝方法' }],
    });

    await undoImport(officer, { id: again });
    await takeBack(officer, { importId: again });
    expect((await report(again)).row).toMatchObject({ state: 'undone', undoneRows: 3 });
    expect(await versionOf(head.id, 3)).toMatchObject({ abstract: '简介。', problem: '老问题' });
    expect(await own('冬小麦节水灌溉决策模型')).toMatchObject({
      state: 'withdrawn',
      undoneAt: expect.any(Date) as Date,
    });
  });
});

describe('undo', () => {
  test('withdraws what nobody touched, says why the rest stays, and frees the names for the corrected sheet', async () => {
    await office();
    const values = [heads, line('甲类成果'), line('乙类成果'), line('丙类成果')];
    const id = await check(values);
    await store(id);
    const [edited, talked] = [await own('乙类成果'), await own('丙类成果')];
    await db.update(achievements).set({ versionN: 2 }).where(eq(achievements.id, edited.id));
    await db.insert(achievementVersions).values({
      achievementId: edited.id,
      n: 2,
      data: await versionOf(edited.id, 1),
      sha256: 'edited',
      authorId: edited.createdBy,
    });
    const buyer = await makeOrganisation(db, { kind: 'enterprise' });
    await db.insert(deals).values({
      no: `QT-${id.slice(0, 8)}`,
      achievementId: talked.id,
      achievementVersionN: 1,
      licensorOrgId: org.id,
      licenseeOrgId: buyer.id,
      state: 'requested',
      origin: 'search',
      purpose: '试用',
      askedBy: talked.createdBy,
      replyDueAt: new Date(),
    });
    await undoImport(officer, { id });
    await Promise.all([1, 2].map(() => takeBack(officer, { importId: id })));
    const after = await getImport(officer, { id, state: null, page: 1 });
    expect(after.counts).toMatchObject({ undone: 1, look: 2 });
    const undone = await getImport(officer, { id, state: 'undone', page: 1 });
    expect(undone.rows.map(({ name }) => name)).toEqual(['甲类成果']);
    expect(after.row).toMatchObject({
      state: 'undone',
      undoneRows: 1,
      keptRows: after.row.importedRows + after.row.updatedRows - 1,
    });
    expect(after.row.keptRows).toBeGreaterThan(0);
    expect(after.rows.map(({ name, errors }) => [name, errors[0]?.says])).toEqual([
      ['乙类成果', expect.stringContaining('修改过')],
      ['丙类成果', expect.stringContaining('洽谈')],
    ]);
    await expect(undoImport(officer, { id })).rejects.toMatchObject({ code: 'state_changed' });
    const next = await check(values);
    expect((await report(next)).row).toMatchObject({ validRows: 1, duplicateRows: 2 });
  });
});

test('a number that an authority gave outlives a sheet, and an update that was listed since stays', async () => {
  await office();
  await store(await check([heads, line('登记过的成果'), line('挂牌的成果')]));
  const [registered, listed] = [await own('登记过的成果'), await own('挂牌的成果')];
  const regNo = `962-${registered.no}`;
  await db.insert(registrations).values({
    achievementId: registered.id,
    orgId: org.id,
    versionN: 1,
    state: 'registered',
    levels: ['province'],
    level: 'province',
    regionCode: org.regionCode,
    waitingSince: new Date(),
    regNo,
    askedBy: registered.createdBy,
  });
  await db.update(achievements).set({ regNo }).where(eq(achievements.id, registered.id));
  const id = await check([
    heads,
    line('登记过的成果', { 成果简介: '新简介。' }),
    line('挂牌的成果', { 成果简介: '新简介。' }),
  ]);
  expect(await store(id, 'merge')).toMatchObject({ updatedRows: 2 });
  expect((await own('登记过的成果')).regNo).toBe(regNo);
  await db.insert(listings).values({
    achievementId: listed.id,
    orgId: org.id,
    versionN: 2,
    state: 'listed',
    modes: ['license'],
    pricing: 'agreed',
    priceKind: 'fixed',
    confirmedOn: '2026-11-21',
    listedAt: new Date(),
    createdBy: listed.createdBy,
  });
  await undoImport(officer, { id });
  await takeBack(officer, { importId: id });
  expect((await report(id)).row).toMatchObject({ state: 'undone', undoneRows: 1 });
  expect(await own('登记过的成果')).toMatchObject({ regNo, versionN: 3 });
  expect(await own('挂牌的成果')).toMatchObject({ versionN: 2 });
});

test('the marked-up sheet has the faulty rows as they were, the faults in red and in words; corrected it passes', async () => {
  await office();
  const id = await check(
    [['标题行'], heads, line('好成果一号'), line('', { 技术领域: '99' }), line('=1+1', { 成果类别: '错' })],
    'xlsx',
  );
  const { stream, isList } = await markedSheet(officer, { id, isWhole: false });
  expect(isList).toBe(false);
  expect((await report(id)).isErased).toBe(false);
  const path = join(mkdtempSync(join(tmpdir(), 'chengguo-marked-')), 'x.xlsx');
  writeFileSync(path, await buffer(stream));
  const rows: (readonly string[])[] = [];
  for await (const { cells } of readSheet(path, 'xlsx')) rows.push(cells);
  expect(rows).toHaveLength(3);
  expect(rows[0]).toEqual([...heads, '检查结果']);
  expect(rows[1]?.at(-1)).toContain('成果名称：必填');
  expect(rows[2]?.[0]).toBe('=1+1');
  // What the messages send the reader to is there: a drop-down in the cell, filled from a list that is.
  const book = new excel.Workbook();
  await book.xlsx.readFile(path);
  const offered = book.getWorksheet('成果')!.getCell(3, heads.indexOf('成果类别') + 1).dataValidation;
  expect(offered).toMatchObject({ type: 'list', showErrorMessage: true });
  const [, sheetName = '', column = ''] = /^'(.+)'!\$([A-Z])\$2:/.exec(String(offered.formulae[0])) ?? [];
  const words = book.getWorksheet(sheetName)!.getColumn(column).values as string[];
  expect(words.slice(1)).toEqual(['成果类别', '应用技术', '基础理论', '软科学']);
  expect((await report(await check(readFileSync(path), 'xlsx'))).row).toMatchObject({
    state: 'checked',
    invalidRows: 2,
  });
  const corrected = rows.slice(1).map((cells, at) => line(`改好的成果之${at}`, { 解决的问题: cells[6] ?? '' }));
  const fixed = await check([[...heads, '检查结果'], ...corrected.map((cells) => [...cells, '旧的话'])], 'xlsx');
  expect((await report(fixed)).row).toMatchObject({ validRows: 2, invalidRows: 0, notes: { unknownColumns: [] } });
});

test('of an upload that was erased there is a list of what is wrong, and it is called so; nothing of the stopped row is in it', async () => {
  const id = await check([heads, line('好成果二号'), line('不能留的名称', { 密级: '内部' })], 'xlsx');
  expect(await report(id)).toMatchObject({ isErased: true, row: { validRows: 1, invalidRows: 1 } });
  const { stream, isList } = await markedSheet(officer, { id, isWhole: false });
  expect(isList).toBe(true);
  const path = join(mkdtempSync(join(tmpdir(), 'chengguo-marked-')), 'x.xlsx');
  writeFileSync(path, await buffer(stream));
  const rows: (readonly string[])[] = [];
  for await (const { cells } of readSheet(path, 'xlsx')) rows.push(cells);
  expect(rows).toEqual([
    ['行', '成果名称', '列', '问题'],
    ['3', '', '密级', expect.any(String)],
  ]);
});

test.each(['csv', 'xlsx'] as const)(
  'a foreign head of a %s is asked about once, the same head not again',
  async (kind) => {
    await office();
    const foreign = (name: string) => [
      ['项目名称', '承担单位', '方向', '摘要', '工号'],
      [name, org.name, '24.1', '简介。', '7'],
    ];
    const id = await check(foreign('外来表一号'), kind);
    expect((await report(id)).row).toMatchObject({
      state: 'mapping',
      heads: ['项目名称', '承担单位', '方向', '摘要', '工号'],
    });
    // Who is asked sees what stands there.
    expect((await report(id)).row.samples).toEqual([['外来表一号'], [org.name], ['24.1'], ['简介。'], ['7']]);
    const keys = ['name', 'unit', 'fields', 'abstract', ''];
    await expect(mapImport(officer, { id, keys })).rejects.toMatchObject({ code: 'invalid', field: 'all_secrecy' });
    const whole = { secrecy: '公开', type: '应用技术' };
    await mapImport(officer, { id, keys, whole, name: `科研系统 ${kind}` });
    await checkImport(officer, { importId: id });
    expect((await report(id)).row).toMatchObject({
      state: 'checked',
      validRows: 1,
      notes: { unknownColumns: ['工号'] },
    });
    const next = await check(foreign('外来表二号'), kind);
    expect((await report(next)).row).toMatchObject({
      state: 'checked',
      validRows: 1,
      mappingName: `科研系统 ${kind}`,
      mappedBy: officer.actor.userId,
    });
    // What it was read by may be said otherwise before anything is stored; afterwards nothing of the file's text stays here.
    await mapImport(officer, { id: next, keys: [...keys.slice(0, 4), 'projectNo'], whole });
    await checkImport(officer, { importId: next });
    const { row } = await report(next);
    expect(row).toMatchObject({ state: 'checked', mappingName: null, notes: { unknownColumns: [] } });
    await confirmImport(officer, { id: next, hasCommitted: true });
    expect((await report(next)).row.samples).toBeNull();
  },
);

test('undone, a merged record has its earlier team and floor price again', async () => {
  await office();
  const wide = [...heads, '完成人', '底价（万元）'];
  const row = (people: string, floor: string) => [...line('有团队的成果'), people, floor];
  await store(await check([wide, row('张三/教授/60%/某院/13900000000；李四//40%', '40')]));
  const { id: achievementId } = await own('有团队的成果');
  const team = async () =>
    (await db.select().from(achievementPeople).where(eq(achievementPeople.achievementId, achievementId)))
      .toSorted((a, b) => a.position - b.position)
      .map(({ name, sharePpm, contact }) => [name, sharePpm, contact]);
  const before = await team();
  const id = await check([wide, row('王五//100%', '30')]);
  expect(await store(id, 'merge')).toMatchObject({ updatedRows: 1 });
  expect(await team()).toEqual([['王五', 1_000_000, null]]);
  expect((await own('有团队的成果')).priceFloorFen).toBe(30_000_000n);
  await undoImport(officer, { id });
  await takeBack(officer, { importId: id });
  expect(await team()).toEqual(before);
  expect((await own('有团队的成果')).priceFloorFen).toBe(40_000_000n);
});

test('what is public does not become dual use or export-controlled by a sheet: its reviewer reads that first', async () => {
  await office();
  await store(await check([heads, line('寻常的涂层')]));
  const dual = await store(
    await check([
      [...heads, '军民两用'],
      [...line('寻常的涂层'), '是'],
    ]),
    'merge',
  );
  const controlled = await store(
    await check([
      [...heads, '出口管制'],
      [...line('寻常的涂层'), '1C001'],
    ]),
    'merge',
  );
  for (const row of [dual, controlled]) expect(row).toMatchObject({ updatedRows: 0, skippedRows: 1 });
  expect(await own('寻常的涂层')).toMatchObject({ state: 'published', versionN: 1 });
});

test('a saved mapping has another name, or is forgotten, by its own unit only', async () => {
  await office();
  const foreign = (name: string) => [
    ['项目名称', '承担单位', '方向', '摘要'],
    [name, org.name, '24.1', '简介。'],
  ];
  const id = await check(foreign('外来表三号'));
  const keys = ['name', 'unit', 'fields', 'abstract'];
  await mapImport(officer, { id, keys, whole: { secrecy: '公开', type: '应用技术' }, name: '旧系统' });
  const [saved] = await listMappings(officer);
  const mine = saved?.id ?? '';
  await renameMapping(officer, { id: mine, name: '新系统' });
  expect(await listMappings(officer)).toMatchObject([{ name: '新系统', mapping: { secrecy: '=公开' } }]);
  const own = { officer, mine };
  await office();
  expect(await listMappings(officer)).toEqual([]);
  await expect(renameMapping(officer, { id: mine, name: '别人的' })).rejects.toMatchObject({ code: 'not_found' });
  await expect(removeMapping(officer, { id: mine })).rejects.toMatchObject({ code: 'not_found' });
  await removeMapping(own.officer, { id: mine });
  expect(await listMappings(own.officer)).toEqual([]);
});
