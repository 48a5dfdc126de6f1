import { Readable } from 'node:stream';
import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { EventPlan } from '#app/domain/event-form.ts';
import type { EventFileKind } from '#app/domain/event-report.ts';
import type { ActorContext, Context } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import {
  deadlines,
  eventFiles,
  events,
  eventSessions,
  eventSpeakers,
  eventTasks,
  eventTickets,
} from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { asActor, makeContext, makeOrganisation, makePerson, testClock, type TestClock } from '#seeds/make.ts';
import { eventPlan } from '#seeds/make-event.ts';
import { listTodos } from '../desk/queries.server.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { checkInAtDoor, doorKey } from './check-in-at-door.server.ts';
import { clearEventFile } from './clear-event-file.server.ts';
import { getDeskEvent } from './desk-queries.server.ts';
import { dropEventFile } from './drop-event-file.server.ts';
import { finishTask } from './finish-task.server.ts';
import { keepEventFile } from './keep-event-file.server.ts';
import { posterPicture, publicFilesOf } from './public-files.server.ts';
import { programmeOf } from './programme.server.ts';
import { seatsOf } from './public-queries.server.ts';
import { publishEvent } from './publish-event.server.ts';
import { register } from './register.server.ts';
import { addSession, addSpeaker, withdrawSpeaker } from './save-agenda.server.ts';
import { saveEvent } from './save-event.server.ts';
import { startEvent } from './start-event.server.ts';
import { submitEvent } from './submit-event.server.ts';

const hour = 3_600_000;
let db: Database;
let clock: TestClock;
let ctx: Context;
let officer: ActorContext;
let reviewer: ActorContext;
let draft: typeof events.$inferSelect;

const plan = (startsAt: Date, hours = 3): EventPlan =>
  eventPlan(startsAt, { title: '材料沙龙', endsAt: new Date(startsAt.getTime() + hours * hour) });
const picture = () => sharp({ create: { width: 40, height: 60, channels: 3, background: '#1F4E8C' } });
async function received(bytes: Buffer, name: string) {
  return { ...(await ctx.files.put(Readable.from([bytes]), 1_000_000)), name };
}
const keep = async (kind: EventFileKind, by = officer) =>
  keepEventFile(by, { eventId: draft.id, kind, file: await received(await picture().png().toBuffer(), `${kind}.png`) });
const rowsOf = (kind: EventFileKind) =>
  db
    .select()
    .from(eventFiles)
    .where(eq(eventFiles.eventId, draft.id))
    .then((rows) => rows.filter((row) => row.kind === kind));

beforeAll(async () => {
  ({ db } = await testDatabase());
});

beforeEach(async () => {
  clock = testClock();
  ctx = makeContext(db, { now: clock.now });
  const org = await makeOrganisation(db, { kind: 'organizer', regionCode: '621102' });
  officer = await asActor(ctx, await makePerson(db, org, ['officer']));
  reviewer = await asActor(ctx, await makePerson(db, org, ['secrecy', 'officer']));
  draft = await saveEvent(officer, { plan: plan(new Date(clock.now().getTime() + 240 * hour)) });
});

test('papers come before the review, lie still during it, and are cleared with the event', async () => {
  for (const kind of ['plan', 'poster', 'material'] as const) await keep(kind);
  expect(await publicFilesOf(ctx, draft.id)).toEqual({ poster: null, handouts: [] });
  await submitEvent(officer, { id: draft.id });
  expect(await codeOf(keep('material'))).toBe('state_changed');
  const [poster] = await rowsOf('poster');
  expect(await codeOf(dropEventFile(officer, { eventId: draft.id, rowId: poster!.id }))).toBe('state_changed');
  await publishEvent(reviewer, { id: draft.id, note: '' });
  const shown = await publicFilesOf(ctx, draft.id);
  expect(shown.poster?.kind).toBe('poster');
  expect(shown.handouts).toMatchObject([{ name: 'material.png' }]);
  expect((await rowsOf('plan'))[0]?.clearedAt).toBeNull();
});

