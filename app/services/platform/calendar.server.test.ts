import { and, eq, inArray } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { SetCalendarInput } from '#app/domain/calendar-input.ts';
import { publicityWindow } from '#app/domain/publicity.ts';
import { auditLines, calendarDays } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { makeParties, makeSignedContract } from '#seeds/make-signed-contract.ts';
import { lastDayFor } from '../contracts/terms-in-force.server.ts';
import { calendarPage } from './calendar-page.server.ts';
import { dropCalendarDays } from './drop-calendar-days.server.ts';
import { setCalendarDays } from './set-calendar-days.server.ts';
import { workCalendar } from './work-calendar.server.ts';

// Far from the days of other tests: a calendar holds for everybody.
async function world() {
  const { db } = await testDatabase();
  const clock = testClock('2090-09-20T02:00:00Z');
  const ctx = makeContext(db, { now: clock.now });
  const person = await makePerson(db, await makeOrganisation(db), ['owner']);
  const as = async (platformRoles: 'admin'[] = ['admin'], proved = true) => {
    const found = await asActor(ctx, person, { proved });
    return { ...found, actor: { ...found.actor, platformRoles } };
  };
  const set = async (lines: string, ...who: Parameters<typeof as>) =>
    setCalendarDays(await as(...who), SetCalendarInput.parse({ lines }));
  const lines = (key: 'set' | 'drop', ids: string[]) =>
    db.$count(auditLines, and(eq(auditLines.deed, `calendar_day.${key}`), inArray(auditLines.subjectId, ids)));
  return { db, clock, ctx, as, set, lines };
}

test('the administrator enters a notice and takes a day out again; last days of contracts and working days follow, with a trail', async () => {
  const { db, clock, ctx, as, set, lines } = await world();
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
  await dropCalendarDays(await as(), { fromOn: '2090-10-05', toOn: '2090-10-05' });
  expect(await lines('drop', ids)).toBe(1);
  expect(await last()).toEqual(['2090-10-05', '2090-10-02']);
  // Entered again, the later word counts.
  await set('2090-10-04 上班 国庆节');
  expect(await last()).toEqual(['2090-10-04', '2090-10-02']);
  clock.moveDays(14);
  await expect(dropCalendarDays(await as(), { fromOn: '2090-10-04', toOn: '2090-10-04' })).rejects.toMatchObject({
    code: 'state_changed',
  });
  await expect(set('2090-10-04 放假 国庆节')).rejects.toMatchObject({ code: 'invalid', field: 'lines' });
});

test('nobody else enters a day, and nobody without a fresh second factor', async () => {
  const { as, set } = await world();
  await expect(set('2091-01-01 放假 元旦', [])).rejects.toMatchObject({ code: 'forbidden' });
  await expect(set('2091-01-01 放假 元旦', ['admin'], false)).rejects.toMatchObject({ code: 'proof_required' });
  await expect(dropCalendarDays(await as([]), { fromOn: '2091-01-01', toOn: '2091-01-01' })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(calendarPage(await as([]))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(dropCalendarDays(await as(), { fromOn: '2091-01-01', toOn: '2091-01-01' })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('nothing entered, the platform counts by the statutory days: fifteen days of publicity that end in the week of National Day go on', async () => {
  const { ctx } = await world();
  const calendar = await workCalendar(ctx);
  const window = publicityWindow({ startedAt: new Date('2026-09-18T02:00:00Z'), calendar });
  expect(window).toMatchObject({ lastOn: '2026-10-08', certain: true });
});
