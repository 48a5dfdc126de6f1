import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { and, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readAchievementSearch } from '#app/domain/achievement-search.ts';
import { gatheredFrom } from '#app/domain/aggregation.ts';
import { type ExportFormat, exportApprovalDays, freeExportRows } from '#app/domain/export-application.ts';
import { headerOf } from '#app/domain/import-columns.ts';
import { addDays, dayOf } from '#app/domain/days.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { writeCodeLists } from '#app/services/reference/write-code-lists.server.ts';
import type { Database } from '#db/client.server.ts';
import {
  achievements,
  achievementPeople,
  achievementVersions,
  auditLines,
  exportLogs,
  trlAssessments,
} from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { drainSearch } from '#search/changes.server.ts';
import { openSearch } from '#search/index.server.ts';
import { asActor, makeAchievement, makeContext, makeOrganisation, makePerson, type Organisation } from '#seeds/make.ts';
import { releaseImport } from '#seeds/make-import.ts';
import { codeLists } from '#seeds/reference/all.ts';
import { checkImport } from '../imports/check-import.server.ts';
import { confirmImport } from '../imports/confirm-import.server.ts';
import { getImport } from '../imports/queries.server.ts';
import { readSheet } from '../sheets/read-sheet.server.ts';
import { runImport } from '../imports/run-import.server.ts';
import { csvOf, type SheetValues } from '../sheets/sheets-for-tests.ts';
import { startImport } from '../imports/start-import.server.ts';
import { noteSearchChange } from '../platform/note-search-change.server.ts';
import { inTransaction } from '../context.server.ts';
import { applyForExport } from './apply-for-export.server.ts';
import { countOthers } from './count-others.server.ts';
import { decideExportApplication } from './decide-export-application.server.ts';
import { exportOthers } from './export-others.server.ts';
import { exportOwn } from './export-own.server.ts';
import { freeRowsLeft } from './export-limit.server.ts';
import { listExportTodos } from './export-todos.server.ts';
import { listApplicationsToDecide, listOwnApplications } from './queries.server.ts';
import { withdrawExportApplication } from './withdraw-export-application.server.ts';

let db: Database;
let org: Organisation;
let officer: ActorContext;
let reviewedBy: string;

beforeAll(async () => {
  ({ db } = await testDatabase());
  await writeCodeLists(makeContext(db), codeLists);
});
beforeEach(async () => {
  org = await makeOrganisation(db, { kind: 'university' });
  officer = await asActor(makeContext(db), await makePerson(db, org, ['officer', 'secrecy']));
  reviewedBy = (await makePerson(db, org, ['secrecy'])).id;
});

const all = { state: null, words: '' } as const;
const take = async (format: ExportFormat, ctx = officer) => buffer(await exportOwn(ctx, { ...all, format }));

async function check(bytes: Buffer, name = '成果.csv') {
  const file = { ...(await officer.files.put(Readable.from([bytes]), 1e8)), name };
  const { id } = await startImport(officer, { file });
  await checkImport(officer, { importId: id });
  return getImport(officer, { id, state: null, page: 1 });
}

