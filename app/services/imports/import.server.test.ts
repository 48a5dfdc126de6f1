import { existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { and, eq, inArray } from 'drizzle-orm';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { fingerprint } from '#app/services/fingerprint.server.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { writeCodeLists } from '#app/services/reference/write-code-lists.server.ts';
import type { Database } from '#db/client.server.ts';
import {
  achievementPeople,
  achievements,
  achievementVersions,
  auditLines,
  importRows,
  imports,
  files,
  notices,
  platformGrants,
  searchChanges,
  secrecyRules,
  secrecyStops,
} from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeContext, makeOrganisation, makePerson, type Organisation } from '#seeds/make.ts';
import { releaseImport } from '#seeds/make-import.ts';
import { codeLists } from '#seeds/reference/all.ts';
import { cancelImport, eraseCancelled } from './cancel-import.server.ts';
import { eraseLeftovers } from './erase-leftovers.server.ts';
import { checkImport } from './check-import.server.ts';
import { confirmImport } from './confirm-import.server.ts';
import { getImport, listImports } from './queries.server.ts';
import { resumeImports } from './resume-imports.server.ts';
import { retryImport } from './retry-import.server.ts';
import { runImport } from './run-import.server.ts';
import { bookOf, csvOf, partsOf, type SheetValues, zipOf } from '../sheets/sheets-for-tests.ts';
import { startImport } from './start-import.server.ts';

let db: Database;
let queued: { name: string; payload: object }[];

beforeAll(async () => {
  ({ db } = await testDatabase());
  await writeCodeLists(makeContext(db), codeLists);
});

interface Office {
  readonly org: Organisation;
  readonly officer: ActorContext;
}

async function office(roles: Parameters<typeof makePerson>[2] = ['officer', 'secrecy']): Promise<Office> {
  const org = await makeOrganisation(db, { kind: 'university' });
  const ctx = makeContext(db);
  queued = ctx.queued;
  return { org, officer: await asActor(ctx, await makePerson(db, org, roles)) };
}

/** Somebody else of the officer's unit who reviews for secrecy. */
const reviewerOf = async ({ actor }: ActorContext): Promise<string> =>
  (await makePerson(db, { id: actor.org!.orgId }, ['secrecy'])).id;

const line = (org: Organisation, given: Record<string, string> = {}): Record<string, string> => ({
  成果名称: '示例成果',
  完成单位: org.name,
  密级: '公开',
  成果类别: '应用技术',
  技术领域: '24.1 食品营养和安全',
  成果简介: '两级絮凝回收蛋白。余水还田。',
  ...given,
});

const heads = (lines: readonly Record<string, string>[]): SheetValues => {
  const names = [...new Set(lines.flatMap((each) => Object.keys(each)))];
  return [names, ...lines.map((each) => names.map((name) => each[name] ?? ''))];
};

async function upload(ctx: ActorContext, bytes: Buffer, name = '成果.xlsx') {
  const file = { ...(await ctx.files.put(Readable.from([bytes]), 64 * 1_048_576)), name };
  return startImport(ctx, { file });
}

async function check(ctx: ActorContext, bytes: Buffer, name?: string) {
  const { id } = await upload(ctx, bytes, name);
  await checkImport(ctx, { importId: id });
  return getImport(ctx, { id, state: null, page: 1 });
}

/** A check that stands still once it has begun and written nothing yet, or has written its rows and said nothing yet. */
async function pausedCheck(ctx: ActorContext, importId: string, at: 'begun' | 'written') {
  let goOn = () => {};
  const further = new Promise<void>((resolve) => (goOn = resolve));
  let arrive = () => {};
  const there = new Promise<void>((resolve) => (arrive = resolve));
  const pause = () => (arrive(), further);
  let calls = 0;
  const transaction: Database['transaction'] = async (work) => {
    calls += 1;
    if (at === 'written' && calls === 2) await pause();
    const done = await db.transaction(work);
    if (at === 'begun' && calls === 1) await pause();
    return done;
  };
  const get = (target: Database, key: keyof Database) => (key === 'transaction' ? transaction : target[key]);
  const ended = checkImport({ ...ctx, db: new Proxy(db, { get } as ProxyHandler<Database>) }, { importId });
  await there;
  return { goOn: () => (goOn(), ended) };
}

const ownAchievements = (org: Organisation) => db.select().from(achievements).where(eq(achievements.orgId, org.id));

