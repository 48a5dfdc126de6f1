import { Readable } from 'node:stream';
import { and, eq, like } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { EventPlan } from '#app/domain/event-form.ts';
import type { ActorContext, Context } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { auditLines, eventRegistrations, type events, eventTickets, outbox } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeContext, makeOrganisation, makePerson, testClock, type TestClock } from '#seeds/make.ts';
import { eventPlan, makePublishedEvent } from '#seeds/make-event.ts';
import { writeWorkbook } from '../sheets/write-workbook.server.ts';
import { addWalkIn } from './add-walk-in.server.ts';
import { doorCount } from './check-in.server.ts';
import { exportAttendees } from './export-attendees.server.ts';
import { putDownAttendees } from './put-down-attendees.server.ts';
import { readAttendeeSheet } from './read-attendee-sheet.server.ts';
import { registerGroup } from './register-group.server.ts';
import { register } from './register.server.ts';
import { startEvent } from './start-event.server.ts';

let db: Database;
let clock: TestClock;
let ctx: Context;
let officer: ActorContext;
let event: typeof events.$inferSelect;
let ticketId: string;
const hour = 3_600_000;

const plan = (): EventPlan => {
  const startsAt = new Date(clock.now().getTime() + 240 * hour);
  return eventPlan(startsAt, {
    title: '名单沙龙',
    registrationEndsAt: new Date(startsAt.getTime() - 24 * hour),
    questions: [{ id: 'q1', label: '关注的方向', kind: 'text', options: [], isRequired: false, showWhen: null }],
    tickets: [
      { kind: 'company', capacity: 2, needsApproval: false, isInviteOnly: false },
      { kind: 'expert', capacity: 1, needsApproval: false, isInviteOnly: true },
    ],
  });
};
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { params?: { says?: string }; code?: string }) => error.params?.says ?? error.code,
  );
const phoneOf = (n: number) => `+86137${String(n).padStart(8, '0')}`;
const listed = (n: number, kind: 'company' | 'expert' | null = null) => ({
  rowNo: n + 1,
  name: `嘉宾${n}`,
  phone: phoneOf(n),
  unit: '示例公司',
  post: '',
  kind,
});
const ofEvent = () => db.select().from(eventRegistrations).where(eq(eventRegistrations.eventId, event.id));
const taken = async () =>
  Object.fromEntries(
    (await db.select().from(eventTickets).where(eq(eventTickets.eventId, event.id))).map((one) => [
      one.kind,
      one.taken,
    ]),
  );

beforeAll(async () => {
  ({ db } = await testDatabase());
});

beforeEach(async () => {
  clock = testClock();
  ctx = makeContext(db, { now: clock.now });
  const org = await makeOrganisation(db, { kind: 'organizer', regionCode: '621102' });
  officer = await asActor(ctx, await makePerson(db, org, ['officer']));
  const reviewer = await asActor(ctx, await makePerson(db, org, ['secrecy']));
  event = await makePublishedEvent(officer, reviewer, plan());
  const tickets = await db.select().from(eventTickets).where(eq(eventTickets.eventId, event.id));
  ticketId = tickets.find(({ kind }) => kind === 'company')?.id ?? '';
});

