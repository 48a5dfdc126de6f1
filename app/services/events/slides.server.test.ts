import { Readable } from 'node:stream';
import { and, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { EventPlan } from '#app/domain/event-form.ts';
import type { SlideAudience } from '#app/domain/event-slides.ts';
import type { ActorContext, Context } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { achievements, auditLines, eventFiles, events, eventTickets, notices, secrecyRules } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { asActor, makeAchievement, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { eventPlan, makePublishedEvent } from '#seeds/make-event.ts';
import { acceptItem, withdrawItem } from './answer-item.server.ts';
import { askItem } from './ask-item.server.ts';
import { clearEventFile } from './clear-event-file.server.ts';
import { getDeskEvent } from './desk-queries.server.ts';
import { dropEventFile } from './drop-event-file.server.ts';
import { dropSlides, keepSlides } from './keep-slides.server.ts';
import { mayFetchEventFile } from './may-fetch-event-file.server.ts';
import { getPublicEvent } from './public-queries.server.ts';
import { register } from './register.server.ts';
import { ownItem, slidesFor } from './slides.server.ts';

const hour = 3_600_000;
const clock = testClock();
let db: Database;
let ctx: Context;
let officer: ActorContext;
let reviewer: ActorContext;
let owner: ActorContext;
let event: typeof events.$inferSelect;
let achievementId: string;
let itemId: string;

const keep = async (
  audience: SlideAudience,
  by = owner,
  bytes = '%PDF-1.4\n%EOF',
  isDeclared = true,
  name = '讲解.pdf',
) =>
  keepSlides(by, {
    itemId,
    audience,
    isDeclared,
    file: { ...(await ctx.files.put(Readable.from([Buffer.from(bytes)]), 1_000_000)), name },
  });
const rows = () => db.select().from(eventFiles).where(eq(eventFiles.itemId, itemId));
const clear = async () => clearEventFile(reviewer, { eventId: event.id, rowId: (await rows())[0]!.id });
const dropped = () =>
  db.$count(auditLines, and(eq(auditLines.deed, 'event_item.drop_slides'), eq(auditLines.subjectId, itemId)));
const seen = async (hasSeat: boolean) => (await slidesFor(ctx, event.id, hasSeat)).length;

beforeAll(async () => {
  ({ db } = await testDatabase());
});

beforeEach(async () => {
  ctx = makeContext(db, { now: clock.now });
  const host = await makeOrganisation(db, { kind: 'organizer', regionCode: '621102' });
  officer = await asActor(ctx, await makePerson(db, host, ['officer']));
  reviewer = await asActor(ctx, await makePerson(db, host, ['secrecy']));
  const startsAt = new Date(clock.now().getTime() + 240 * hour);
  const plan: EventPlan = eventPlan(startsAt, { kind: 'roadshow', title: '路演' });
  event = await makePublishedEvent(officer, reviewer, plan);
  const unit = await makeOrganisation(db, { kind: 'university' });
  const person = await makePerson(db, unit);
  owner = await asActor(ctx, person);
  const achievement = await makeAchievement(db, unit, person);
  achievementId = achievement.id;
  const item = await askItem(officer, { eventId: event.id, no: achievement.no, note: '', isDeclared: false });
  await acceptItem(owner, { itemId: item.id, isDeclared: true });
  itemId = item.id;
});

test('slides go out after the review, to those whom their owner named', async () => {
  for (const [audience, guest, attendee] of [
    ['room', 0, 0],
    ['attendees', 0, 1],
    ['public', 1, 1],
  ] as const) {
    await keep(audience);
    expect([await seen(false), await seen(true)]).toEqual([0, 0]);
    await clear();
    expect([await seen(false), await seen(true)], audience).toEqual([guest, attendee]);
  }
  // New ones take the place of the old, and wait for the review again.
  await keep('public');
  expect(await rows()).toMatchObject([{ audience: 'public', clearedAt: null }]);
  expect(await seen(true)).toBe(0);
});

test('who may clear slides is told that they wait, their owner that they go out; a name on the list is stopped', async () => {
  const host = { id: officer.actor.org!.orgId };
  const approver = await asActor(ctx, await makePerson(db, host, ['approver']));
  await keep('public');
  const toldOf = async ({ actor }: ActorContext) =>
    (await db.select().from(notices).where(eq(notices.userId, actor.userId))).map(({ kind }) => kind);
  for (const by of [approver, reviewer]) expect(await toldOf(by)).toContain('event_item.slides');
  expect(await toldOf(owner)).not.toContain('event_item.clear_slides');
  await clear();
  expect(await toldOf(owner)).toContain('event_item.clear_slides');
  const rule = { name: '词', kind: 'word', text: '红旗渠工程', action: 'refuse', setBy: owner.actor.userId } as const;
  await db.insert(secrecyRules).values(rule);
  expect(await codeOf(keep('public', owner, '%PDF-1.4\n%EOF', true, '红旗渠 工程.pdf'))).toBe('secrecy_refused');
});

test('an attendee finds them on the event’s page, a visitor reads not even their names', async () => {
  await keep('attendees');
  await clear();
  const [ticket] = await db.select().from(eventTickets).where(eq(eventTickets.eventId, event.id));
  const guest = await asActor(ctx, await makePerson(db, await makeOrganisation(db)));
  expect((await getPublicEvent(guest, event.no)).slides).toEqual([]);
  const person = { name: '某人', phone: '+8613600000001', unit: '', post: '' };
  await register(guest, { eventId: event.id, ticketId: ticket!.id, ...person });
  expect((await getPublicEvent(guest, event.no)).slides).toMatchObject([{ itemId, name: '讲解.pdf' }]);
  expect(JSON.stringify(await getPublicEvent(ctx, event.no))).not.toContain('讲解');
});

test('the file itself is for owner and organizer only, the department finds none on its desk', async () => {
  await keep('room');
  const [row] = await rows();
  const stranger = await asActor(ctx, await makePerson(db, await makeOrganisation(db)));
  const city = await makeOrganisation(db, { kind: 'authority', regionCode: '621100' });
  const department = await asActor(ctx, await makePerson(db, city));
  await db.update(events).set({ state: 'held' }).where(eq(events.id, event.id));
  const may = (by: ActorContext) => mayFetchEventFile(by, row!.fileId);
  expect(await Promise.all([owner, officer, reviewer, stranger, department].map(may))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
  expect((await getDeskEvent(officer, event.id)).papers).toMatchObject([{ kind: 'slides', audience: 'room' }]);
  expect((await getDeskEvent(department, event.id)).papers).toEqual([]);
});

test('only the owner’s officers bring and take them, a PDF or PPTX, and not while papers are judged', async () => {
  const stranger = await asActor(ctx, await makePerson(db, await makeOrganisation(db)));
  const inventor = await asActor(ctx, await makePerson(db, { id: owner.actor.org!.orgId }, ['inventor']));
  expect(await codeOf(ownItem(stranger, itemId))).toBe('not_found');
  expect(await codeOf(keep('public', stranger))).toBe('not_found');
  expect(await codeOf(keep('public', officer))).toBe('not_found');
  expect(await codeOf(keep('public', inventor))).toBe('forbidden');
  expect(await codeOf(keep('public', owner, '只是文字'))).toBe('file_refused');
  expect(await codeOf(keep('public', owner, '%PDF-1.4\n%EOF', false))).toBe('invalid');
  expect((await Promise.all([codeOf(keep('public')), codeOf(keep('room'))])).toSorted()).toEqual(['done', 'done']);
  expect(await rows()).toHaveLength(1);
  const rowId = (await rows())[0]!.id;
  expect(await codeOf(dropEventFile(officer, { eventId: event.id, rowId }))).toBe('not_found');
  await db.update(events).set({ state: 'reported' }).where(eq(events.id, event.id));
  expect(await codeOf(keep('public'))).toBe('state_changed');
  expect(await codeOf(dropSlides(owner, { itemId }))).toBe('state_changed');
  await db.update(events).set({ state: 'published' }).where(eq(events.id, event.id));
  expect(await codeOf(dropSlides(owner, { itemId }))).toBe('done');
  expect(await codeOf(dropSlides(owner, { itemId }))).toBe('not_found');
});

test('who leaves the programme, or takes his achievement back, takes his slides along', async () => {
  await keep('public');
  await clear();
  await db.update(achievements).set({ state: 'withdrawn' }).where(eq(achievements.id, achievementId));
  expect(await seen(true)).toBe(0);
  await db.update(achievements).set({ state: 'published' }).where(eq(achievements.id, achievementId));
  expect(await seen(true)).toBe(1);
  await withdrawItem(owner, { itemId });
  expect(await rows()).toEqual([]);
  expect(await dropped()).toBe(1);
});

test('who leaves while papers are judged leaves them there; they are shown to nobody, and he takes them back afterwards', async () => {
  await keep('public');
  await clear();
  await db.update(events).set({ state: 'reported' }).where(eq(events.id, event.id));
  await withdrawItem(owner, { itemId });
  expect([(await rows()).length, await seen(true), await dropped()]).toEqual([1, 0, 0]);
  expect(await codeOf(dropSlides(owner, { itemId }))).toBe('state_changed');
  await db.update(events).set({ state: 'published' }).where(eq(events.id, event.id));
  expect(await codeOf(keep('public'))).toBe('state_changed');
  await dropSlides(owner, { itemId });
  expect([await rows(), await dropped()]).toEqual([[], 1]);
});