/** A record that says something in every column that has a parts, a code or a quirk of its own. */
const full = (name: string): Record<string, string> => ({
  name,
  unit: `${org.name}；合作单位／分部//企业/否`.replace('／', '\\/'),
  secrecy: '公开',
  type: '应用技术',
  fields: '24.1；21.4',
  abstract: '=1+1 开头像公式。\n第二行，带"引号"；分号/斜杠。<script>alert(1)</script>',
  problem: '-5 ℃ 以下冻裂',
  solution: '@先加热',
  keywords: '甲；乙',
  searchTerms: '丙\\；丁',
  regOn: '',
  regionCode: '定西市',
  chains: '马铃薯',
  industries: '农副食品加工业',
  disciplines: '农业工程',
  embodiment: '新工艺',
  origin: '原始性创新',
  stage: '成熟应用',
  trl: '7',
  trlBasis: '第三方评定',
  level: '国内领先',
  evaluationMode: '第三方评价',
  researchFrom: '2021-03',
  researchTo: '2024-11',
  projects: '省级/重点研发\\/专项/22YF7NA000/80.5/2024-11-20/通过；国家//G1',
  applicationStatus: '产业化',
  use: '2024/1200/260/85/40；2025/1500',
  advantages: '蛋白回收率/%/72/52/酸热絮凝/越高越好；能耗\\/吨/度/5///越低越好；吨成本/元/5',
  transferModes: '普通许可；先使用后付费',
  priceKind: '先用后付',
  milestones: '40',
  royalty: '2.5%',
  cap: '160',
  trialMonths: '12',
  priceFloor: '40.25',
  people: '张三/教授/60%/某院/13900000000；李四/副研究员/40%',
  ip: '发明专利/一种絮凝方法/ZL202319900047.X/授权/2043-03-14/2023-03-14/2025-02-11/甲校/甲校/2027-03-14/各半/已质押；技术秘密/配比',
  tradeSecret: '配比',
  publication: '全文公开',
  isDualUse: '否',
  videoUrl: 'https://example.com/v',
});
const sheetOf = (rows: readonly Record<string, string>[]): SheetValues => {
  const keys = Object.keys(rows[0]!);
  return [keys.map((key) => headerOf(key as never)), ...rows.map((row) => keys.map((key) => row[key] ?? ''))];
};
const stored = () =>
  db
    .select({
      id: achievements.id,
      versionN: achievements.versionN,
      data: achievementVersions.data,
      sha256: achievementVersions.sha256,
    })
    .from(achievements)
    .innerJoin(
      achievementVersions,
      and(eq(achievementVersions.achievementId, achievements.id), eq(achievementVersions.n, achievements.versionN)),
    )
    .where(eq(achievements.orgId, org.id))
    .orderBy(achievements.no);