describe('a sheet of achievements', () => {
  test('is checked first, stored only after the officer confirmed, then published with a hashed version', async () => {
    const { org, officer } = await office();
    const lines = [
      line(org, {
        成果名称: '甲成果',
        完成人: '张三/教授/60%；李四//40%',
        关键词: '淀粉废水；蛋白回收',
        检索词: '黄浆水',
      }),
      line(org, {
        成果名称: '乙成果',
        批准登记号: '6202025Y0417',
        技术就绪水平: '7 环境级',
        定价方式: '一口价',
        '价格（万元）': '58',
      }),
    ];
    const report = await check(officer, await bookOf(heads(lines)));
    expect(report.row).toMatchObject({
      state: 'checked',
      totalRows: 2,
      validRows: 2,
      invalidRows: 0,
      duplicateRows: 0,
      checkedRows: 2,
      checkedPpm: 1_000_000,
      // By the platform's clock, which may stand ahead of the database's.
      phaseAt: officer.now(),
      createdAt: officer.now(),
    });
    expect(await ownAchievements(org)).toEqual([]);

    await confirmImport(officer, { id: report.row.id, hasCommitted: true, reviewedBy: await reviewerOf(officer) });
    expect(queued.map((job) => job.name)).toEqual(['import.check', 'import.run']);
    await runImport(officer, { importId: report.row.id });
    expect((await ownAchievements(org)).map(({ state }) => state)).toEqual(['unit_review', 'unit_review']);
    await releaseImport(officer, report.row.id);

    const stored = await ownAchievements(org);
    expect(stored.map((row) => [row.name, row.state, row.versionN]).sort()).toEqual([
      ['乙成果', 'published', 1],
      ['甲成果', 'published', 1],
    ]);
    const first = stored.find((row) => row.name === '甲成果')!;
    const [version] = await db
      .select()
      .from(achievementVersions)
      .where(eq(achievementVersions.achievementId, first.id));
    expect(version?.data).toMatchObject({
      fields: ['24.1'],
      type: 'applied',
      keywords: ['淀粉废水', '蛋白回收'],
      searchTerms: ['黄浆水'],
    });
    expect(version?.sha256).toBe(fingerprint(version!.data));
    const people = await db.select().from(achievementPeople).where(eq(achievementPeople.achievementId, first.id));
    expect(people.map((person) => [person.name, person.sharePpm, person.isPublic])).toEqual([
      ['张三', 600_000, false],
      ['李四', 400_000, false],
    ]);
    expect(await db.select().from(searchChanges).where(eq(searchChanges.rowId, first.id))).toHaveLength(1);
    // Nobody is told that it can be found before the search has it.
    const isSearchable = async () =>
      (await getImport(officer, { id: report.row.id, state: null, page: 1 })).isSearchable;
    expect(await isSearchable()).toBe(false);
    const ids = stored.map(({ id }) => id);
    const feed = await db.delete(searchChanges).where(inArray(searchChanges.rowId, ids)).returning();
    expect(feed).toHaveLength(2);
    expect(await isSearchable()).toBe(true);
    const after = await getImport(officer, { id: report.row.id, state: 'imported', page: 1 });
    expect(after.row).toMatchObject({ state: 'done', doneRows: 2 });
    expect(after.rows[0]).toMatchObject({ name: '甲成果', achievement: { no: first.no } });
    const kept = await db.select().from(importRows).where(eq(importRows.importId, report.row.id));
    expect(JSON.stringify(kept)).not.toContain('张三');
  });

  test('shows every error of every row at once, and lets the good rows in', async () => {
    const { org, officer } = await office();
    const bad = {
      成果名称: '',
      完成单位: '别的大学',
      成果类别: '小发明',
      技术领域: '28.1',
      批准登记号: '123',
      技术就绪水平: '10',
      '价格（万元）': '很贵',
      关键词: 'a；b；c；d',
    };
    const report = await check(officer, await bookOf(heads([line(org, bad), line(org)])));
    expect(report.row).toMatchObject({ validRows: 1, invalidRows: 1 });
    expect(report.rows).toHaveLength(1);
    expect(report.rows[0]?.rowNo).toBe(2);
    expect(report.rows[0]?.errors.map((error) => error.column).sort()).toEqual(
      ['价格（万元）', '关键词', '完成单位', '成果名称', '成果类别', '技术就绪水平', '技术领域', '批准登记号'].sort(),
    );
  });

  test('a row that is not 公开 is refused, nothing of it is kept, and the upload is erased', async () => {
    const { org, officer } = await office();
    const lines = [
      line(org),
      line(org, { 成果名称: '绝不能留下的名称', 密级: '秘密' }),
      line(org, { 成果名称: '没写密级的成果', 密级: '' }),
    ];
    const { id } = await upload(officer, await bookOf(heads(lines)));
    const [{ sha256 }] = (await db.execute<{ sha256: string }>(
      `select f.sha256 from files f join imports i on i.file_id = f.id where i.id = '${id}'`,
    )) as unknown as [{ sha256: string }];
    await checkImport(officer, { importId: id });
    const report = await getImport(officer, { id, state: 'invalid', page: 1 });
    expect(report.row).toMatchObject({ totalRows: 3, validRows: 1, invalidRows: 2 });
    expect(report.rows.map((row) => row.errors[0]?.column)).toEqual(['密级', '密级']);
    const kept = JSON.stringify(await db.select().from(importRows).where(eq(importRows.importId, id)));
    expect(kept).not.toContain('绝不能留下');
    expect(kept).not.toContain('没写密级');
    expect(existsSync(officer.files.path(sha256))).toBe(false);
  });

  test('bytes that another upload needs stay; once nobody needs them they go', async () => {
    const { org, officer } = await office();
    const book = await bookOf(heads([line(org, { 密级: '秘密' })]));
    const first = await upload(officer, book);
    const fileOf = async (importId: string) => {
      const [row] = await db
        .select({ file: files })
        .from(imports)
        .innerJoin(files, eq(files.id, imports.fileId))
        .where(eq(imports.id, importId));
      return row!.file;
    };
    const { id: _id, createdAt: _createdAt, ...bytes } = await fileOf(first.id);
    const there = () => existsSync(officer.files.path(bytes.sha256));
    // A second import of the same bytes still has to be read.
    const second = await upload(officer, book);
    expect((await fileOf(second.id)).sha256).toBe(bytes.sha256);
    await checkImport(officer, { importId: first.id });
    expect(there()).toBe(true);
    await checkImport(officer, { importId: second.id });
    expect((await getImport(officer, { id: second.id, state: null, page: 1 })).row).toMatchObject({ invalidRows: 1 });
    expect(there()).toBe(false);
    // Checked imports need their bytes no more, but a message with the same attachment does.
    const third = await upload(officer, book);
    const [message] = await db
      .insert(files)
      .values({ ...bytes, purpose: 'message' })
      .returning();
    await checkImport(officer, { importId: third.id });
    expect(there()).toBe(true);
    await db.delete(files).where(eq(files.id, message!.id));
    const fourth = await upload(officer, book);
    await checkImport(officer, { importId: fourth.id });
    expect(there()).toBe(false);
    expect(await fileOf(first.id)).toMatchObject({ sha256: bytes.sha256 });
  });

  test('names duplicates: inside the file by row, in the library with a link, another unit’s number without its name', async () => {
    const { org, officer } = await office();
    const first = await check(officer, await bookOf(heads([line(org, { 成果名称: '老成果' })])));
    await confirmImport(officer, { id: first.row.id, hasCommitted: true, reviewedBy: await reviewerOf(officer) });
    await runImport(officer, { importId: first.row.id });
    await releaseImport(officer, first.row.id);
    const [old] = await ownAchievements(org);
    const other = await office();
    const theirs = await check(
      other.officer,
      await bookOf(heads([line(other.org, { 成果名称: '别家成果', 批准登记号: '6212025J9001' })])),
    );
    await confirmImport(other.officer, {
      id: theirs.row.id,
      hasCommitted: true,
      reviewedBy: await reviewerOf(other.officer),
    });
    await runImport(other.officer, { importId: theirs.row.id });

    const lines = [
      line(org, { 成果名称: '新成果' }),
      line(org, { 成果名称: '“新”成果' }),
      line(org, { 成果名称: '老 成果' }),
      line(org, { 成果名称: '借号成果', 批准登记号: '6212025J9001' }),
    ];
    const report = await check(officer, await bookOf(heads(lines)));
    expect(report.row).toMatchObject({ validRows: 1, duplicateRows: 3 });
    const [inFile, inLibrary, foreign] = report.rows;
    expect(inFile?.errors[0]?.says).toContain('第 2 行');
    expect(inLibrary).toMatchObject({ achievement: { id: old?.id, no: old?.no } });
    expect(foreign?.achievement).toBeNull();
    expect(foreign?.errors[0]?.says).not.toContain('别家');
  });

  test('a run that died in the middle goes on where it stopped and stores nothing twice', async () => {
    const { org, officer } = await office();
    const lines = Array.from({ length: 25 }, (_, at) => line(org, { 成果名称: `成果第 ${at} 号` }));
    const report = await check(officer, await bookOf(heads(lines)));
    await confirmImport(officer, { id: report.row.id, hasCommitted: true, reviewedBy: await reviewerOf(officer) });
    await runImport(officer, { importId: report.row.id }, { batchRows: 10, maxBatches: 1 });
    expect(await ownAchievements(org)).toHaveLength(10);
    expect((await getImport(officer, { id: report.row.id, state: null, page: 1 })).row).toMatchObject({
      state: 'running',
      doneRows: 10,
    });
    await Promise.all([1, 2].map(() => runImport(officer, { importId: report.row.id }, { batchRows: 10 })));
    const stored = await ownAchievements(org);
    expect(stored).toHaveLength(25);
    expect(new Set(stored.map((row) => row.no)).size).toBe(25);
    await runImport(officer, { importId: report.row.id });
    expect(await ownAchievements(org)).toHaveLength(25);
  });

  test('after a crash the start puts unfinished imports into the queue again', async () => {
    const { org, officer } = await office();
    const waiting = await upload(officer, await bookOf(heads([line(org, { 成果名称: '还没检查' })])));
    const report = await check(officer, await bookOf(heads([line(org, { 成果名称: '停在半路' })])));
    await confirmImport(officer, { id: report.row.id, hasCommitted: true, reviewedBy: await reviewerOf(officer) });
    queued.length = 0;
    await resumeImports(officer);
    expect(queued).toContainEqual({ name: 'import.check', payload: { importId: waiting.id } });
    expect(queued).toContainEqual({ name: 'import.run', payload: { importId: report.row.id } });
    await checkImport(officer, { importId: waiting.id });
    await runImport(officer, { importId: report.row.id });
    queued.length = 0;
    await resumeImports(officer);
    const own = [waiting.id, report.row.id];
    expect(queued.filter(({ payload }) => own.includes((payload as { importId: string }).importId))).toEqual([]);
  });

  test('of checks of one file at the same time the one begun last writes; one that comes to an import that is done takes nothing away', async () => {
    const { org, officer } = await office();
    const lines = ['甲', '乙', '丙'].map((name) => line(org, { 成果名称: `同时检查 ${name}` }));
    const { id } = await upload(officer, await bookOf(heads(lines)));
    const check = { name: 'import.check', payload: { importId: id } };
    const checks = () => queued.filter(({ payload }) => (payload as { importId?: string }).importId === id);
    const retries = () => db.$count(auditLines, and(eq(auditLines.subjectId, id), eq(auditLines.deed, 'import.retry')));
    // The upload's own job waits: nothing is begun, and nothing is on record.
    expect(await Promise.all([1, 2, 3].map(() => retryImport(officer, { id })))).toEqual([false, false, false]);
    expect([checks(), await retries()]).toEqual([[check], 0]);
    queued.length = 0;
    const begun = await Promise.all([1, 2, 3].map(() => retryImport(officer, { id })));
    expect([begun.filter(Boolean).length, await retries()]).toEqual([1, 1]);
    expect(checks()).toEqual([check]);
    const late = [await pausedCheck(officer, id, 'begun'), await pausedCheck(officer, id, 'written')];
    await Promise.all([1, 2, 3].map(() => checkImport(officer, { importId: id })));
    const rows = () =>
      db
        .select({ id: importRows.id, state: importRows.state, achievementId: importRows.achievementId })
        .from(importRows)
        .where(eq(importRows.importId, id))
        .orderBy(importRows.rowNo);
    expect((await rows()).map(({ state }) => state)).toEqual(['valid', 'valid', 'valid']);
    await confirmImport(officer, { id, hasCommitted: true, reviewedBy: await reviewerOf(officer) });
    await runImport(officer, { importId: id });
    const before = await rows();
    expect(before.map(({ state }) => state)).toEqual(['imported', 'imported', 'imported']);
    for (const { goOn } of late) await goOn();
    await checkImport(officer, { importId: id });
    expect(await rows()).toEqual(before);
    expect(await ownAchievements(org)).toHaveLength(3);
  });

  test('the report names the rows it refuses, a failed file what it lacks', async () => {
    const { org, officer } = await office();
    const report = await check(officer, await bookOf(heads([line(org, { 成果名称: '缺简介的成果', 成果简介: '' })])));
    expect(report.rows).toMatchObject([{ rowNo: 2, state: 'invalid', name: '缺简介的成果' }]);
    const { 密级: _secrecy, 成果简介: _abstract, ...short } = line(org);
    const failed = await check(officer, await bookOf(heads([short])));
    expect(failed.row).toMatchObject({ state: 'failed', failure: 'head_missing', failureDetail: '密级、成果简介' });
  });

  test('content that is no sheet is refused at once, whatever its name', async () => {
    const { officer } = await office();
    await expect(upload(officer, Buffer.from('%PDF-1.7\n'), '成果.xlsx')).rejects.toMatchObject({
      code: 'file_refused',
      field: 'file',
      params: { says: expect.stringContaining('这是 PDF 文件') as string },
    });
  });

  test('a row whose achievement appeared since the check becomes a duplicate, not a failure', async () => {
    const { org, officer } = await office();
    const book = await bookOf(heads([line(org, { 成果名称: '抢先成果' }), line(org, { 成果名称: '另一成果' })]));
    const [a, b] = [await check(officer, book), await check(officer, book)];
    for (const { row } of [a, b])
      await confirmImport(officer, { id: row.id, hasCommitted: true, reviewedBy: await reviewerOf(officer) });
    for (const { row } of [a, b]) await runImport(officer, { importId: row.id });
    expect(await ownAchievements(org)).toHaveLength(2);
    expect((await getImport(officer, { id: b.row.id, state: null, page: 1 })).rows).toEqual([]);
    const late = await getImport(officer, { id: b.row.id, state: 'skipped', page: 1 });
    expect(late.row).toMatchObject({ state: 'done', importedRows: 0, skippedRows: 2 });
    expect(late.rows.map((row) => [row.state, row.errors[0]?.says])).toEqual([
      ['skipped', expect.stringContaining('检查之后')],
      ['skipped', expect.stringContaining('检查之后')],
    ]);
  });
});

