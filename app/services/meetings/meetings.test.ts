import { and, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { maxMeetingSlots, meetingOutcomes, slotsWithin } from '#app/domain/event-meeting.ts';
import { scheduleFaults } from '#app/domain/meeting-schedule-check.ts';
import { type ActorContext, type Context, inTransaction } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import {
  deals,
  eventAttendees,
  eventItems,
  eventMeetings,
  eventRegistrations,
  events,
  eventTickets,
  matches,
  meetingPeople,
  meetingRequests,
  meetingRuns,
  meetingSides,
  meetingSlots,
  meetingTables,
  notices,
} from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import {
  asActor,
  makeAchievement,
  makeContext,
  makeDemand,
  makeOrganisation,
  makePerson,
  testClock,
  type TestClock,
} from '#seeds/make.ts';
import { answerMeeting, expireMeeting } from './answer-meeting.server.ts';
import { cancelEvent } from '../events/cancel-event.server.ts';
import { giveUpSeat } from '../events/answer-registration.server.ts';
import { shiftProgramme } from '../events/shift-programme.server.ts';
import { makeEventKeys } from '../events/ticket-code.server.ts';
import { askMeeting } from './ask-meeting.server.ts';
import { meetingProblem } from './meeting-problem.server.ts';
import { fixMeeting, moveMeeting } from './move-meeting.server.ts';
import { noteLate, noteMeeting } from './note-meeting.server.ts';
import { openDealOfMeeting } from './open-meeting-deal.server.ts';
import { getMyMeetings } from './queries.server.ts';
import { publishSchedule } from './publish-schedule.server.ts';
import { rateMeeting } from './rate-meeting.server.ts';
import { runSchedule } from './run-schedule.server.ts';
import { saveMeetingPlan } from './save-meeting-plan.server.ts';
import { setAvailability } from './set-availability.server.ts';
import { startSchedule } from './start-schedule.server.ts';
import { suggestMeetings } from './suggest-meetings.server.ts';

let db: Database;
let clock: TestClock;
let ctx: Context;
let organizer: ActorContext;
let eventId: string;
interface Guest {
  person: Awaited<ReturnType<typeof makePerson>>;
  ctx: ActorContext;
  seatId: string;
  org: Awaited<ReturnType<typeof makeOrganisation>>;
}
let buyer: Guest;
let seller: Guest;
let third: Guest;

const day = (time: string) => new Date(`2026-12-01T${time}:00+08:00`);
const at = (time: Date) => ({ now: () => time });

beforeAll(async () => {
  ({ db } = await testDatabase());
});

async function guest(kind: 'enterprise' | 'university', ticketId: string): Promise<Guest> {
  const org = await makeOrganisation(db, { kind });
  const person = await makePerson(db, org);
  const [seat] = await db
    .insert(eventRegistrations)
    .values({ eventId, ticketId, userId: person.id, orgId: org.id, registeredBy: person.id, state: 'registered' })
    .returning();
  await db.insert(eventAttendees).values({
    registrationId: seat!.id,
    eventId,
    name: person.name,
    phone: '+8613000000000',
    companions: [],
    answers: {},
  });
  await db.insert(meetingPeople).values({ registrationId: seat!.id, eventId, takesPart: true, awaySlots: [] });
  return { ctx: await asActor(ctx, person), seatId: seat!.id, org, person };
}

beforeEach(async () => {
  clock = testClock();
  ctx = makeContext(db, { now: clock.now });
  const host = await makeOrganisation(db, { kind: 'organizer' });
  const person = await makePerson(db, host);
  organizer = await asActor(ctx, person);
  const [event] = await db
    .insert(events)
    .values({
      no: `HD-${host.id}`,
      orgId: host.id,
      kind: 'salon',
      title: '示例沙龙',
      fields: [],
      chains: [],
      regionCode: '620100',
      mode: 'onsite',
      startsAt: day('09:00'),
      endsAt: day('17:00'),
      registrationEndsAt: day('08:00'),
      hosts: [],
      questions: [],
      state: 'published',
      createdBy: person.id,
    })
    .returning();
  eventId = event!.id;
  const [company] = await db
    .insert(eventTickets)
    .values({ eventId, kind: 'company', capacity: 50, taken: 2 })
    .returning();
  const [project] = await db
    .insert(eventTickets)
    .values({ eventId, kind: 'project', capacity: 50, taken: 1 })
    .returning();
  buyer = await guest('enterprise', company!.id);
  seller = await guest('university', project!.id);
  third = await guest('enterprise', company!.id);
  await plan();
});

const plan = (given: object = {}) =>
  saveMeetingPlan(organizer, {
    eventId,
    windows: [{ startsAt: day('14:00'), endsAt: day('15:00') }],
    slotMinutes: 15,
    gapMinutes: 5,
    restMinutes: 0,
    limit: 8,
    limitsByKind: {},
    replyHours: 48,
    requestsEndAt: day('08:00'),
    tables: 1,
    videoLinks: [],
    ...given,
  });
const purpose = '想看中试数据';
const ask = (from: Guest, to: Guest, achievementId?: string) =>
  askMeeting(from.ctx, { eventId, toId: to.seatId, purpose, achievementId });
const accepted = async (from: Guest, to: Guest, achievementId?: string) => {
  const { id } = await ask(from, to, achievementId);
  return answerMeeting(to.ctx, { requestId: id, deed: 'accept' });
};
async function worked(by: ActorContext = organizer) {
  const run = await startSchedule(by, { eventId });
  await runSchedule({ ...ctx, now: by.now }, { runId: run.id });
  return run;
}
async function published(by: ActorContext = organizer) {
  const run = await worked(by);
  await publishSchedule(by, { eventId, runId: run.id });
  return db.select().from(eventMeetings).where(eq(eventMeetings.eventId, eventId));
}
const noticesOf = async (one: Guest) =>
  (await db.select().from(notices).where(eq(notices.userId, one.ctx.actor.userId))).map(({ kind }) => kind);

test('only the organizer’s officers plan meetings, and others do not learn of the event', async () => {
  await expect(startSchedule(buyer.ctx, { eventId })).rejects.toMatchObject({ code: 'forbidden' });
  const other = await makeOrganisation(db, { kind: 'organizer' });
  const foreign = await asActor(ctx, await makePerson(db, other));
  await expect(startSchedule(foreign, { eventId })).rejects.toMatchObject({ code: 'not_found' });
  await expect(suggestMeetings(foreign, { eventId })).rejects.toMatchObject({ code: 'not_found' });
});

test('a plan makes slots and tables; a new one shuts what it leaves out and keeps the rest', async () => {
  const first = await db.select().from(meetingSlots).where(eq(meetingSlots.eventId, eventId));
  expect(first).toHaveLength(3);
  await plan({
    windows: [{ startsAt: day('14:20'), endsAt: day('15:00') }],
    tables: 0,
    videoLinks: ['https://example.com/v'],
  });
  const open = await db
    .select()
    .from(meetingSlots)
    .where(and(eq(meetingSlots.eventId, eventId), eq(meetingSlots.isOpen, true)));
  expect(open.map(({ id }) => id).toSorted()).toEqual(
    first
      .slice(1)
      .map(({ id }) => id)
      .toSorted(),
  );
  const tables = await db.select().from(meetingTables).where(eq(meetingTables.eventId, eventId));
  expect(tables.map(({ label, isOpen }) => [label, isOpen]).toSorted()).toEqual([
    ['1 号桌', false],
    ['视频室 1', true],
  ]);
  await expect(plan({ windows: [{ startsAt: day('16:30'), endsAt: day('18:00') }] })).rejects.toMatchObject({
    field: 'windows',
  });
});

test('one asks, the other answers, a stranger sees nothing, and a pair has one open request', async () => {
  const request = await ask(buyer, seller);
  await expect(ask(seller, buyer)).rejects.toMatchObject({ code: 'duplicate' });
  await expect(answerMeeting(buyer.ctx, { requestId: request.id, deed: 'accept' })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(answerMeeting(third.ctx, { requestId: request.id, deed: 'accept' })).rejects.toMatchObject({
    code: 'not_found',
  });
  const row = await answerMeeting(seller.ctx, { requestId: request.id, deed: 'accept' });
  expect(row.state).toBe('accepted');
  expect(await noticesOf(buyer)).toContain('meeting_request.accept');
  await expect(answerMeeting(seller.ctx, { requestId: request.id, deed: 'decline' })).rejects.toMatchObject({
    code: 'state_changed',
  });
});

test('two answers at once: one stands', async () => {
  const { id } = await ask(buyer, seller);
  const both = await Promise.allSettled([
    answerMeeting(seller.ctx, { requestId: id, deed: 'accept' }),
    answerMeeting(seller.ctx, { requestId: id, deed: 'decline' }),
  ]);
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('an unanswered request lapses; asking after the deadline, oneself or an outsider is refused', async () => {
  const { id } = await ask(buyer, seller);
  await expireMeeting(ctx, id);
  await expireMeeting(ctx, id);
  const [row] = await db.select().from(meetingRequests).where(eq(meetingRequests.id, id));
  expect(row?.state).toBe('expired');
  await expect(ask(buyer, buyer)).rejects.toMatchObject({ code: 'invalid' });
  await expect(
    askMeeting({ ...buyer.ctx, ...at(day('08:30')) }, { eventId, toId: seller.seatId, purpose }),
  ).rejects.toMatchObject({ code: 'invalid' });
  const outsider = await asActor(ctx, await makePerson(db, buyer.org));
  await expect(askMeeting(outsider, { eventId, toId: seller.seatId, purpose })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('the same form sent twice asks once', async () => {
  const key = crypto.randomUUID();
  const twice = [1, 2].map(() => askMeeting(buyer.ctx, { eventId, toId: seller.seatId, purpose, key }));
  const [one, two] = await Promise.all(twice);
  expect(one!.id).toBe(two!.id);
});

test('suggestions come from matches between units that are there, once a pair, never after a no', async () => {
  const achievement = await makeAchievement(db, seller.org, seller.person);
  const demand = await makeDemand(db, buyer.org, buyer.person);
  await db.insert(matches).values({
    demandId: demand.id,
    demandVersionN: 1,
    achievementId: achievement.id,
    achievementVersionN: 1,
    level: 'strong',
    scorePpm: 640_000,
    backwardPpm: 360_000,
    rank: 1,
    reasons: {
      schemaVersion: 1,
      terms: [{ term: '电解', sharePpm: 300_000 }],
      coveragePpm: 500_000,
      missingTerms: [],
      factors: [],
      textPpm: 0,
      fitPpm: null,
    },
    computedAt: clock.now(),
  });
  expect(await suggestMeetings(organizer, { eventId })).toBe(1);
  expect(await suggestMeetings(organizer, { eventId })).toBe(1);
  const open = await db
    .select()
    .from(meetingRequests)
    .where(and(eq(meetingRequests.eventId, eventId), eq(meetingRequests.state, 'suggested')));
  expect(open).toMatchObject([{ fromId: buyer.seatId, toId: seller.seatId, value: 54, reasons: { terms: ['电解'] } }]);
  const shown = async () => (await getMyMeetings(buyer.ctx, eventId)).requests.map(({ other }) => other.name);
  expect(await shown()).toEqual([seller.person.name]);
  const part = (takesPart: boolean) => ({ eventId, takesPart, isOnline: false, limit: null, slotIds: [], seeks: '' });
  await setAvailability(seller.ctx, part(false));
  expect(await shown()).toEqual([]);
  await setAvailability(seller.ctx, part(true));
  await answerMeeting(seller.ctx, { requestId: open[0]!.id, deed: 'decline' });
  expect(await noticesOf(buyer)).toEqual([]);
  // Who turned him down is told to nobody by the list either.
  expect(await shown()).toEqual([]);
  expect(await suggestMeetings(organizer, { eventId })).toBe(0);
});

test('a suggestion never names the unit behind an anonymous demand', async () => {
  const achievement = await makeAchievement(db, seller.org, seller.person);
  const demand = await makeDemand(db, buyer.org, buyer.person, { confidentiality: 'anonymous' });
  await db.insert(matches).values({
    demandId: demand.id,
    demandVersionN: 1,
    achievementId: achievement.id,
    achievementVersionN: 1,
    level: 'strong',
    scorePpm: 640_000,
    backwardPpm: 360_000,
    rank: 1,
    reasons: {
      schemaVersion: 1,
      terms: [],
      coveragePpm: 500_000,
      missingTerms: [],
      factors: [],
      textPpm: 0,
      fitPpm: null,
    },
    computedAt: clock.now(),
  });
  expect(await suggestMeetings(organizer, { eventId })).toBe(0);
});

test('a plan over thousands of years is refused before its slots are counted out', async () => {
  const windows = [{ startsAt: new Date('2026-12-01T00:00:00Z'), endsAt: new Date('9999-12-31T00:00:00Z') }];
  expect(slotsWithin(windows, 5, 0).length).toBeLessThanOrEqual(maxMeetingSlots + 1);
  await expect(plan({ windows })).rejects.toMatchObject({ field: 'windows' });
});

test('a schedule is worked out, published once, and everybody is told; who is left out has a reason', async () => {
  await accepted(buyer, seller);
  await ask(third, seller);
  const run = await worked();
  const [ready] = await db.select().from(meetingRuns).where(eq(meetingRuns.id, run.id));
  expect(ready).toMatchObject({ state: 'ready', progressPpm: 1_000_000 });
  expect(ready?.result?.emptyHanded).toMatchObject([{ person: third.seatId, reason: 'not_open' }]);
  const both = await Promise.allSettled([1, 2].map(() => publishSchedule(organizer, { eventId, runId: run.id })));
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const meetings = await db.select().from(eventMeetings).where(eq(eventMeetings.eventId, eventId));
  expect(meetings).toMatchObject([{ fromId: buyer.seatId, toId: seller.seatId, state: 'planned' }]);
  expect(await noticesOf(seller)).toContain('meeting.publish');
  expect(await noticesOf(third)).toEqual([]);
});

test('a schedule that no longer keeps the rules is not published', async () => {
  await accepted(buyer, seller);
  const run = await worked();
  await setAvailability(seller.ctx, {
    eventId,
    takesPart: false,
    isOnline: false,
    limit: null,
    slotIds: [],
    seeks: '',
  });
  await expect(publishSchedule(organizer, { eventId, runId: run.id })).rejects.toMatchObject({ code: 'invalid' });
});

test('after a change the next schedule moves only what it must, and tells only those', async () => {
  await accepted(buyer, seller);
  await accepted(third, seller);
  const first = await published();
  const mine = first.find(({ fromId }) => fromId === buyer.seatId)!;
  const slots = await db.select().from(meetingSlots).where(eq(meetingSlots.eventId, eventId));
  const free = slots.filter(({ id }) => !first.some(({ slotId }) => slotId === id)).map(({ id }) => id);
  await setAvailability(buyer.ctx, {
    eventId,
    takesPart: true,
    isOnline: false,
    limit: null,
    slotIds: free,
    seeks: '',
  });
  await db.delete(notices);
  const second = await published();
  expect(second.find(({ id }) => id === mine.id)?.slotId).toBe(free[0]);
  expect(second.filter(({ id }) => id !== mine.id)).toEqual(first.filter(({ id }) => id !== mine.id));
  expect(await noticesOf(third)).toEqual([]);
  expect(await noticesOf(seller)).toEqual(['meeting.change']);
});

test('who gives up his seat loses his meetings at once, the other side is told, and the table is free', async () => {
  await accepted(buyer, seller);
  await ask(third, seller);
  const [meeting] = await published();
  await db.delete(notices);
  await giveUpSeat(seller.ctx, { registrationId: seller.seatId });
  const [gone] = await db.select().from(eventMeetings).where(eq(eventMeetings.id, meeting!.id));
  expect(gone?.state).toBe('cancelled');
  const sides = await db.select().from(meetingSides).where(eq(meetingSides.meetingId, gone!.id));
  expect(sides.every(({ slotId }) => slotId === null)).toBe(true);
  expect(await noticesOf(buyer)).toEqual(['meeting.cancel']);
  const requests = await db.select().from(meetingRequests).where(eq(meetingRequests.eventId, eventId));
  expect(requests.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
});

test('who takes back a meeting of the schedule frees the table, and the other side is told once; what has begun is rated', async () => {
  const request = await accepted(buyer, seller);
  await accepted(third, seller);
  const [first, second] = (await published()).toSorted((a) => (a.requestId === request.id ? -1 : 1));
  await db.delete(notices);
  await answerMeeting(seller.ctx, { requestId: request.id, deed: 'withdraw' });
  const [gone] = await db.select().from(eventMeetings).where(eq(eventMeetings.id, first!.id));
  expect(gone?.state).toBe('cancelled');
  expect(await noticesOf(buyer)).toEqual(['meeting.cancel']);
  expect(await noticesOf(third)).toEqual([]);
  expect((await getMyMeetings(buyer.ctx, eventId)).meetings).toEqual([]);
  const begun = { ...third.ctx, ...at(day('14:50')) };
  expect((await getMyMeetings(begun, eventId)).requests).toMatchObject([{ state: 'accepted', isAnswered: true }]);
  await expect(answerMeeting(begun, { requestId: second!.requestId, deed: 'withdraw' })).rejects.toMatchObject({
    code: 'invalid',
  });
  expect((await getMyMeetings(begun, eventId)).requests).toMatchObject([{ state: 'accepted' }]);
});

test('the way into a video room is there until the meeting ends', async () => {
  await accepted(buyer, seller);
  const [meeting] = await published();
  const [slot] = await db.select().from(meetingSlots).where(eq(meetingSlots.id, meeting!.slotId));
  const seenAt = async (time: Date) => (await getMyMeetings({ ...buyer.ctx, ...at(time) }, eventId)).meetings[0];
  const minute = (n: number) => new Date(slot!.startsAt.getTime() + n * 60_000);
  expect(await seenAt(minute(-1))).toMatchObject({ hasBegun: false, isOver: false });
  expect(await seenAt(minute(1))).toMatchObject({ hasBegun: true, isOver: false });
  expect(await seenAt(minute(15))).toMatchObject({ hasBegun: true, isOver: true });
});

test('an event called off takes its meetings, requests and runs with it', async () => {
  await accepted(buyer, seller);
  await published();
  await worked();
  await inTransaction(ctx, (tx) => makeEventKeys(tx, eventId));
  await cancelEvent(organizer, { id: eventId, note: '场地停电' });
  const meetings = await db.select().from(eventMeetings).where(eq(eventMeetings.eventId, eventId));
  expect(meetings.map(({ state }) => state)).toEqual(['cancelled']);
  const requests = await db.select().from(meetingRequests).where(eq(meetingRequests.eventId, eventId));
  expect(requests.map(({ state }) => state)).toEqual(['withdrawn']);
  const runs = await db.select().from(meetingRuns).where(eq(meetingRuns.eventId, eventId)).orderBy(meetingRuns.n);
  expect(runs.map(({ state }) => state)).toEqual(['published', 'replaced']);
});

test('nobody is shown to others who did not say that he takes part, and he sees nobody', async () => {
  await db.delete(meetingPeople).where(eq(meetingPeople.registrationId, seller.seatId));
  expect((await getMyMeetings(buyer.ctx, eventId)).others.map(({ id }) => id)).toEqual([third.seatId]);
  expect((await getMyMeetings(seller.ctx, eventId)).others).toEqual([]);
  await expect(ask(buyer, seller)).rejects.toMatchObject({ code: 'not_found' });
  await expect(ask(seller, buyer)).rejects.toMatchObject({ code: 'invalid' });
  await setAvailability(seller.ctx, {
    eventId,
    takesPart: true,
    isOnline: false,
    limit: null,
    slotIds: [],
    seeks: '',
  });
  expect(await ask(buyer, seller)).toMatchObject({ state: 'pending' });
});

test('an event that moves takes its meetings along; what no longer lies within it is to be planned anew', async () => {
  await accepted(buyer, seller);
  const [meeting] = await published();
  const [before] = await db.select().from(events).where(eq(events.id, eventId));
  const later = {
    ...before!,
    startsAt: new Date('2026-12-08T09:00:00+08:00'),
    endsAt: new Date('2026-12-08T14:30:00+08:00'),
  };
  await inTransaction(ctx, (tx) => shiftProgramme(tx, before!, later));
  const slots = await db
    .select()
    .from(meetingSlots)
    .where(eq(meetingSlots.eventId, eventId))
    .orderBy(meetingSlots.startsAt);
  expect(slots.map(({ startsAt, isOpen }) => [startsAt.toISOString(), isOpen])).toEqual([
    ['2026-12-08T06:00:00.000Z', true],
    ['2026-12-08T06:20:00.000Z', false],
    ['2026-12-08T06:40:00.000Z', false],
  ]);
  const [kept] = await db.select().from(eventMeetings).where(eq(eventMeetings.id, meeting!.id));
  expect(kept).toMatchObject({ state: 'planned', slotId: slots[0]!.id });
});

test('by hand a meeting changes places with another, within the rules, and is then fixed', async () => {
  await accepted(buyer, seller);
  await accepted(third, seller);
  const [one, two] = await published();
  const target = { slotId: two!.slotId, tableId: two!.tableId };
  await moveMeeting(organizer, { eventId, meetingId: one!.id, ...target });
  const after = await db.select().from(eventMeetings).where(eq(eventMeetings.eventId, eventId));
  expect(after.find(({ id }) => id === one!.id)).toMatchObject({ ...target, isFixed: true });
  expect(after.find(({ id }) => id === two!.id)).toMatchObject({ slotId: one!.slotId, isFixed: false });
  await plan({ tables: 2 });
  const [spare] = await db
    .select()
    .from(meetingTables)
    .where(and(eq(meetingTables.eventId, eventId), eq(meetingTables.label, '2 号桌')));
  await expect(
    moveMeeting(organizer, { eventId, meetingId: one!.id, slotId: one!.slotId, tableId: spare!.id }),
  ).rejects.toMatchObject({ code: 'invalid' });
  const { problem, previous } = await meetingProblem(ctx, eventId);
  expect(problem.fixed.map(({ id }) => id)).toEqual([one!.id]);
  expect(previous).toHaveLength(1);
  await fixMeeting(organizer, { eventId, meetingId: one!.id, isFixed: false });
  expect((await meetingProblem(ctx, eventId)).problem.fixed).toEqual([]);
});

test('on the day: late is told to the other, no-show is noted, what has begun stays in a re-run', async () => {
  await accepted(buyer, seller);
  const [meeting] = await published();
  await noteLate(buyer.ctx, { meetingId: meeting!.id, minutes: 10 });
  expect(await noticesOf(seller)).toContain('meeting.late');
  await expect(noteLate(third.ctx, { meetingId: meeting!.id, minutes: 5 })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(
    noteLate(third.ctx, { meetingId: meeting!.id, registrationId: seller.seatId, minutes: 5 }),
  ).rejects.toMatchObject({ code: 'not_found' });
  await noteMeeting(organizer, { eventId, meetingId: meeting!.id, deed: 'miss', absentId: seller.seatId });
  const sides = await db.select().from(meetingSides).where(eq(meetingSides.meetingId, meeting!.id));
  expect(sides.find(({ registrationId }) => registrationId === seller.seatId)?.isAbsent).toBe(true);
  await noteMeeting(organizer, { eventId, meetingId: meeting!.id, deed: 'hold' });
  const later = { ...organizer, ...at(day('14:50')) };
  const { problem } = await meetingProblem(later, eventId);
  expect(problem.fixed).toHaveLength(1);
  const again = await published(later);
  expect(again).toMatchObject([{ id: meeting!.id, slotId: meeting!.slotId, state: 'held' }]);
  expect(scheduleFaults(problem, [])).toMatchObject([{ rule: 'fixed_moved' }]);
});

test('rated by both sides in any order; what one speaks of was held, what both deny was not', async () => {
  await accepted(buyer, seller);
  const [meeting] = await published();
  const during = (one: Guest) => ({ ...one.ctx, ...at(day('16:00')) });
  const stateOf = async () =>
    (await db.select().from(eventMeetings).where(eq(eventMeetings.id, meeting!.id)))[0]?.state;
  await expect(rateMeeting(buyer.ctx, { meetingId: meeting!.id, outcome: 'informed' })).rejects.toMatchObject({
    code: 'invalid',
  });
  await expect(rateMeeting(during(third), { meetingId: meeting!.id, outcome: 'informed' })).rejects.toMatchObject({
    code: 'not_found',
  });
  await rateMeeting(during(buyer), { meetingId: meeting!.id, outcome: 'not_held' });
  expect(await stateOf()).toBe('planned');
  await rateMeeting(during(seller), { meetingId: meeting!.id, outcome: 'not_held' });
  expect(await stateOf()).toBe('missed');
  await Promise.all(
    [buyer, seller].map((one) => rateMeeting(during(one), { meetingId: meeting!.id, outcome: 'possible' })),
  );
  expect(await stateOf()).toBe('held');
  for (const outcome of meetingOutcomes.filter((one) => one !== 'intent'))
    expect(await rateMeeting(during(buyer), { meetingId: meeting!.id, outcome })).toEqual({ dealId: null });
});

test('an intent is told to the other side, and opens one deal room once both have it', async () => {
  const achievement = await makeAchievement(db, seller.org, seller.person);
  await accepted(buyer, seller, achievement.id);
  const [meeting] = await published();
  const during = (one: Guest) => ({ ...one.ctx, ...at(day('16:00')) });
  const say = (one: Guest, outcome: 'intent' | 'possible') =>
    rateMeeting(during(one), { meetingId: meeting!.id, outcome });
  await db.delete(notices);
  expect(await say(buyer, 'intent')).toEqual({ dealId: null });
  expect(await say(buyer, 'intent')).toEqual({ dealId: null });
  expect(await noticesOf(seller)).toEqual(['meeting.intent']);
  expect(await say(seller, 'possible')).toEqual({ dealId: null });
  expect(await db.select().from(deals).where(eq(deals.achievementId, achievement.id))).toEqual([]);
  const [one, two] = await Promise.all([say(buyer, 'intent'), say(seller, 'intent')]);
  const rows = await db.select().from(deals).where(eq(deals.achievementId, achievement.id));
  expect(rows).toMatchObject([{ origin: 'salon', state: 'talking', licenseeOrgId: buyer.org.id }]);
  expect([one.dealId, two.dealId]).toContain(rows[0]!.id);
});

test('where the intent names no achievement, an officer of a side says which; foreign ones are refused', async () => {
  const [first, second] = [
    await makeAchievement(db, seller.org, seller.person),
    await makeAchievement(db, seller.org, seller.person),
  ];
  const foreign = await makeAchievement(db, await makeOrganisation(db, { kind: 'university' }), seller.person);
  await accepted(buyer, seller);
  const [meeting] = await published();
  const during = { ...buyer.ctx, ...at(day('16:00')) };
  expect(await rateMeeting(during, { meetingId: meeting!.id, outcome: 'intent' })).toEqual({ dealId: null });
  await expect(openDealOfMeeting(during, { meetingId: meeting!.id, achievementId: first!.id })).rejects.toMatchObject({
    code: 'state_changed',
  });
  await rateMeeting({ ...seller.ctx, ...at(day('16:00')) }, { meetingId: meeting!.id, outcome: 'intent' });
  const open = (achievementId: string, by: ActorContext = during) =>
    openDealOfMeeting(by, { meetingId: meeting!.id, achievementId });
  await expect(open(foreign.id)).rejects.toMatchObject({ code: 'invalid' });
  await expect(open(first!.id, third.ctx)).rejects.toMatchObject({ code: 'not_found' });
  const dealId = await open(second!.id);
  expect(await open(first!.id)).toBe(dealId);
});

test('between two halls everybody has the time that the way takes; within one nobody waits for it', async () => {
  const inHalls = (travelMinutes: number) =>
    plan({
      gapMinutes: 0,
      travelMinutes,
      halls: [
        { name: '一楼', tables: 1 },
        { name: '二楼', tables: 1 },
      ],
    });
  await inHalls(30);
  await accepted(buyer, seller);
  await accepted(buyer, third);
  await accepted(third, seller);
  const rows = await published();
  expect(rows).toHaveLength(3);
  const tables = new Map(
    (await db.select().from(meetingTables).where(eq(meetingTables.eventId, eventId))).map((one) => [one.id, one]),
  );
  const slots = new Map(
    (await db.select().from(meetingSlots).where(eq(meetingSlots.eventId, eventId))).map((one) => [one.id, one]),
  );
  const open = [...tables.values()].filter(({ isOpen }) => isOpen);
  expect(open.map(({ label, place }) => [label, place])).toEqual(
    expect.arrayContaining([
      ['一楼 1 号桌', '一楼'],
      ['二楼 1 号桌', '二楼'],
    ]),
  );
  for (const one of [buyer, seller, third]) {
    const own = rows
      .filter(({ fromId, toId }) => fromId === one.seatId || toId === one.seatId)
      .map(({ slotId, tableId }) => ({ slot: slots.get(slotId)!, place: tables.get(tableId)!.place }))
      .toSorted((x, y) => x.slot.startsAt.getTime() - y.slot.startsAt.getTime());
    for (const [n, later] of own.entries()) {
      const before = own[n - 1];
      if (before === undefined || before.place === later.place) continue;
      expect(later.slot.startsAt.getTime() - before.slot.endsAt.getTime()).toBeGreaterThanOrEqual(30 * 60_000);
    }
  }
});

test('a limit by kind of participant holds, and who is left out reads why', async () => {
  await plan({ limitsByKind: { project: 1 } });
  await accepted(buyer, seller);
  await accepted(third, seller);
  const rows = await published();
  expect(rows).toHaveLength(1);
  const out = rows[0]?.fromId === buyer.seatId ? third : buyer;
  expect((await getMyMeetings(out.ctx, eventId)).leftOut).toBe('to_limit');
  expect((await getMyMeetings(seller.ctx, eventId)).leftOut).toBeNull();
});

test('who asks may say which shown achievement it is about: his own unit’s or the other’s', async () => {
  const achievement = await makeAchievement(db, seller.org, seller.person);
  const foreign = await makeOrganisation(db, { kind: 'university' });
  const other = await makeAchievement(db, foreign, await makePerson(db, foreign));
  for (const one of [achievement, other])
    await db.insert(eventItems).values({
      eventId,
      kind: 'achievement',
      achievementId: one.id,
      orgId: one.orgId,
      askedBySide: 'organizer',
      askedBy: organizer.actor.userId,
      state: 'accepted',
    });
  expect((await getMyMeetings(buyer.ctx, eventId)).subjects).toMatchObject([{ id: achievement.id }]);
  await expect(ask(buyer, seller, other.id)).rejects.toMatchObject({ code: 'invalid' });
  expect((await ask(buyer, seller, achievement.id)).achievementId).toBe(achievement.id);
});