describe('the own list', () => {
  test.each(['csv', 'xlsx', 'jsonl'] as const)(
    'as %s passes the check, and merged it changes nothing',
    async (format) => {
      const rows = [full('全列成果'), { ...full('第二项成果'), ip: '', priceFloor: '', isDualUse: '' }];
      const first = await check(csvOf('', sheetOf(rows), 'utf8'));
      expect(first.rows).toEqual([]);
      await confirmImport(officer, { id: first.row.id, hasCommitted: true, reviewedBy });
      await runImport(officer, { importId: first.row.id });
      await releaseImport(officer, first.row.id);
      const before = await stored();
      expect(before).toHaveLength(2);
      const peopleBefore = await db
        .select()
        .from(achievementPeople)
        .where(eq(achievementPeople.achievementId, before[0]!.id));

      const again = await check(await take(format), `成果.${format}`);
      expect(again.rows.map(({ state, duplicate }) => [state, duplicate])).toEqual([
        ['duplicate', 'no'],
        ['duplicate', 'no'],
      ]);
      await confirmImport(officer, {
        id: again.row.id,
        hasCommitted: true,
        reviewedBy,
        onDuplicate: 'merge',
      });
      await runImport(officer, { importId: again.row.id });
      await releaseImport(officer, again.row.id);
      expect(await stored()).toEqual(before);
      const peopleAfter = await db
        .select()
        .from(achievementPeople)
        .where(eq(achievementPeople.achievementId, before[0]!.id));
      expect(peopleAfter.map(({ id: _id, ...person }) => person)).toEqual(
        peopleBefore.map(({ id: _id, ...person }) => person),
      );
      expect((await getImport(officer, { id: again.row.id, state: null, page: 1 })).row).toMatchObject({
        state: 'done',
        updatedRows: 0,
        skippedRows: 2,
      });
    },
  );

  test('lets no spreadsheet take a cell for a formula', async () => {
    const { row } = await check(csvOf('', sheetOf([full('公式成果')]), 'utf8'));
    await confirmImport(officer, { id: row.id, hasCommitted: true, reviewedBy });
    await runImport(officer, { importId: row.id });
    await releaseImport(officer, row.id);
    const csv = (await take('csv')).toString();
    expect(csv).toContain(`"'=1+1 开头像公式。`);
    expect(csv).toContain("'-5 ℃ 以下冻裂");
    expect(csv).not.toMatch(/(?:^|,)"?[=@]/m);
    const path = join(mkdtempSync(join(tmpdir(), 'chengguo-export-')), 'x.xlsx');
    writeFileSync(path, await take('xlsx'));
    const cells: string[] = [];
    for await (const { cells: read } of readSheet(path, 'xlsx')) cells.push(...read);
    expect(cells.find((cell) => cell.startsWith('=1+1'))).toContain('<script>alert(1)</script>');
  });

  test('is an officer’s; it is logged with its rows, and goes in pages without loss', async () => {
    const person = await makePerson(db, org, ['inventor']);
    await expect(exportOwn(await asActor(officer, person), { ...all, format: 'csv' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    for (let at = 0; at < 3; at += 1) await makeAchievement(db, org, person, { type: 'applied' });
    const lines = (await take('jsonl')).toString().trim().split('\n');
    expect(lines).toHaveLength(3);
    const [log] = await db.select().from(exportLogs).where(eq(exportLogs.userId, officer.actor.userId));
    expect(log).toMatchObject({ scope: 'own', format: 'jsonl', rows: 3, sentRows: 3 });
    expect(await db.$count(auditLines, eq(auditLines.subjectId, log!.id))).toBe(1);
  });
});

describe('other units’ records', () => {
  let reader: ActorContext;
  let reviewer: ActorContext;
  const query = 'q=絮凝剂';

  beforeEach(async () => {
    const person = await makePerson(db, org, ['officer']);
    const enterprise = await makeOrganisation(db, { kind: 'enterprise' });
    const ctx = { ...makeContext(db), search: openSearch({ db }) };
    reader = await asActor(ctx, await makePerson(db, enterprise, ['officer']));
    reviewer = await asActor(ctx, await makePerson(db, null, [], { platformRoles: ['reviewer'] }));
    const made = [
      await makeAchievement(db, org, person, { name: `絮凝剂甲 ${org.id}`, tradeSecret: '配比', type: 'applied' }),
      await makeAchievement(db, org, person, { name: `絮凝剂乙 ${org.id}`, isDualUse: true, type: 'applied' }),
    ];
    await inTransaction(ctx, (tx) => noteSearchChange(tx, 'achievement', ...made.map(({ id }) => id)));
    await drainSearch(ctx);
  });
  const lines = async (ctx: ActorContext, given: { query?: string; applicationId?: string } = {}) =>
    (await buffer(await exportOthers(ctx, { format: 'jsonl', query: `org=${org.id}`, ...given }))).toString();

  test('leave without teams, floors and secrets; dual use stays; what was taken counts for a day', async () => {
    const before = await freeRowsLeft(reader);
    const text = await lines(reader);
    expect(text.trim().split('\n')).toHaveLength(1);
    expect(text).toContain('絮凝剂甲');
    expect(text).not.toMatch(/示例甲|配比|完成人|底价|絮凝剂乙/);
    expect(await freeRowsLeft(reader)).toBe(before - 1);
  });

  const lineOf = (text: string, name: string) =>
    text
      .trim()
      .split('\n')
      .map((each) => JSON.parse(each) as Record<string, string>)
      .find((each) => each[headerOf('name')]?.startsWith(name));

  test('say the level that counts and whose number it is; the own list keeps what the unit claims, and reads it again', async () => {
    const [record] = await db
      .select()
      .from(achievements)
      .where(eq(achievements.name, `絮凝剂甲 ${org.id}`));
    await db.update(achievements).set({ regNo: '6202025Y9041' }).where(eq(achievements.id, record!.id));
    await db.insert(trlAssessments).values({
      achievementId: record!.id,
      state: 'confirmed',
      source: 'self',
      level: 4,
      answers: [],
      orgId: org.id,
      versionN: 1,
      assessedBy: officer.actor.userId,
      createdAt: officer.now(),
    });
    const given = lineOf(await lines(reader), '絮凝剂甲');
    expect(given).toMatchObject({ 技术就绪水平: '4', 就绪水平依据: '自评，经核对', 批准登记号: '6202025Y9041' });
    expect(given?.登记号来源).toBe('单位填报，未经平台核验');
    const own = lineOf((await take('jsonl')).toString(), '絮凝剂甲');
    expect(own).toMatchObject({ 技术就绪水平: '7', 批准登记号: '6202025Y9041', 登记号来源: '单位填报，未经平台核验' });
    expect(own?.就绪水平依据).not.toBe('自评，经核对');
    const { row } = await check(await take('jsonl'), '成果.jsonl');
    expect(row.notes.unknownColumns).toEqual([]);
  });

  test('are others’ only: the own unit’s are counted apart', async () => {
    const colleague = await asActor(reader, await makePerson(db, org, ['officer']));
    const search = readAchievementSearch(new URLSearchParams(`org=${org.id}`));
    expect(await countOthers(colleague, search)).toEqual({ others: 0, own: 2 });
    expect(await countOthers(reader, search)).toEqual({ others: 2, own: 0 });
    expect(await lines(colleague)).toBe('');
  });

  test('that gather of a sensitive field leave by an approved application only', async () => {
    const person = await makePerson(db, org, ['officer']);
    const made = await Promise.all(
      Array.from({ length: gatheredFrom.field }, (_, at) =>
        makeAchievement(db, org, person, { name: `辐射防护 ${at} ${org.id}`, fields: ['18.5'], type: 'applied' }),
      ),
    );
    await inTransaction(reader, (tx) => noteSearchChange(tx, 'achievement', ...made.map(({ id }) => id)));
    await drainSearch(reader);
    await expect(lines(reader)).rejects.toMatchObject({ code: 'state_changed' });
    expect(await lines(reader, { query: `org=${org.id}&field=24.1` })).not.toContain('辐射防护');
    const asked = await applyForExport(reader, { query: `org=${org.id}`, rows: 20, purpose: '为省里的核技术应用调研' });
    await decideExportApplication(reviewer, { applicationId: asked.id, event: 'approve', note: '' });
    expect(await lines(reader, { applicationId: asked.id })).toContain('辐射防护');
  });

  test('that gather over several files of a unit do so together; the same records again are no more', async () => {
    const half = gatheredFrom.field / 2;
    const owners = [org, await makeOrganisation(db, { kind: 'institute' })];
    for (const owner of owners) {
      const person = await makePerson(db, owner, ['officer']);
      const made = await Promise.all(
        Array.from({ length: half }, (_, at) =>
          makeAchievement(db, owner, person, { name: `辐照装置 ${at} ${owner.id}`, fields: ['18.5'], type: 'applied' }),
        ),
      );
      await inTransaction(reader, (tx) => noteSearchChange(tx, 'achievement', ...made.map(({ id }) => id)));
    }
    await drainSearch(reader);
    const [first, second] = owners.map(({ id }) => ({ query: `org=${id}&field=18.5` }));
    expect((await lines(reader, first)).trim().split('\n')).toHaveLength(half);
    expect((await lines(reader, first)).trim().split('\n')).toHaveLength(half);
    await expect(lines(reader, second)).rejects.toMatchObject({ code: 'state_changed' });
    // Nor by a colleague; what is of no such field is free.
    const colleague = await asActor(reader, await makePerson(db, { id: reader.actor.org!.orgId }, ['officer']));
    await expect(lines(colleague, second)).rejects.toMatchObject({ code: 'state_changed' });
    expect(await lines(reader, { query: `org=${org.id}&field=24.1` })).not.toContain('辐照装置');
    const elsewhere = await asActor(reader, await makePerson(db, await makeOrganisation(db), ['officer']));
    expect((await lines(elsewhere, second)).trim().split('\n')).toHaveLength(half);
  });

  test('are judged by what may leave, and with what the same person took for another unit', async () => {
    const half = gatheredFrom.field / 2;
    const owners = [org, await makeOrganisation(db, { kind: 'institute' })];
    for (const owner of owners) {
      const person = await makePerson(db, owner, ['officer']);
      const made = await Promise.all(
        Array.from({ length: half }, (_, at) =>
          makeAchievement(db, owner, person, { name: `同位素 ${at} ${owner.id}`, fields: ['18.5'], type: 'applied' }),
        ),
      );
      await inTransaction(reader, (tx) => noteSearchChange(tx, 'achievement', ...made.map(({ id }) => id)));
    }
    await drainSearch(reader);
    const both = { query: `q=${encodeURIComponent('同位素')}&field=18.5` };
    await expect(lines(reader, both)).rejects.toMatchObject({ code: 'state_changed' });
    // Two are left of the day: two gather nothing.
    await db.insert(exportLogs).values({
      userId: reader.actor.userId,
      scope: 'others',
      format: 'csv',
      query: '',
      rows: freeExportRows - 2,
      sentRows: freeExportRows - 2,
      at: reader.now(),
      finishedAt: reader.now(),
    });
    expect((await lines(reader, both)).trim().split('\n')).toHaveLength(2);

    const [first, second] = owners.map(({ id }) => ({ query: `org=${id}&field=18.5` }));
    const units = [await makeOrganisation(db), await makeOrganisation(db)] as const;
    const person = await makePerson(db, units[0], ['officer']);
    const [here, there] = await Promise.all(
      units.map(async ({ id }): Promise<ActorContext> => {
        const ctx = await asActor(reader, person);
        return { ...ctx, actor: { ...ctx.actor, org: ctx.actor.org && { ...ctx.actor.org, orgId: id } } };
      }),
    );
    expect((await lines(here!, first)).trim().split('\n')).toHaveLength(half);
    await expect(lines(there!, second)).rejects.toMatchObject({ code: 'state_changed' });
  });

  test('stop at the daily limit, exports side by side together', async () => {
    await db.insert(exportLogs).values({
      userId: reader.actor.userId,
      scope: 'others',
      format: 'csv',
      query: '',
      rows: freeExportRows - 2,
      at: reader.now(),
    });
    // Each promises the two rows that the search finds: the second finds nothing left.
    const both = await Promise.allSettled(
      [1, 2].map(() => exportOthers(reader, { format: 'csv', query: `org=${org.id}` })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'rate_limited' } });
  });

  test('beyond it by application: asked by an officer, approved by the operator, for one search, in its rows and its time', async () => {
    const input = { query: `${query}&org=${org.id}&page=3&evil=1`, rows: 1, purpose: '为省里的产业链调研准备底数' };
    const inventor = await asActor(reader, await makePerson(db, { id: reader.actor.org!.orgId }, ['finance']));
    await expect(applyForExport(inventor, input)).rejects.toMatchObject({ code: 'forbidden' });
    const asked = await applyForExport(reader, input);
    expect(new URLSearchParams(asked.query).get('evil')).toBeNull();
    await expect(lines(reader, { applicationId: asked.id })).rejects.toMatchObject({ code: 'state_changed' });
    const decide = { applicationId: asked.id, event: 'approve', note: '' } as const;
    await expect(decideExportApplication(reader, decide)).rejects.toMatchObject({ code: 'forbidden' });
    // It is a row on the desk of who decides, with its age, and of nobody else.
    const waits = async (who: ActorContext) =>
      (await listExportTodos(who)).filter(({ id }) => id === `export.decide:${asked.id}`);
    const on = dayOf(asked.createdAt);
    expect(await waits({ ...reviewer, now: () => new Date(asked.createdAt.getTime() + 8 * 86_400_000) })).toMatchObject(
      [{ kind: 'export.decide', detail: `${asked.rows} 条，${on} 申请，已等 8 天` }],
    );
    expect(await waits(reader)).toEqual([]);
    expect((await listApplicationsToDecide(reviewer)).map(({ id }) => id)).toContain(asked.id);
    const both = await Promise.allSettled([1, 2].map(() => decideExportApplication(reviewer, decide)));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const stranger = await asActor(officer, await makePerson(db, org, ['officer']));
    await expect(lines(stranger, { applicationId: asked.id })).rejects.toMatchObject({ code: 'not_found' });
    expect((await lines(reader, { applicationId: asked.id })).trim().split('\n')).toHaveLength(1);
    await expect(lines(reader, { applicationId: asked.id })).rejects.toMatchObject({ code: 'rate_limited' });
    expect(await listOwnApplications(reader)).toMatchObject([
      { id: asked.id, taken: 1, validUntilOn: addDays(dayOf(reader.now()), exportApprovalDays) },
    ]);
    await decideExportApplication(reviewer, { ...decide, event: 'revoke', note: '用途变了' });
    await expect(lines(reader, { applicationId: asked.id })).rejects.toMatchObject({ code: 'state_changed' });
    const second = await applyForExport(reader, input);
    await decideExportApplication(reviewer, { applicationId: second.id, event: 'refuse', note: '用途不清' });
    const third = await applyForExport(reader, input);
    await expect(withdrawExportApplication(stranger, { applicationId: third.id })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect((await withdrawExportApplication(reader, { applicationId: third.id })).state).toBe('withdrawn');
  });
});