describe('CSV', () => {
  const names = ['成果名称', '完成单位', '密级', '成果类别', '技术领域', '成果简介'];
  const table = (org: Organisation) => [
    names,
    ['中文“引号”, 成果', org.name, '公开', '应用技术', '24.1', '第一行\n第二行'],
  ];

  test.each([
    ['UTF-8', 'utf8', ''],
    ['UTF-8 with its mark', 'utf8', '\uFEFF'],
    ['GB18030', 'gb18030', ''],
  ] as const)('in %s is read', async (_, encoding, mark) => {
    const { org, officer } = await office();
    const report = await check(officer, csvOf(mark, table(org), encoding), '成果.csv');
    expect(report.row).toMatchObject({ state: 'checked', validRows: 1 });
    const [row] = await db.select().from(importRows).where(eq(importRows.importId, report.row.id));
    expect(row?.data).toMatchObject({ name: '中文“引号”, 成果', abstract: '第一行\n第二行' });
  });

  test('in no known encoding is named as such', async () => {
    const { officer } = await office();
    const report = await check(officer, Buffer.from([0xe6, 0x88, 0xff, 0xff, 0x2c, 0x0a]), '成果.csv');
    expect(report.row).toMatchObject({ state: 'failed', failure: 'encoding' });
  });
});