test('what the reviewer brought himself is not cleared with the event: another person clears it', async () => {
  await keep('poster');
  await keep('material', reviewer);
  await submitEvent(officer, { id: draft.id });
  await publishEvent(reviewer, { id: draft.id, note: '' });
  const shown = await publicFilesOf(ctx, draft.id);
  expect([shown.poster?.kind, shown.handouts]).toEqual(['poster', []]);
  const [row] = await rowsOf('material');
  const owner = await asActor(ctx, await makePerson(db, { id: draft.orgId }, ['owner']));
  await clearEventFile(owner, { eventId: draft.id, rowId: row!.id });
  expect((await publicFilesOf(ctx, draft.id)).handouts).toHaveLength(1);
});

test('what comes after the review is public once another person has cleared it', async () => {
  await submitEvent(officer, { id: draft.id });
  await publishEvent(reviewer, { id: draft.id, note: '' });
  await keep('material', reviewer);
  const [row] = await rowsOf('material');
  const clear = (by: ActorContext) => codeOf(clearEventFile(by, { eventId: draft.id, rowId: row!.id }));
  expect((await publicFilesOf(ctx, draft.id)).handouts).toEqual([]);
  expect(await clear(reviewer)).toBe('invalid');
  expect(await clear(officer)).toBe('forbidden');
  const owner = await asActor(ctx, await makePerson(db, { id: draft.orgId }, ['owner']));
  expect(await clear(owner)).toBe('done');
  expect(await clear(owner)).toBe('state_changed');
  expect((await publicFilesOf(ctx, draft.id)).handouts).toHaveLength(1);
  await keep('photo');
  const [photo] = await rowsOf('photo');
  expect(await codeOf(clearEventFile(owner, { eventId: draft.id, rowId: photo!.id }))).toBe('state_changed');
  const foreign = await asActor(
    ctx,
    await makePerson(db, await makeOrganisation(db, { kind: 'organizer' }), ['owner']),
  );
  expect(await codeOf(clearEventFile(foreign, { eventId: draft.id, rowId: photo!.id }))).toBe('not_found');
});

test('a poster is a picture, and goes out without where it was taken', async () => {
  const file = await received(Buffer.from('%PDF-1.4\n%EOF'), 'poster.pdf');
  expect(await codeOf(keepEventFile(officer, { eventId: draft.id, kind: 'poster', file }))).toBe('file_refused');
  const exif = { IFD0: { Make: 'Phone' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '35/1 34/1 0/1' } };
  const taken = await received(await picture().jpeg().withExif(exif).toBuffer(), 'poster.jpg');
  await keepEventFile(officer, { eventId: draft.id, kind: 'poster', file: taken });
  await submitEvent(officer, { id: draft.id });
  await publishEvent(reviewer, { id: draft.id, note: '' });
  const { poster } = await publicFilesOf(ctx, draft.id);
  const shown = await sharp(await posterPicture(ctx, poster)).metadata();
  expect(shown).toMatchObject({ format: 'webp', width: 40, height: 60 });
  expect(shown.exif).toBeUndefined();
  expect(await codeOf(posterPicture(ctx, null))).toBe('not_found');
});

