import { and, eq, inArray } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { PlatformRole } from '#app/domain/access.ts';
import { SetCalendarInput } from '#app/domain/calendar-input.ts';
import { publicityWindow } from '#app/domain/publicity.ts';
import { auditLines, calendarChanges, calendarDays, notices } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { makeParties, makeSignedContract } from '#seeds/make-signed-contract.ts';
import { lastDayFor } from '../contracts/terms-in-force.server.ts';
import { calendarPage } from './calendar-page.server.ts';
import { approveCalendarChange } from './approve-calendar-change.server.ts';
import { listCalendarTodos } from './calendar-todos.server.ts';
import { proposeCalendarChange } from './propose-calendar-change.server.ts';
import { refuseCalendarChange } from './refuse-calendar-change.server.ts';
import { withdrawCalendarChange } from './withdraw-calendar-change.server.ts';
import { workCalendar } from './work-calendar.server.ts';

// Far from the days of other tests: a calendar holds for everybody.
async function world() {
  const { db } = await testDatabase();
  const clock = testClock('2090-09-20T02:00:00Z');
  const ctx = makeContext(db, { now: clock.now });
  const org = await makeOrganisation(db);
  const [person, other] = [await makePerson(db, org, ['owner']), await makePerson(db, org, ['owner'])];
  const as = async (platformRoles: PlatformRole[] = ['admin'], { proved = true, who = person } = {}) => {
    const found = await asActor(ctx, who, { proved });
    return { ...found, actor: { ...found.actor, platformRoles } };
  };
  const second = () => as(['reviewer'], { who: other });
  const propose = async (lines: string, ...who: Parameters<typeof as>) =>
    proposeCalendarChange(await as(...who), { kind: 'set', ...SetCalendarInput.parse({ lines }) });
  const agree = async ({ id }: { id: string }) => approveCalendarChange(await second(), { changeId: id });
  const set = async (lines: string) => agree(await propose(lines));
  const drop = async (day: string) => proposeCalendarChange(await as(), { kind: 'drop', fromOn: day, toOn: day });
  const lines = (key: 'set' | 'drop', ids: string[]) =>
    db.$count(auditLines, and(eq(auditLines.deed, `calendar_day.${key}`), inArray(auditLines.subjectId, ids)));
  const isRest = async (day: string) => (await workCalendar(ctx)).holidays.has(day);
  return { db, clock, ctx, as, second, propose, agree, set, drop, lines, isRest };
}

test('the administrator enters a notice and takes a day out again; last days of contracts and working days follow, with a trail', async () => {
  const { db, clock, ctx, as, set, drop, agree, lines } = await world();
  const parties = await makeParties(db);
  const [moving, staying] = [
    (await makeSignedContract(db, parties, { terms: { restDays: 'move' } })).contract.id,
    (await makeSignedContract(db, await makeParties(db), { terms: { restDays: 'keep' } })).contract.id,
  ];
  const last = async () => [
    await lastDayFor({ db }, moving, '2090-10-02'),
    await lastDayFor({ db }, staying, '2090-10-02'),
  ];
  // 2090-10-02 is a Monday.
  expect(await last()).toEqual(['2090-10-02', '2090-10-02']);
  await set('2090-10-01 至 2090-10-05 放假 国庆节\n2090-10-07 上班 国庆节');
  expect(await last()).toEqual(['2090-10-06', '2090-10-02']);
  expect((await workCalendar(ctx)).workdays.has('2090-10-07')).toBe(true);
  const rows = await db
    .select()
    .from(calendarDays)
    .where(inArray(calendarDays.day, ['2090-10-05', '2090-10-07']));
  const ids = rows.map(({ id }) => id);
  expect(await lines('set', ids)).toBe(2);
  const { years } = await calendarPage(await as());
  expect(years[0]?.runs).toMatchObject([
    { fromOn: '2090-10-01', toOn: '2090-10-05', isWorking: false, name: '国庆节', mayDrop: true },
    { fromOn: '2090-10-07', toOn: '2090-10-07', isWorking: true, mayDrop: true },
  ]);
  await agree(await drop('2090-10-05'));
  expect(await lines('drop', ids)).toBe(1);
  expect(await last()).toEqual(['2090-10-05', '2090-10-02']);
  // Entered again, the later word counts.
  await set('2090-10-04 上班 国庆节');
  expect(await last()).toEqual(['2090-10-04', '2090-10-02']);
  clock.moveDays(14);
  await expect(drop('2090-10-04')).rejects.toMatchObject({ code: 'state_changed' });
  await expect(set('2090-10-04 放假 国庆节')).rejects.toMatchObject({ code: 'invalid', field: 'lines' });
});

