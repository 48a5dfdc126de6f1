import { Readable } from 'node:stream';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { EnterProjects } from '#app/domain/project-input.ts';
import type { Database } from '#db/client.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { bookOf, csvOf } from '../sheets/sheets-for-tests.ts';
import { enterProjectSheet } from './enter-project-sheet.server.ts';
import { matchProjects, sweepProjects } from './match-projects.server.ts';
import { achievements, auditLines, notices, searchChanges } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { makeSignedContract } from '#seeds/make-signed-contract.ts';
import { asActor, makeAchievement, makeContext, makeOrganisation, makePerson } from '#seeds/make.ts';
import { addDays, addMonths, dayOf } from '#app/domain/days.ts';
import { listTodos as todosOf } from '../desk/queries.server.ts';
import { decidePlea } from './decide-plea.server.ts';
import { dunDuties } from './dun-duties.server.ts';
import { enterProjects } from './enter-projects.server.ts';
import { linkProject, unlinkProject } from './link-project.server.ts';
import { pleadDuty } from './plead-duty.server.ts';
import { allDuties, listDuties, listDutyTodos } from './queries.server.ts';
import { remindDuties } from './remind-duties.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

test('duties of accepted projects: met by a public record, overdue after their day, exempt with reasons only', async () => {
  const ctx = makeContext(db);
  const unit = await makeOrganisation(db, { kind: 'university' });
  const person = await makePerson(db, unit, ['officer']);
  const officer = await asActor(ctx, person);
  const province = await asActor(
    ctx,
    await makePerson(db, await makeOrganisation(db, { kind: 'authority', regionCode: '620000' }), ['officer']),
  );
  const lines = [
    `24A-${unit.uscc}\t旱区节水\t${unit.name}\t2026-01-31`,
    `24B-${unit.uscc},种子加工,${unit.name},2026-11-01`,
  ];
  const input = EnterProjects.parse({ lines: lines.join('\n') }).lines;
  expect(await enterProjects(province, input)).toBe(2);
  expect(await enterProjects(province, input)).toBe(0);
  await expect(enterProjects(officer, input)).rejects.toMatchObject({ code: 'forbidden' });
  const own = (await listDuties(officer, { tab: 'all' })).rows;
  expect(own).toHaveLength(4);
  const [late] = (await listDuties(officer, { tab: 'overdue' })).rows;
  expect(late).toMatchObject({ kind: 'deposit', dueOn: '2026-07-31', name: '旱区节水' });
  const { no } = await makeAchievement(db, unit, person);
  await linkProject(officer, { projectId: late!.projectId, achievementNo: no });
  expect((await listDuties(officer, { tab: 'overdue' })).rows).toEqual([]);
  const open = (await listDuties(officer, { tab: 'all' })).rows.find(
    ({ kind, state }) => kind === 'transfer' && state === 'open',
  )!;
  await pleadDuty(officer, { dutyId: open.id, reason: '公益类成果，无偿推广。' });
  const asked = (await listDutyTodos(province)).filter(({ kind }) => kind === 'project.plead');
  expect(asked.map(({ id }) => id)).toContain(`project.plead:${open.id}`);
  await expect(pleadDuty(officer, { dutyId: open.id, reason: '公益类成果，无偿推广。' })).rejects.toMatchObject({
    code: 'state_changed',
  });
  await expect(decidePlea(officer, { dutyId: open.id, outcome: 'exempt', decision: '同意' })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await decidePlea(province, { dutyId: open.id, outcome: 'exempt', decision: '属公益类' });
  expect((await listDuties(officer, { tab: 'all' })).rows.find(({ id }) => id === open.id)?.state).toBe('exempted');
});

test('an authority that nobody has verified keeps no projects and sees none', async () => {
  const self = await makeOrganisation(db, { kind: 'authority', regionCode: '620000', state: 'submitted' });
  const stranger = await asActor(makeContext(db), await makePerson(db, self, ['officer']));
  await expect(enterProjects(stranger, [])).rejects.toMatchObject({ code: 'forbidden' });
  await expect(listDuties(stranger, { tab: 'all' })).rejects.toMatchObject({ code: 'forbidden' });
});

const offices = async () => {
  const ctx = makeContext(db);
  const unit = await makeOrganisation(db, { kind: 'university' });
  const person = await makePerson(db, unit, ['officer']);
  const authority = await makeOrganisation(db, { kind: 'authority', regionCode: '620000' });
  return {
    ctx,
    unit,
    person,
    officer: await asActor(ctx, person),
    province: await asActor(ctx, await makePerson(db, authority, ['officer'])),
  };
};
const stateOf = async (officer: ActorContext, no: string, kind: 'deposit' | 'transfer') =>
  (await listDuties(officer, { tab: 'all' })).rows.find((row) => row.projectNo === no && row.kind === kind)?.state;

test('a record that names a project meets its deposit by itself, whichever of the two came first', async () => {
  const { ctx, unit, person, officer, province } = await offices();
  const [early, late, foreign] = ['E', 'L', 'F'].map((letter) => `${letter}-${unit.uscc}`) as [string, string, string];
  const row = (no: string) => ({ no, name: '项目', unitName: unit.name, acceptedOn: '2026-03-31' });
  const achievement = await makeAchievement(db, unit, person, { projectNo: early });
  await makeAchievement(db, await makeOrganisation(db, { kind: 'university' }), person, { projectNo: foreign });
  expect(await enterProjects(province, [row(early), row(late), row(foreign)])).toBe(3);
  expect(await stateOf(officer, early, 'deposit')).toBe('met');
  expect(await stateOf(officer, early, 'transfer')).toBe('open');
  expect(await stateOf(officer, foreign, 'deposit')).toBe('open');
  const said = { level: 'provincial', programme: '重点研发', fundingFen: null, acceptedOn: null, conclusion: null };
  await makeAchievement(db, unit, person, {
    projects: [
      { ...said, no: 'other' },
      { ...said, no: late },
    ],
  });
  await inTransaction(ctx, (tx) => matchProjects(tx, { orgId: unit.id }));
  expect(await stateOf(officer, late, 'deposit')).toBe('met');
  const company = await makeOrganisation(db);
  const buyer = await makePerson(db, company, ['officer', 'finance']);
  await makeSignedContract(
    db,
    {
      unit,
      unitOfficer: person,
      unitFinance: person,
      unitApprover: person,
      company,
      companyOfficer: buyer,
      companyFinance: buyer,
    },
    { achievement },
  );
  await sweepProjects(ctx);
  expect(await stateOf(officer, early, 'transfer')).toBe('met');
});

test('a project holds several records; one taken off leaves the search of projects and stays off; what it alone met is owed again', async () => {
  const { ctx, unit, person, officer, province } = await offices();
  const no = `R-${unit.uscc}`;
  await enterProjects(province, [{ no, name: '项目', unitName: unit.name, acceptedOn: '2026-03-31' }]);
  const [first, second, third] = [
    await makeAchievement(db, unit, person, { projectNo: no }),
    await makeAchievement(db, unit, person),
    await makeAchievement(db, unit, person),
  ];
  const [{ projectId } = { projectId: '' }] = (await listDuties(officer, { tab: 'all' })).rows;
  const link = (to: { no: string }, by: ActorContext = officer) => linkProject(by, { projectId, achievementNo: to.no });
  const numbers = async () => (await listDuties(officer, { tab: 'all' })).rows[0]?.achievementNos;
  await link(first);
  await link(second);
  await expect(link(second)).rejects.toMatchObject({ code: 'invalid', field: 'achievementNo' });
  expect(await numbers()).toEqual([first.no, second.no].toSorted());
  await db.delete(searchChanges);
  const off = { projectId, achievementNo: first.no };
  await expect(unlinkProject(province, off)).rejects.toMatchObject({ code: 'forbidden' });
  await unlinkProject(officer, off);
  await expect(unlinkProject(officer, off)).rejects.toMatchObject({ code: 'state_changed' });
  expect(await numbers()).toEqual([second.no]);
  expect(await stateOf(officer, no, 'deposit')).toBe('met');
  const noted = await db.select({ id: searchChanges.rowId }).from(searchChanges);
  expect(noted.map(({ id }) => id)).toEqual([first.id]);
  const met = await db.select().from(auditLines).where(eq(auditLines.subjectId, projectId));
  expect(met.map(({ deed }) => deed)).toEqual(
    expect.arrayContaining(['project.link', 'project.unlink', 'project_duty.meet']),
  );
  // What its text names does not come back by itself, and a duty that nothing meets any more is owed again.
  const again = () => inTransaction(ctx, (tx) => matchProjects(tx, { orgId: unit.id }));
  await again();
  expect(await numbers()).toEqual([second.no]);
  await unlinkProject(officer, { projectId, achievementNo: second.no });
  await again();
  expect([await numbers(), await stateOf(officer, no, 'deposit')]).toEqual([[], 'open']);
  await link(first);
  expect([await numbers(), await stateOf(officer, no, 'deposit')]).toEqual([[first.no], 'met']);
  // Withdrawn in the moment of the link: the record is no longer the unit's answer.
  const code = await inTransaction(ctx, async (tx) => {
    await tx.db.update(achievements).set({ state: 'withdrawn' }).where(eq(achievements.id, third.id));
    const asked = codeOf(link(third));
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { asked };
  });
  expect(await code.asked).toBe('invalid');
});

test('a duty stands on the desk with its day, its unit is reminded, and urged by the province once a day', async () => {
  const { ctx, unit, officer, province } = await offices();
  const today = dayOf(ctx.now());
  const row = (letter: string, acceptedOn: string, unitName = unit.name) => ({
    no: `${letter}-${unit.uscc}`,
    name: `项目${letter}`,
    unitName,
    acceptedOn,
  });
  // Its deposit was due half a year after acceptance: ten days ago, in twenty days, in a hundred.
  const ago = (days: number) => addMonths(addDays(today, days), -6);
  await enterProjects(province, [
    row('late', ago(-10)),
    row('near', ago(20)),
    row('far', ago(100)),
    row('none', ago(-10), '没有入驻的研究所'),
  ]);
  const waits = (await todosOf(officer)).filter(({ kind }) => kind === 'project.deposit');
  expect(waits.map(({ title }) => title)).toEqual(['项目late', '项目near']);
  const toUrge = async () => {
    const row = (await listDutyTodos(province)).find(({ kind }) => kind === 'project.late');
    return parseInt(row?.title ?? '0', 10);
  };
  const lateBefore = await toUrge();
  expect(lateBefore).toBeGreaterThan(0);

  const told = async (kind: string) =>
    (await db.select().from(notices).where(eq(notices.userId, officer.actor.userId)))
      .filter((notice) => notice.kind === kind)
      .map(({ params }) => (params as { title?: string }).title ?? '');
  await remindDuties(ctx);
  expect(await told('project.remind')).toEqual([]);
  const later = (days: number) => makeContext(db, { now: () => new Date(ctx.now().getTime() + days * 86_400_000) });
  // However many stand before it: piece by piece to the end.
  await remindDuties(later(14), 1);
  await Promise.all([remindDuties(later(14)), remindDuties(later(14))]);
  expect(await told('project.remind')).toEqual([expect.stringMatching(/项目near的成果汇交，还有 \d 天$/)]);

  const { rows, counts } = await listDuties(province, { tab: 'overdue', words: unit.uscc });
  expect(counts.overdue).toBe(2);
  const late = rows.find(({ hasAccount }) => hasAccount)!;
  expect(late.days).toMatch(/^逾期 \d+ 天$/);
  await expect(dunDuties(officer, { ids: [late.id] })).rejects.toMatchObject({ code: 'forbidden' });
  expect(await dunDuties(province, { ids: rows.map(({ id }) => id) })).toBe(1);
  expect(await toUrge()).toBe(lateBefore - 1);
  await expect(dunDuties(province, { ids: [late.id] })).rejects.toMatchObject({ code: 'state_changed' });
  expect(await told('project.dun')).toEqual([expect.stringContaining('项目late的成果汇交，逾期')]);
  expect(
    (await allDuties(officer, { tab: 'overdue' }, 10)).map(({ projectNo, isDunned }) => [projectNo, isDunned]),
  ).toEqual([[`late-${unit.uscc}`, true]]);
});

test('a unit that comes later finds its projects', async () => {
  const { ctx, unit, province } = await offices();
  const name = `后来的研究院${unit.uscc}`;
  const no = `N-${unit.uscc}`;
  await enterProjects(province, [{ no, name: '项目', unitName: name, acceptedOn: '2026-03-31' }]);
  // Whoever only says that this is his name gets nothing of it.
  await makeOrganisation(db, { kind: 'enterprise', name, state: 'submitted' });
  await enterProjects(province, [{ no: `${no}-2`, name: '项目', unitName: name, acceptedOn: '2026-03-31' }]);
  await sweepProjects(ctx);
  expect((await listDuties(province, { tab: 'all', words: name })).rows.every(({ hasAccount }) => !hasAccount)).toBe(
    true,
  );
  const arrived = await makeOrganisation(db, { kind: 'institute', name });
  await sweepProjects(ctx);
  const officer = await asActor(ctx, await makePerson(db, arrived, ['officer']));
  expect(await stateOf(officer, no, 'deposit')).toBe('open');
});

describe('a sheet of projects', () => {
  const upload = async (ctx: ActorContext, bytes: Buffer) =>
    enterProjectSheet(ctx, { ...(await ctx.files.put(Readable.from([bytes]), 1e7)), name: '清单.xlsx' });
  const heads = ['项目编号', '项目名称', '承担单位', '验收日期', '经费（万元）'];

  test('is entered whole, numbers that are there left as they are; the list is found by words and counted by tab', async () => {
    const { unit, officer, province } = await offices();
    const line = (letter: string, on: string) => [`${letter}-${unit.uscc}`, `项目${letter}`, unit.name, on, '80'];
    const values = [['2026 年验收项目'], heads, line('X', '2024年1月31日'), line('Y', '2026-11-01')];
    expect(await upload(province, await bookOf(values))).toEqual({ entered: 2, rows: 2 });
    const more = [...values, line('Z', '2026-11-02')];
    expect(await upload(province, csvOf('', more, 'gb18030'))).toEqual({ entered: 1, rows: 3 });
    const { rows, counts } = await listDuties(officer, { tab: 'overdue' });
    expect(counts).toEqual({ all: 6, overdue: 1, pleaded: 0 });
    expect(rows.map(({ name, kind, fundingFen }) => [name, kind, fundingFen])).toEqual([
      ['项目X', 'deposit', 80_000_000n],
    ]);
    expect((await listDuties(province, { tab: 'all', words: `Z-${unit.uscc}` })).counts.all).toBe(2);
    expect((await listDuties(officer, { tab: 'all', words: '100%' })).rows).toEqual([]);
  });

  test('with one wrong row enters nothing and names all that is wrong; what is no sheet is said to be none', async () => {
    const { unit, officer, province } = await offices();
    const wrong = [heads, ['W-1', '项目', unit.name, '去年', ''], ['', '项目', unit.name, '2026-11-01', '']];
    await expect(upload(province, await bookOf(wrong))).rejects.toMatchObject({
      code: 'invalid',
      faults: [
        { field: 'file', says: expect.stringContaining('第 2 行') },
        { says: expect.stringContaining('第 3 行') },
      ],
    });
    expect((await listDuties(officer, { tab: 'all' })).rows).toEqual([]);
    await expect(upload(province, Buffer.from('%PDF-1.7\n'))).rejects.toMatchObject({ code: 'file_refused' });
    await expect(upload(province, Buffer.from('a,b\n"c,d\n'))).rejects.toMatchObject({ code: 'file_refused' });
    await expect(upload(officer, await bookOf([heads]))).rejects.toMatchObject({ code: 'forbidden' });
  });
});

test('a pasted list names each wrong line', () => {
  const faults = EnterProjects.safeParse({ lines: 'a,b,c,2026-02-30\n\nx' }).error?.issues.map(
    ({ message }) => message,
  );
  expect(faults?.map((says) => says.slice(0, 5))).toEqual(['第 1 行', '第 3 行', '请粘贴项目']);
});