test('a list invites or registers everybody on it once, each with a message of his own', async () => {
  const replyDueAt = new Date(clock.now().getTime() + 48 * hour);
  const people = [listed(1), listed(2, 'expert')];
  const key = '0197a000-0000-7000-8000-00000000aa01';
  const sent = { eventId: event.id, people, ticketId, replyDueAt, key };
  expect(await putDownAttendees(officer, sent)).toBe(2);
  expect(await putDownAttendees(officer, sent)).toBe(0);
  expect((await ofEvent()).map(({ state }) => state)).toEqual(['invited', 'invited']);
  expect(await taken()).toEqual({ company: 1, expert: 1 });
  const mails = await db
    .select()
    .from(outbox)
    .where(eq(outbox.recipient, phoneOf(1)));
  expect(mails.at(-1)).toMatchObject({ link: expect.stringMatching(/^\/tickets\//), qr: null });
  expect(await putDownAttendees(officer, { eventId: event.id, people: [listed(3)], ticketId, replyDueAt: null })).toBe(
    1,
  );
  expect((await ofEvent()).filter(({ state }) => state === 'registered')).toHaveLength(1);
});

test('one row that cannot be seated stops the whole list, and every such row is named', async () => {
  await putDownAttendees(officer, { eventId: event.id, people: [listed(11)], ticketId, replyDueAt: null });
  const person = await makePerson(db, await makeOrganisation(db));
  await register(await asActor(ctx, person), {
    eventId: event.id,
    ticketId,
    name: '自己报的',
    phone: phoneOf(99),
    unit: '',
    post: '',
  });
  const again = { ...listed(15), phone: person.phoneNumber ?? '' };
  const people = [listed(11), listed(12), listed(13, 'expert'), listed(14, 'expert'), again];
  const says = await codeOf(putDownAttendees(officer, { eventId: event.id, people, ticketId, replyDueAt: null }));
  expect(says).toContain('第 12 行：嘉宾11已经报过名');
  expect(says).toContain('第 13 行：企业名额已满');
  expect(says).toContain('第 15 行：专家名额已满');
  if (person.phoneNumber) expect(says).toContain('第 16 行：嘉宾15已经报过名');
  expect(await ofEvent()).toHaveLength(2);
  expect(await taken()).toEqual({ company: 2, expert: 0 });
});

test('only the organizer’s officers put people down, and not once it has begun', async () => {
  const input = { eventId: event.id, people: [listed(21)], ticketId, replyDueAt: null };
  const stranger = await asActor(ctx, await makePerson(db, await makeOrganisation(db)));
  expect(await codeOf(putDownAttendees(stranger, input))).toBe('forbidden');
  const other = await asActor(
    ctx,
    await makePerson(db, await makeOrganisation(db, { kind: 'organizer' }), ['officer']),
  );
  expect(await codeOf(putDownAttendees(other, input))).toBe('not_found');
  expect(await codeOf(exportAttendees(other, event.id))).toBe('not_found');
  await startEvent(officer, { id: event.id });
  expect(await codeOf(putDownAttendees(officer, input))).toBe('state_changed');
});

test('a workbook is read, a wrong row or a table without numbers is refused in words', async () => {
  const bytes = async (rows: string[][], head = ['姓名', '手机号', '单位', '职务', '参会身份']) => {
    const { stream } = await writeWorkbook(
      head,
      rows.map((cells) => ({ cells })),
      '名单',
    );
    return (await ctx.files.put(Readable.from(stream), 1_000_000)).sha256;
  };
  const good = await bytes([['甲', '13700000031', '示例公司', '工程师', '专家']]);
  expect(await readAttendeeSheet(ctx.files, good)).toMatchObject([{ rowNo: 2, name: '甲', kind: 'expert' }]);
  expect(await codeOf(readAttendeeSheet(ctx.files, await bytes([['乙', '1', '', '', '']])))).toContain(
    '第 2 行：手机号不对',
  );
  expect(await codeOf(readAttendeeSheet(ctx.files, await bytes([['乙']], ['名称'])))).toContain(
    '表头要有“姓名”和“手机号”',
  );
  const noSheet = (await ctx.files.put(Readable.from([Buffer.from('PK\u0003\u0004 broken')]), 1_000_000)).sha256;
  expect(await codeOf(readAttendeeSheet(ctx.files, noSheet))).not.toBe('done');
});

test('a unit registers its people by a table: each as what he comes as, none by invitation only', async () => {
  const unit = await makeOrganisation(db);
  const lead = await asActor(ctx, await makePerson(db, unit));
  const group = (people: ReturnType<typeof listed>[], by = lead) =>
    registerGroup(by, { eventId: event.id, ticketId, people, field: 'file' });
  expect(await codeOf(group([listed(51, 'expert')]))).toBe('嘉宾51：不能报专家');
  await expect(group([listed(51), listed(51)])).rejects.toMatchObject({ code: 'duplicate', field: 'file' });
  expect(await ofEvent()).toEqual([]);
  const rows = await group([listed(51, 'company'), listed(52), listed(53)]);
  expect(rows.map(({ state }) => state)).toEqual(['registered', 'registered', 'waitlisted']);
  expect(rows.map(({ orgId }) => orgId)).toEqual([unit.id, unit.id, unit.id]);
  const inventor = await asActor(ctx, await makePerson(db, unit, ['inventor']));
  expect(await codeOf(group([listed(54)], inventor))).toBe('forbidden');
});

test('who comes and is on no list is put down, checked in and counted; a full room gets a chair more', async () => {
  const walkIn = (n: number, key?: string) =>
    addWalkIn(officer, {
      eventId: event.id,
      ticketId,
      name: `来宾${n}`,
      phone: phoneOf(40 + n),
      unit: '',
      post: '',
      key,
    });
  expect(await codeOf(walkIn(0))).toBe('state_changed');
  await startEvent(officer, { id: event.id });
  const key = '0197a000-0000-7000-8000-00000000aa02';
  for (const n of [1, 2, 3]) await walkIn(n, n === 3 ? key : undefined);
  expect(await walkIn(3, key)).toBeNull();
  expect(await codeOf(walkIn(3))).toContain('直接给他签到');
  const [ticket] = await db.select().from(eventTickets).where(eq(eventTickets.id, ticketId));
  expect(ticket).toMatchObject({ taken: 3, capacity: 3 });
  expect(await doorCount(ctx, event.id)).toMatchObject({ expected: 3, came: 3, inside: 3 });
});

test('the list leaves as a table with replies and answers, and each time is on record', async () => {
  const person = await asActor(ctx, await makePerson(db, await makeOrganisation(db)));
  const who = { name: '甲', phone: phoneOf(51), unit: '示例公司', post: '厂长' };
  await register(person, { eventId: event.id, ticketId, ...who, answers: { q1: '淀粉废水' } });
  const { head, rows } = await exportAttendees(officer, event.id);
  expect(head.at(-1)).toBe('关注的方向');
  expect(rows[0]?.slice(0, 6)).toEqual(['甲', '13700000051', '示例公司', '厂长', '企业', '已报名']);
  expect(rows[0]?.at(-1)).toBe('淀粉废水');
  const lines = and(eq(auditLines.subjectId, event.id), like(auditLines.deed, 'event.export_people'));
  expect(await db.$count(auditLines, lines)).toBe(1);
});