test('a speaker who withdraws is off the programme at once, on the day too, and a second time nobody is there', async () => {
  await addSession(officer, {
    eventId: draft.id,
    title: '报告',
    note: '',
    room: '',
    startsAt: draft.startsAt,
    endsAt: draft.endsAt,
  });
  const [session] = await db.select().from(eventSessions).where(eq(eventSessions.eventId, draft.id));
  const speaker = { eventId: draft.id, sessionId: session!.id, post: '教授', unit: '示例大学' };
  await addSpeaker(officer, { ...speaker, name: '甲某', consent: true });
  await addSpeaker(officer, { ...speaker, name: '乙某', consent: false });
  await submitEvent(officer, { id: draft.id });
  await publishEvent(reviewer, { id: draft.id, note: '' });
  const named = async () => (await programmeOf(ctx, draft.id)).sessions[0]?.speakers.map(({ name }) => name);
  expect(await named()).toEqual(['甲某', null]);
  await startEvent(officer, { id: draft.id });
  const [first] = await db.select().from(eventSpeakers).where(eq(eventSpeakers.name, '甲某'));
  await withdrawSpeaker(officer, { eventId: draft.id, rowId: first!.id });
  expect(await named()).toEqual([null]);
  expect(await codeOf(withdrawSpeaker(officer, { eventId: draft.id, rowId: first!.id }))).toBe('not_found');
});

test('over midnight in Shanghai: the door opens two hours before, the day ends on the next, follow-ups count from there', async () => {
  const startsAt = new Date('2027-03-31T15:30:00Z');
  await saveEvent(officer, { id: draft.id, plan: plan(startsAt, 2) });
  await submitEvent(officer, { id: draft.id });
  await publishEvent(reviewer, { id: draft.id, note: '' });
  const [ticket] = await db.select().from(eventTickets).where(eq(eventTickets.eventId, draft.id));
  const guest = await asActor(ctx, await makePerson(db, await makeOrganisation(db)));
  const phone = '+8613500000001';
  await register(guest, { eventId: draft.id, ticketId: ticket!.id, name: '夜场', phone, unit: '', post: '' });
  const door = async (time: string) => {
    const at = { ...ctx, now: () => new Date(time) };
    return codeOf(checkInAtDoor(at, { no: draft.no, key: await doorKey(ctx, draft.id), phone }));
  };
  expect(await door('2027-03-31T13:29:00Z')).toBe('invalid');
  expect(await door('2027-03-31T13:31:00Z')).toBe('done');
  const late = { ...ctx, now: () => new Date('2027-03-31T17:31:00Z') };
  await sweepDeadlines(late);
  await sweepDeadlines(late);
  expect((await db.select().from(events).where(eq(events.id, draft.id)))[0]?.state).toBe('held');
  const tasks = await db.select().from(eventTasks).where(eq(eventTasks.eventId, draft.id));
  expect(tasks.map(({ dueOn }) => dueOn).toSorted()).toEqual(['2027-04-08', '2027-05-01', '2027-06-30']);
  expect(await seatsOf(ctx, draft.no)).toEqual({ [ticket!.id]: [1, 5] });
});

test('report and follow-ups stand on the organizer’s desk when their time comes, and leave it when done', async () => {
  await submitEvent(officer, { id: draft.id });
  await publishEvent(reviewer, { id: draft.id, note: '' });
  const kindsAt = async (days: number) => {
    const at = { ...officer, now: () => new Date(draft.endsAt.getTime() + days * 24 * hour) };
    return (await listTodos(at)).filter(({ title }) => title === draft.title).map(({ kind, href }) => [kind, href]);
  };
  const end = { ...ctx, now: () => new Date(draft.endsAt.getTime() + 60_000) };
  await sweepDeadlines(end);
  await sweepDeadlines(end);
  const href = `/desk/events/${draft.id}/outcome`;
  expect(await kindsAt(0)).toEqual([['event.report', href]]);
  expect(await kindsAt(5)).toContainEqual(['event_task.follow', href]);
  const { tasks, report } = await getDeskEvent(officer, draft.id);
  expect(report).toBeNull();
  await finishTask(officer, { eventId: draft.id, rowId: tasks[0]!.id, note: '已回访' });
  expect(await kindsAt(5)).toEqual([['event.report', href]]);
  const open = await db.select().from(deadlines).where(eq(deadlines.subjectId, tasks[0]!.id));
  expect(open[0]?.doneAt).not.toBeNull();
});