test('nobody else enters a day, and nobody without a fresh second factor', async () => {
  const { as, propose, drop } = await world();
  await expect(propose('2091-01-01 放假 元旦', [])).rejects.toMatchObject({ code: 'forbidden' });
  await expect(propose('2091-01-01 放假 元旦', ['reviewer'])).rejects.toMatchObject({ code: 'forbidden' });
  const stale = { proved: false };
  await expect(propose('2091-01-01 放假 元旦', ['admin'], stale)).rejects.toMatchObject({ code: 'proof_required' });
  const days = { kind: 'drop', fromOn: '2091-01-01', toOn: '2091-01-01' } as const;
  await expect(proposeCalendarChange(await as([]), days)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(calendarPage(await as([]))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(drop('2091-01-01')).rejects.toMatchObject({ code: 'not_found' });
});

test('a day counts once another person has compared it with the notice; who entered it does not', async () => {
  const { db, as, second, propose, agree, isRest } = await world();
  const change = await propose('2091-03-05 放假 试');
  const changeId = change.id;
  expect(await isRest('2091-03-05')).toBe(false);
  const waiting = async (ctx: Awaited<ReturnType<typeof as>>) =>
    (await listCalendarTodos(ctx)).filter(({ id }) => id.endsWith(changeId)).length;
  expect([await waiting(await as()), await waiting(await second()), await waiting(await as([]))]).toEqual([0, 1, 0]);
  await expect(approveCalendarChange(await as(['admin', 'reviewer']), { changeId })).rejects.toMatchObject({
    code: 'conflict',
  });
  await expect(approveCalendarChange(await as([]), { changeId })).rejects.toMatchObject({ code: 'forbidden' });
  const reviewer = await second();
  const stale = { ...reviewer, actor: { ...reviewer.actor, provedAt: null } };
  await expect(approveCalendarChange(stale, { changeId })).rejects.toMatchObject({ code: 'proof_required' });
  const own = db.update(calendarChanges).set({ state: 'approved', decidedBy: change.proposedBy });
  await expect(own.where(eq(calendarChanges.id, changeId))).rejects.toThrow();
  expect(await isRest('2091-03-05')).toBe(false);
  // Two who press at once: one does it.
  const both = await Promise.allSettled([agree(change), agree(change)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await isRest('2091-03-05')).toBe(true);
  expect(await waiting(reviewer)).toBe(0);
  // Who compared it stands beside who entered it, and that one is told, once.
  const told = and(eq(notices.userId, change.proposedBy), eq(notices.kind, 'calendar.approve'));
  expect(await db.select().from(notices).where(told)).toMatchObject([{ href: '/desk/calendar' }]);
  const { years } = await calendarPage(reviewer);
  const day = years.flatMap(({ runs }) => runs).find(({ fromOn }) => fromOn === '2091-03-05');
  expect(day?.entered?.comparedBy).toBe(reviewer.actor.name);
  expect(years.find(({ year }) => year === 2091)).toMatchObject({ isNoticed: false, isEntered: true });
});

test('what is refused or withdrawn never counts; what came meanwhile, or was changed, is not agreed to', async () => {
  const { clock, as, second, propose, agree, set, drop, isRest } = await world();
  const [refused, withdrawn] = [await propose('2091-04-05 放假 试'), await propose('2091-04-06 放假 试')];
  await expect(refuseCalendarChange(await as(), { changeId: refused.id })).rejects.toMatchObject({ code: 'conflict' });
  await refuseCalendarChange(await second(), { changeId: refused.id });
  const otherAdmin = { ...(await second()), actor: { ...(await second()).actor, platformRoles: ['admin' as const] } };
  const taken = { changeId: withdrawn.id };
  await expect(withdrawCalendarChange(otherAdmin, taken)).rejects.toMatchObject({ code: 'conflict' });
  await withdrawCalendarChange(await as(), taken);
  for (const change of [refused, withdrawn])
    await expect(agree(change)).rejects.toMatchObject({ code: 'state_changed' });
  expect([await isRest('2091-04-05'), await isRest('2091-04-06')]).toEqual([false, false]);

  await set('2090-09-27 放假 试');
  const out = await drop('2090-09-27');
  await set('2090-09-27 放假 改了名');
  await expect(agree(out)).rejects.toMatchObject({ code: 'conflict' });
  const late = await propose('2090-09-22 放假 试');
  clock.moveDays(3);
  await expect(agree(late)).rejects.toMatchObject({ code: 'conflict' });
  expect([await isRest('2090-09-22'), await isRest('2090-09-27')]).toEqual([false, true]);
});

test('nothing entered, the platform counts by the statutory days: fifteen days of publicity that end in the week of National Day go on', async () => {
  const { ctx } = await world();
  const calendar = await workCalendar(ctx);
  const window = publicityWindow({ startedAt: new Date('2026-09-18T02:00:00Z'), calendar });
  expect(window).toMatchObject({ lastOn: '2026-10-08', certain: true });
});