describe('who may', () => {
  test('only officers and secrecy reviewers of a verified supplier upload', async () => {
    const file = { sha256: 'a'.repeat(64), bytes: 1, name: 'x.xlsx' };
    const { officer: finance } = await office(['finance', 'owner', 'inventor']);
    await expect(startImport(finance, { file })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(listImports(finance)).rejects.toMatchObject({ code: 'forbidden' });
    const agency = await makeOrganisation(db, { kind: 'broker_agency' });
    const broker = await asActor(makeContext(db), await makePerson(db, agency, ['officer']));
    await expect(startImport(broker, { file })).rejects.toMatchObject({ code: 'forbidden' });
    const fresh = await makeOrganisation(db, { kind: 'university', state: 'unverified' });
    const early = await asActor(makeContext(db), await makePerson(db, fresh, ['officer']));
    await expect(startImport(early, { file })).rejects.toMatchObject({ code: 'organisation_unverified' });
  });

  test('a secrecy reviewer sees the report and cannot confirm; a foreign import is not found', async () => {
    const { org, officer } = await office();
    const { row } = await check(officer, await bookOf(heads([line(org)])));
    const reviewer = await asActor(officer, await makePerson(db, org, ['secrecy']));
    expect((await getImport(reviewer, { id: row.id, state: null, page: 1 })).row.id).toBe(row.id);
    await expect(
      confirmImport(reviewer, { id: row.id, hasCommitted: true, reviewedBy: reviewer.actor.userId }),
    ).rejects.toMatchObject({
      code: 'forbidden',
    });
    const { officer: stranger } = await office();
    const deeds = [
      () => confirmImport(stranger, { id: row.id, hasCommitted: true, reviewedBy: crypto.randomUUID() }),
      () => cancelImport(stranger, row),
      () => getImport(stranger, { id: row.id, state: null, page: 1 }),
    ];
    for (const deed of deeds) await expect(deed()).rejects.toMatchObject({ code: 'not_found' });
  });

  test('what is given up leaves no bytes, unless somebody else brought the same', async () => {
    const { org, officer } = await office();
    const book = await bookOf(heads([line(org)]));
    const { row } = await check(officer, book);
    const [file] = await db.select().from(files).where(eq(files.id, row.fileId));
    const there = () => existsSync(officer.files.path(file!.sha256));
    const again = await check(officer, book);
    await cancelImport(officer, row);
    await eraseCancelled(officer, { importId: row.id });
    expect(there()).toBe(true);
    await cancelImport(officer, again.row);
    // Not in its transaction: one that fails at its end leaves an import that has its file.
    expect(there()).toBe(true);
    await eraseCancelled(officer, { importId: again.row.id });
    expect(there()).toBe(false);
    expect((await getImport(officer, { id: row.id, state: null, page: 1 })).isErased).toBe(true);
  });

  test('bytes that could not be erased are tried again each day, and the administrators are told until they are gone', async () => {
    const { org, officer } = await office();
    const { row } = await check(officer, await bookOf(heads([line(org)])));
    const [file] = await db.select().from(files).where(eq(files.id, row.fileId));
    await cancelImport(officer, row);
    const admin = await makePerson(db, null);
    await db.insert(platformGrants).values({ userId: admin.id, role: 'admin' });
    const tomorrow = { ...officer, actor: null, now: () => new Date(officer.now().getTime() + 86_400_000) };
    const remove = () => Promise.reject(new Error('disk'));
    const told = async () => (await db.select().from(notices).where(eq(notices.userId, admin.id))).length;
    // Not yet: the job of the deed itself is being tried.
    expect(await eraseLeftovers({ ...officer, actor: null, files: { ...officer.files, remove } })).toBe(0);
    expect(await eraseLeftovers({ ...tomorrow, files: { ...officer.files, remove } })).toBeGreaterThan(0);
    expect(await told()).toBe(1);
    expect(existsSync(officer.files.path(file!.sha256))).toBe(true);
    expect(await eraseLeftovers(tomorrow)).toBe(0);
    expect(existsSync(officer.files.path(file!.sha256))).toBe(false);
    expect(await told()).toBe(1);
  });

  test('without the commitment nothing is confirmed; of two confirmations in the same second one wins', async () => {
    const { org, officer } = await office();
    const { row } = await check(officer, await bookOf(heads([line(org)])));
    await expect(confirmImport(officer, { id: row.id, hasCommitted: false })).rejects.toMatchObject({
      code: 'invalid',
      field: 'commitment',
    });
    const reviewedBy = await reviewerOf(officer);
    const both = await Promise.allSettled(
      [1, 2].map(() => confirmImport(officer, { id: row.id, hasCommitted: true, reviewedBy })),
    );
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((each) => each.status === 'rejected')?.reason).toMatchObject({ code: 'state_changed' });
  });

  test('the same form sent twice makes one import', async () => {
    const { org, officer } = await office();
    const stored = await officer.files.put(Readable.from([await bookOf(heads([line(org)]))]), 1e6);
    const key = crypto.randomUUID();
    const [a, b] = await Promise.all(
      [1, 2].map(() => startImport(officer, { key, file: { ...stored, name: 'x.xlsx' } })),
    );
    expect(a?.id).toBe(b?.id);
    expect(
      await db
        .select()
        .from(imports)
        .where(and(eq(imports.orgId, org.id))),
    ).toHaveLength(1);
  });

  test('a secrecy reviewer who may say what the columns are may give that import up, and no checked one', async () => {
    const { org, officer } = await office();
    const reviewer = await asActor(officer, await makePerson(db, org, ['secrecy']));
    const theirs = [
      ['项目名称', '承担单位', '方向', '摘要', '工号'],
      ['甲', org.name, '24.1', '简介。', '7'],
    ];
    const foreign = await check(officer, await bookOf(theirs));
    expect(foreign.row.state).toBe('mapping');
    expect((await cancelImport(reviewer, foreign.row)).state).toBe('cancelled');
    const { row } = await check(officer, await bookOf(heads([line(org)])));
    await expect(cancelImport(reviewer, row)).rejects.toMatchObject({ code: 'forbidden' });
    const finance = await asActor(officer, await makePerson(db, org, ['finance', 'approver']));
    await expect(cancelImport(finance, row)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('giving up forgets the rows', async () => {
    const { org, officer } = await office();
    const { row } = await check(officer, await bookOf(heads([line(org)])));
    expect((await cancelImport(officer, row)).state).toBe('cancelled');
    expect(await db.select().from(importRows).where(eq(importRows.importId, row.id))).toEqual([]);
    await expect(
      confirmImport(officer, { id: row.id, hasCommitted: true, reviewedBy: await reviewerOf(officer) }),
    ).rejects.toMatchObject({
      code: 'state_changed',
    });
  });
});

test('the screen stops a row and keeps nothing of it, even of one that is wrong elsewhere; what it marks waits for a person', async () => {
  const { org, officer } = await office();
  const setBy = officer.actor.userId;
  const [stop, look] = await db
    .insert(secrecyRules)
    .values([
      { name: '密级标志', kind: 'word', text: '绝密★', action: 'refuse', setBy },
      { name: '敏感词', kind: 'word', text: '靶场', action: 'review', setBy },
    ])
    .returning();
  const lines = [
    line(org, { 成果名称: '隐去甲 绝密 ★ 十年' }),
    line(org, { 成果名称: '隐去乙', 技术领域: '没有的领域', 成果简介: '绝密★十年' }),
    line(org, { 成果名称: '靶场边坡的加固' }),
    line(org, { 成果名称: '反应堆的测量', 技术领域: '18.5' }),
    line(org, { 成果名称: '寻常的成果' }),
  ];
  const report = await check(officer, csvOf('', heads(lines), 'utf8'), '成果.csv');
  expect(report.row).toMatchObject({ validRows: 3, invalidRows: 2 });
  expect(JSON.stringify(await db.select().from(importRows).where(eq(importRows.importId, report.row.id)))).not.toMatch(
    /隐去|绝密/,
  );
  const [file] = await db.select().from(files).where(eq(files.id, report.row.fileId));
  expect(existsSync(officer.files.path(file!.sha256))).toBe(false);
  expect(await db.$count(secrecyStops, eq(secrecyStops.ruleId, stop!.id))).toBe(1);
  expect(await db.$count(secrecyStops, eq(secrecyStops.ruleId, look!.id))).toBe(0);
  await confirmImport(officer, { id: report.row.id, hasCommitted: true, reviewedBy: await reviewerOf(officer) });
  await runImport(officer, { importId: report.row.id });
  await releaseImport(officer, report.row.id);
  const stored = await ownAchievements(org);
  expect(stored.map(({ name, state, reviewFlags }) => [name, state, reviewFlags])).toEqual(
    expect.arrayContaining([
      ['靶场边坡的加固', 'unit_review', ['敏感词']],
      ['反应堆的测量', 'unit_review', ['领域：核能']],
      ['寻常的成果', 'published', []],
    ]),
  );
  expect(stored).toHaveLength(3);
  await db.update(secrecyRules).set({ isActive: false });
});

describe('the screen reads all that the file holds, not only what the import takes', () => {
  const ruled = async (officer: ActorContext) => {
    const setBy = officer.actor.userId;
    const rule = { name: '标志', kind: 'word', text: '机密★', action: 'refuse', setBy } as const;
    const [row] = await db.insert(secrecyRules).values(rule).returning();
    return eq(secrecyStops.ruleId, row!.id);
  };
  afterEach(async () => {
    await db.delete(secrecyStops);
    await db.delete(secrecyRules);
  });
  const bytesOf = async (fileId: string, officer: ActorContext) => {
    const [file] = await db.select().from(files).where(eq(files.id, fileId));
    return existsSync(officer.files.path(file!.sha256));
  };

  test('a mark above the table, or in its head, stops the whole file, which is erased; the rule is named', async () => {
    const { org, officer } = await office();
    const byRule = await ruled(officer);
    const [head = [], ...rows] = heads([line(org)]);
    for (const sheet of [
      [['机密 ★ 10 年 成果清单'], head, ...rows],
      [[...head, '机密★的说明'], ...rows],
    ]) {
      const { row, rows: kept } = await check(officer, csvOf('', sheet, 'utf8'), '清单.csv');
      expect(row).toMatchObject({ state: 'failed', failure: 'secret', failureDetail: '标志', heads: null });
      expect(kept).toEqual([]);
      expect(await bytesOf(row.fileId, officer)).toBe(false);
    }
    expect(await db.$count(secrecyStops, byRule)).toBe(2);
  });

  const cellsOf = (values: readonly string[]) =>
    `<row>${values.map((value) => `<c t="str"><v>${value}</v></c>`).join('')}</row>`;
  const secondSheet = (name: string, state: string) => ({
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets><sheet name="成果" r:id="rId1"/><sheet name="${name}" ${state} r:id="rId2"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>`,
  });
  const sheetOf = (values: string) => `<worksheet><sheetData>${cellsOf([values])}</sheetData></worksheet>`;

  test.each<[string, Record<string, string>, string]>([
    [
      'on a hidden sheet',
      { ...secondSheet('底稿', 'state="veryHidden"'), 'xl/worksheets/sheet2.xml': sheetOf('机密★ 五年') },
      '第 2 张工作表（隐藏）',
    ],
    [
      'on another sheet that everybody sees',
      { ...secondSheet('底稿', ''), 'xl/worksheets/sheet2.xml': sheetOf('机密★') },
      '第 2 张工作表',
    ],
    [
      'in the name of a sheet',
      { ...secondSheet('机密★清单', ''), 'xl/worksheets/sheet2.xml': sheetOf('无') },
      '工作表的名称',
    ],
    [
      'in a comment, cut into runs',
      {
        'xl/comments1.xml':
          '<comments><commentList><comment><text><r><rPr><b/></rPr><t>机</t></r><r><t>密★</t></r></text></comment></commentList></comments>',
      },
      '批注',
    ],
    [
      'in a shape',
      { 'xl/drawings/drawing1.xml': '<x:wsDr xmlns:x="x" xmlns:a="a"><a:p><a:t>机密★</a:t></a:p></x:wsDr>' },
      '图形或图表的文字',
    ],
    [
      'cut into runs by its looks, in a shape',
      {
        'xl/drawings/drawing1.xml':
          '<a:wsDr xmlns:a="a"><a:p><a:r><a:rPr><a:latin/></a:rPr><a:t>机</a:t></a:r><a:r><a:t>密★</a:t></a:r></a:p></a:wsDr>',
      },
      '图形或图表的文字',
    ],
    [
      'in a comment of another name',
      { 'xl/comments.1.xml': '<comments><comment><text><t>机密★</t></text></comment></comments>' },
      '批注',
    ],
    ['in a part that is called a theme', { 'xl/theme/a.xml': '<n><t>机密★</t></n>' }, '文件里附带的内容'],
    ['in a part that a relationship names anywhere', { 'xl/notes/a.xml': '<n><t>机密★</t></n>' }, '文件里附带的内容'],
    [
      'in the cache of a pivot table',
      { 'xl/pivotCache/pivotCacheDefinition1.xml': '<p><sharedItems><s v="机密★"/></sharedItems></p>' },
      '数据透视表的缓存',
    ],
    [
      'in cells of another file that a formula asks for',
      { 'xl/externalLinks/externalLink1.xml': '<e><cell r="A1" t="str"><v>机密★</v></cell></e>' },
      '引用别的文件的缓存',
    ],
    [
      'in the name of a range',
      {
        'xl/workbook.xml':
          '<workbook xmlns:r="r"><sheets><sheet name="成果" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="x">"机密★"</definedName></definedNames></workbook>',
      },
      '名称管理器',
    ],
    ['in what a program left there', { 'customXml/item1.xml': '<item><note>机密★</note></item>' }, '文件里附带的内容'],
    [
      'in the head of a table',
      { 'xl/tables/table1.xml': '<table><tableColumn name="机密★"/></table>' },
      '表和数据连接的说明',
    ],
    [
      'in a text box of an older program, which is no proper XML',
      { 'xl/drawings/vmlDrawing1.vml': '<xml><v:textbox><div>机密★<br></div></v:textbox></xml>' },
      '图形或图表的文字',
    ],
    ['in a text that no cell shows', { 'xl/sharedStrings.xml': '<sst><si><t>机密★</t></si></sst>' }, '没有显示的文字'],
    [
      'in how a text sounds',
      { 'xl/sharedStrings.xml': '<sst><si><t>甲</t><rPh><t>机密★</t></rPh></si></sst>' },
      '拼音注释',
    ],
    [
      'in what the file says of itself',
      { 'docProps/core.xml': '<p xmlns:d="d"><d:title>机密★</d:title></p>' },
      '文件属性',
    ],
  ])(
    'a mark %s stops the whole file, which is erased; the place is named, its text is not',
    async (_, parts, place) => {
      const { org, officer } = await office();
      const byRule = await ruled(officer);
      const rows = heads([line(org, { 成果名称: '随底稿来的成果' })])
        .map(cellsOf)
        .join('');
      const { row, rows: kept } = await check(officer, zipOf(partsOf(rows, parts)));
      expect(row).toMatchObject({ state: 'failed', failure: 'secret_aside', failureDetail: `标志\n${place}` });
      expect(kept).toEqual([]);
      expect(await bytesOf(row.fileId, officer)).toBe(false);
      expect(await db.$count(secrecyStops, byRule)).toBe(1);
    },
  );

  test('a mark in the margin of the printed page stops the file after its rows were read: none of them is kept', async () => {
    const { org, officer } = await office();
    await ruled(officer);
    const sheet = `<worksheet><sheetData>${heads([line(org)])
      .map(cellsOf)
      .join('')}</sheetData><headerFooter><oddHeader>&amp;C机密★</oddHeader></headerFooter></worksheet>`;
    const { row } = await check(officer, zipOf(partsOf('', { 'xl/worksheets/sheet1.xml': sheet })));
    expect(row).toMatchObject({
      state: 'failed',
      failure: 'secret_aside',
      failureDetail: '标志\n页眉页脚、提示和公式',
    });
    expect(await db.$count(importRows, eq(importRows.importId, row.id))).toBe(0);
  });

  test.each([
    ['in a prompt of a cell', '<dataValidations><dataValidation prompt="机密★" sqref="A1"/></dataValidations>'],
    [
      'in the words of a list to choose from',
      '<dataValidations><dataValidation><formula1>"机密★,公开"</formula1></dataValidation></dataValidations>',
    ],
    ['where the pointer stands on a link', '<hyperlinks><hyperlink ref="A1" tooltip="机密★"/></hyperlinks>'],
    [
      'in a formula that shows another word',
      '<sheetData><row><c t="str"><f>IF(FALSE,"机密★","")</f><v>无</v></c></row></sheetData>',
    ],
  ])('a mark %s of the table itself stops the file', async (_, more) => {
    const { org, officer } = await office();
    await ruled(officer);
    const rows = heads([line(org)])
      .map(cellsOf)
      .join('');
    const sheet = `<worksheet><sheetData>${rows}</sheetData>${more}</worksheet>`;
    const { row } = await check(officer, zipOf(partsOf('', { 'xl/worksheets/sheet1.xml': sheet })));
    expect(row).toMatchObject({ state: 'failed', failureDetail: '标志\n页眉页脚、提示和公式' });
    expect(await bytesOf(row.fileId, officer)).toBe(false);
  });

  test('a file within the file is refused: nobody reads what it says', async () => {
    const { org, officer } = await office();
    await ruled(officer);
    const rows = heads([line(org)])
      .map(cellsOf)
      .join('');
    for (const part of ['xl/embeddings/note.docx', 'xl/notes/chunk.rtf']) {
      const { row } = await check(officer, zipOf(partsOf(rows, { [part]: 'PK' })));
      expect(row).toMatchObject({ state: 'failed', failure: 'embedded' });
    }
  });

  test('of a workbook with a picture the rows are read; the file, whose picture nobody read, is not kept', async () => {
    const { org, officer } = await office();
    const picture = { 'xl/media/logo.png': 'PNG' };
    const rows = (lines: Record<string, string>[]) => heads(lines).map(cellsOf).join('');
    const { row } = await check(officer, zipOf(partsOf(rows([line(org)]), picture)));
    expect(row).toMatchObject({ state: 'checked', validRows: 1, notes: { pictures: 1 } });
    expect(await bytesOf(row.fileId, officer)).toBe(false);
    // One that somebody would first have to explain would be kept until he does.
    const foreign = await check(officer, zipOf(partsOf(rows([{ 题目: '甲', 摘要: '乙', 作者: '丙' }]), picture)));
    expect(foreign.row).toMatchObject({ state: 'failed', failure: 'embedded' });
    expect(await bytesOf(foreign.row.fileId, officer)).toBe(false);
  });

  test('a workbook with sheets, comments and properties that say nothing secret is read as before', async () => {
    const { org, officer } = await office();
    await ruled(officer);
    const rows = heads([line(org)])
      .map(cellsOf)
      .join('');
    const parts = { ...secondSheet('底稿', 'state="hidden"'), 'xl/worksheets/sheet2.xml': sheetOf('草稿') };
    const { row } = await check(
      officer,
      zipOf(partsOf(rows, { ...parts, 'docProps/app.xml': '<P><A>机</A><B>密★</B></P>' })),
    );
    expect(row).toMatchObject({ state: 'checked', validRows: 1 });
  });

  test('a column that is not read, and a name in JSON, stop their row', async () => {
    const { org, officer } = await office();
    await ruled(officer);
    const lines = [line(org, { 定密说明: '机密★五年' }), line(org, { 定密说明: '无' })];
    const sheet = await check(officer, csvOf('', heads(lines), 'utf8'), '清单.csv');
    expect(sheet.row).toMatchObject({ validRows: 1, invalidRows: 1 });
    expect(await bytesOf(sheet.row.fileId, officer)).toBe(false);
    const records = [{ ...line(org), '机密★': '是' }, { ...line(org), 附注: [{ 依据: '机\n密★' }] }, line(org)];
    const json = await check(
      officer,
      Buffer.from(records.map((each) => JSON.stringify(each)).join('\n')),
      '清单.jsonl',
    );
    expect(json.row).toMatchObject({ validRows: 1, invalidRows: 2, notes: { unknownColumns: [] } });
  });

  test('a file whose name is stopped does not come in', async () => {
    const { org, officer } = await office();
    await ruled(officer);
    await expect(upload(officer, csvOf('', heads([line(org)]), 'utf8'), '机密★.csv')).rejects.toMatchObject({
      code: 'secrecy_refused',
    });
  });
});
