import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { dayOf } from '#app/domain/days.ts';
import type { EventPlan } from '#app/domain/event-form.ts';
import type { ActorContext, Context } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { eventCheckIns, eventRegistrations, events, eventTickets, outbox } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import {
  asActor,
  makeAchievement,
  makeContext,
  makeOrganisation,
  makePerson,
  testClock,
  type TestClock,
} from '#seeds/make.ts';
import { eventPlan, makePublishedEvent } from '#seeds/make-event.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { acceptSeat, decideRegistration, giveUpSeat } from './answer-registration.server.ts';
import { acceptItem, removeItem } from './answer-item.server.ts';
import { askItem } from './ask-item.server.ts';
import { cancelEvent } from './cancel-event.server.ts';
import { checkInAtDoor, doorKey } from './check-in-at-door.server.ts';
import { doorCount } from './check-in.server.ts';
import { confirmReport, returnReport } from './decide-report.server.ts';
import { eventFigures } from './event-figures.server.ts';
import { giveFeedback } from './give-feedback.server.ts';
import { inviteAttendee } from './invite-attendee.server.ts';
import { eventsOfMonth, listPublicEvents } from './public-queries.server.ts';
import { publishEvent } from './publish-event.server.ts';
import { registerGroup } from './register-group.server.ts';
import { register } from './register.server.ts';
import { reportEvent } from './report-event.server.ts';
import { saveEvent } from './save-event.server.ts';
import { addSteward, openSteward, revokeSteward, stewardOfPhone } from './stewards.server.ts';
import { submitEvent } from './submit-event.server.ts';
import { syncScans } from './sync-scans.server.ts';
import { openTicket, ticketSigner } from './ticket-code.server.ts';
import { getTicket } from './ticket-queries.server.ts';

let db: Database;
let clock: TestClock;
let ctx: Context;
let officer: ActorContext;
let reviewer: ActorContext;
const hour = 3_600_000;

const plan = (given: Partial<EventPlan> = {}): EventPlan => {
  const startsAt = new Date(clock.now().getTime() + 10 * 24 * hour);
  return eventPlan(startsAt, {
    title: '马铃薯加工成果对接沙龙',
    theme: '废水变肥料',
    fields: ['24.1'],
    venue: '安定区会议中心',
    registrationEndsAt: new Date(startsAt.getTime() - 24 * hour),
    hosts: [{ part: 'host', name: '拾光科技活动中心' }],
    companionsMax: 2,
    tickets: [{ kind: 'audience', capacity: 2, needsApproval: false, isInviteOnly: false }],
    ...given,
  });
};

const somebody = async (): Promise<ActorContext> => asActor(ctx, await makePerson(db, await makeOrganisation(db)));
let serial = 0;
const attendee = (given = {}) => {
  serial += 1;
  return { name: '参会人', phone: `+86139${String(serial).padStart(8, '0')}`, unit: '', post: '', ...given };
};

async function published(given: Partial<EventPlan> = {}) {
  const event = await makePublishedEvent(officer, reviewer, plan(given));
  const [ticket] = await db.select().from(eventTickets).where(eq(eventTickets.eventId, event.id));
  return { event, ticketId: ticket?.id ?? '' };
}
const stateOf = async (id: string) =>
  (await db.select().from(eventRegistrations).where(eq(eventRegistrations.id, id)))[0]?.state;
const takenOf = async (id: string) => (await db.select().from(eventTickets).where(eq(eventTickets.id, id)))[0]?.taken;
const pass = async (ms: number) => {
  clock.moveDays(ms / (24 * hour));
  await sweepDeadlines(ctx);
};

beforeAll(async () => {
  ({ db } = await testDatabase());
});

beforeEach(async () => {
  clock = testClock();
  ctx = makeContext(db, { now: clock.now });
  const org = await makeOrganisation(db, { kind: 'organizer', regionCode: '621102' });
  officer = await asActor(ctx, await makePerson(db, org, ['officer']));
  reviewer = await asActor(ctx, await makePerson(db, org, ['owner', 'officer']));
});

describe('the event', () => {
  test('is published by another person than the one who submitted it, after the secrecy review', async () => {
    const key = v7();
    const draft = await saveEvent(officer, { plan: plan(), key });
    expect((await saveEvent(officer, { plan: plan(), key })).id).toBe(draft.id);
    expect(await codeOf(publishEvent(officer, { id: draft.id, note: '' }))).toBe('forbidden');
    await submitEvent(reviewer, { id: draft.id });
    expect(await codeOf(publishEvent(reviewer, { id: draft.id, note: '' }))).toBe('invalid');
    expect(await codeOf(saveEvent(officer, { id: draft.id, plan: plan() }))).toBe('state_changed');
    const other = await makePerson(db, { id: draft.orgId }, ['secrecy']);
    expect((await publishEvent(await asActor(ctx, other), { id: draft.id, note: '' })).reviewedBy).toBe(other.id);
  });

  test('strangers do not find it, and units that run no events may not make one', async () => {
    const draft = await saveEvent(officer, { plan: plan() });
    const elsewhere = await asActor(ctx, await makePerson(db, await makeOrganisation(db, { kind: 'organizer' })));
    expect(await codeOf(submitEvent(elsewhere, { id: draft.id }))).toBe('not_found');
    expect(await codeOf(saveEvent(await somebody(), { plan: plan() }))).toBe('forbidden');
  });

  test('is found by its field, of either level, and by its chain, in the list and in the calendar', async () => {
    const { event } = await published({ fields: ['24.1'], chains: ['S002-03'] });
    const topic = { kind: null, region: null, field: null, chain: null };
    const month = dayOf(event.startsAt).slice(0, 7);
    const isFound = async (asked: Partial<Record<'field' | 'chain', string>>) => {
      const { rows } = await listPublicEvents(ctx, { ...topic, ...asked, when: 'coming', month: null, page: 1 });
      const days = await eventsOfMonth(ctx, month, { ...topic, ...asked });
      const found = rows.some(({ id }) => id === event.id);
      expect(days.some(({ no }) => no === event.no)).toBe(found);
      return found;
    };
    expect(await isFound({ field: '24' })).toBe(true);
    expect(await isFound({ field: '24.1', chain: 'S002-03' })).toBe(true);
    expect(await isFound({ field: '2' })).toBe(false);
    expect(await isFound({ field: '24', chain: 'S002-02' })).toBe(false);
  });

  test('closes, reminds, begins and ends by itself', async () => {
    const { event, ticketId } = await published();
    await register(await somebody(), { eventId: event.id, ticketId, ...attendee() });
    const bodies = async () => (await db.select().from(outbox)).map(({ body }) => body);
    await pass(7 * 24 * hour + 1000);
    expect((await bodies()).filter((body) => body.includes('还有 3 天')).length).toBe(1);
    await pass(2 * 24 * hour);
    expect((await db.select().from(events).where(eq(events.id, event.id)))[0]?.state).toBe('registration_closed');
    expect(await codeOf(register(await somebody(), { eventId: event.id, ticketId, ...attendee() }))).toBe('invalid');
    await pass(24 * hour);
    expect((await db.select().from(events).where(eq(events.id, event.id)))[0]?.state).toBe('running');
    await pass(3 * hour);
    expect((await db.select().from(events).where(eq(events.id, event.id)))[0]?.state).toBe('held');
  });

  test('called off: everybody is told why, and no seat is held', async () => {
    const { event, ticketId } = await published();
    const row = await register(await somebody(), { eventId: event.id, ticketId, ...attendee() });
    await cancelEvent(officer, { id: event.id, note: '暴雪，道路封闭' });
    expect(await stateOf(row.id)).toBe('cancelled');
    expect(await takenOf(ticketId)).toBe(0);
    expect((await db.select().from(outbox)).some(({ body }) => body.includes('暴雪，道路封闭'))).toBe(true);
  });

  test('seats are never lowered below those taken', async () => {
    const { event, ticketId } = await published();
    await register(await somebody(), {
      eventId: event.id,
      ticketId,
      ...attendee({ companions: [{ name: '甲', post: '' }] }),
    });
    const tickets = [{ kind: 'audience', capacity: 1, needsApproval: false, isInviteOnly: false }] as const;
    expect(await codeOf(saveEvent(officer, { id: event.id, plan: plan({ tickets }) }))).toBe('invalid');
  });
});

describe('registration', () => {
  test('a rush for the last seats: exactly as many as there are', async () => {
    const capacity = 5;
    const { event, ticketId } = await published({
      tickets: [{ kind: 'audience', capacity, needsApproval: false, isInviteOnly: false }],
    });
    const people = await Promise.all(Array.from({ length: 16 }, somebody));
    const rows = await Promise.all(people.map((one) => register(one, { eventId: event.id, ticketId, ...attendee() })));
    expect(rows.filter(({ state }) => state === 'registered').length).toBe(capacity);
    expect(rows.filter(({ state }) => state === 'waitlisted').length).toBe(16 - capacity);
    expect(await takenOf(ticketId)).toBe(capacity);
  });

  test('the same person twice, or the same form twice, is one registration', async () => {
    const { event, ticketId } = await published();
    const one = await somebody();
    const key = v7();
    const input = { eventId: event.id, ticketId, key, ...attendee() };
    const [first, second] = await Promise.all([register(one, input), register(one, input)]);
    expect(first.id).toBe(second.id);
    expect(await codeOf(register(one, { ...input, key: v7() }))).toBe('duplicate');
    expect(await takenOf(ticketId)).toBe(1);
  });

  test('the waiting list moves up by itself, and an offer that nobody answers goes to the next', async () => {
    const { event, ticketId } = await published();
    const enter = async () => register(await somebody(), { eventId: event.id, ticketId, ...attendee() });
    const [a, , c, d] = [await enter(), await enter(), await enter(), await enter()];
    expect([c.state, d.state]).toEqual(['waitlisted', 'waitlisted']);
    await giveUpSeat(ctx, { registrationId: a.id });
    expect(await stateOf(c.id)).toBe('offered');
    expect(await takenOf(ticketId)).toBe(2);
    await pass(24 * hour + 1000);
    expect(await stateOf(c.id)).toBe('lapsed');
    expect(await stateOf(d.id)).toBe('offered');
    await acceptSeat(ctx, { registrationId: d.id });
    expect(await stateOf(d.id)).toBe('registered');
    expect(await takenOf(ticketId)).toBe(2);
  });

  test('a kind that asks for approval keeps the seat until the organizer decides', async () => {
    const { event, ticketId } = await published({
      tickets: [{ kind: 'investor', capacity: 1, needsApproval: true, isInviteOnly: false }],
    });
    const row = await register(await somebody(), { eventId: event.id, ticketId, ...attendee() });
    expect(row.state).toBe('pending');
    const waiting = await register(await somebody(), { eventId: event.id, ticketId, ...attendee() });
    const input = { eventId: event.id, registrationId: row.id } as const;
    expect(await codeOf(decideRegistration(await somebody(), { ...input, deed: 'approve' }))).toBe('forbidden');
    await decideRegistration(officer, { ...input, deed: 'refuse' });
    expect(await stateOf(waiting.id)).toBe('offered');
  });

  test('a unit registers its people once each; invitations keep a seat until their day', async () => {
    const { event, ticketId } = await published();
    const unit = await somebody();
    const people = [{ name: '张三', phone: '+8613900000001', post: '' }];
    const [row] = await registerGroup(unit, { eventId: event.id, ticketId, people });
    expect(row?.state).toBe('registered');
    expect(await codeOf(registerGroup(unit, { eventId: event.id, ticketId, people }))).toBe('duplicate');
    const replyDueAt = new Date(clock.now().getTime() + 24 * hour);
    const invited = await inviteAttendee(officer, { eventId: event.id, ticketId, replyDueAt, ...attendee() });
    expect(await takenOf(ticketId)).toBe(2);
    await pass(25 * hour);
    expect(await stateOf(invited?.id ?? '')).toBe('lapsed');
    expect(await takenOf(ticketId)).toBe(1);
  });

  test('required and conditional questions are asked', async () => {
    const { event, ticketId } = await published({
      questions: [
        { id: 'q1', label: '用餐', kind: 'choice', options: ['是', '否'], isRequired: true, showWhen: null },
        {
          id: 'q2',
          label: '忌口',
          kind: 'text',
          options: [],
          isRequired: true,
          showWhen: { questionId: 'q1', answer: '是' },
        },
      ],
    });
    const one = await somebody();
    const enter = (answers: Record<string, string>) =>
      register(one, { eventId: event.id, ticketId, ...attendee({ answers }) });
    expect(await codeOf(enter({}))).toBe('invalid');
    expect(await codeOf(enter({ q1: '是' }))).toBe('invalid');
    expect(await codeOf(enter({ q1: '否' }))).toBe('done');
  });
});

describe('at the door', () => {
  async function withTicket() {
    const { event, ticketId } = await published();
    const one = attendee();
    const row = await register(await somebody(), { eventId: event.id, ticketId, ...one });
    const sign = await ticketSigner(ctx, event.id);
    return { event, ticketId, row, code: sign(row), phone: one.phone };
  }

  test('a badge lets in at the door, and opens nothing of its bearer to who took a picture of it', async () => {
    const { event, row, code } = await withTicket();
    const badge = (await ticketSigner(ctx, event.id, 'badge'))(row);
    expect((await getTicket(ctx, code)).registration.id).toBe(row.id);
    expect(await codeOf(getTicket(ctx, badge))).toBe('not_found');
    expect(await codeOf(getTicket(ctx, badge.replace('CG2', 'CG1')))).toBe('not_found');
    const scan = { scanKey: v7(), code: badge, deed: 'in', method: 'scan', at: clock.now() } as const;
    const [done] = await syncScans(ctx, event.id, { sentAt: clock.now(), scans: [scan] }, {});
    expect(done?.outcome).toBe('done');
  });

  test('two offline phones scan the same ticket: one lets in, the other is a conflict, the earlier time stands', async () => {
    const { event, row, code } = await withTicket();
    const now = clock.now();
    const scan = (at: Date) => ({ scanKey: v7(), code, deed: 'in', method: 'scan', at }) as const;
    const late = scan(new Date(now.getTime() - 60_000));
    const early = scan(new Date(now.getTime() - 120_000));
    const [[first], [second]] = await Promise.all([
      syncScans(ctx, event.id, { sentAt: now, scans: [late] }, {}),
      syncScans(ctx, event.id, { sentAt: now, scans: [early] }, {}),
    ]);
    expect([first?.outcome, second?.outcome].toSorted()).toEqual(['already_in', 'done']);
    const again = await syncScans(ctx, event.id, { sentAt: now, scans: [late, early] }, {});
    expect(again.map(({ outcome }) => outcome)).toEqual([first?.outcome, second?.outcome]);
    expect(await db.$count(eventCheckIns, eq(eventCheckIns.eventId, event.id))).toBe(2);
    const [kept] = await db.select().from(eventRegistrations).where(eq(eventRegistrations.id, row.id));
    expect(kept?.checkedInAt).toEqual(early.at);
    expect(await doorCount(ctx, event.id)).toMatchObject({ came: 1, conflicts: 1 });
  });

  test('a phone whose clock is an hour ahead tells the right time', async () => {
    const { event, row, code } = await withTicket();
    const wrong = new Date(clock.now().getTime() + hour);
    const scan = { scanKey: v7(), code, deed: 'in', method: 'scan', at: new Date(wrong.getTime() - 5000) } as const;
    await syncScans(ctx, event.id, { sentAt: wrong, scans: [scan] }, {});
    const [kept] = await db.select().from(eventRegistrations).where(eq(eventRegistrations.id, row.id));
    expect(kept?.checkedInAt).toEqual(new Date(clock.now().getTime() - 5000));
  });

  test('a phone whose clock was set right before it sent has scanned when it sends, not years ago', async () => {
    const { event, row, code } = await withTicket();
    const { steward } = await addSteward(officer, { eventId: event.id, label: '东门', pin: '246810' });
    const scan = { scanKey: v7(), code, deed: 'in', method: 'scan', at: new Date('2000-01-01T00:00:00Z') } as const;
    await syncScans(ctx, event.id, { sentAt: clock.now(), scans: [scan] }, { stewardId: steward.id });
    const [kept] = await db.select().from(eventRegistrations).where(eq(eventRegistrations.id, row.id));
    expect(kept?.checkedInAt).toEqual(clock.now());
  });

  test('forged, foreign and replaced tickets open nothing', async () => {
    const { event, row, code } = await withTicket();
    const other = await withTicket();
    const forged = `${code.slice(0, -2)}${code.endsWith('AA') ? 'BB' : 'AA'}`;
    expect(await openTicket(ctx, event.id, other.code)).toBeNull();
    await db.update(eventRegistrations).set({ ticketSerial: 2 }).where(eq(eventRegistrations.id, row.id));
    const scans = [forged, other.code, code, 'https://example.org'].map(
      (text) => ({ scanKey: v7(), code: text, deed: 'in', method: 'scan', at: clock.now() }) as const,
    );
    const results = await syncScans(ctx, event.id, { sentAt: clock.now(), scans }, {});
    expect(results.map(({ outcome }) => outcome)).toEqual(['forged', 'forged', 'replaced', 'forged']);
  });

  test('out, in again, undo', async () => {
    const { event, row } = await withTicket();
    const act = async (deed: 'in' | 'out' | 'undo') => {
      const scan = { scanKey: v7(), registrationId: row.id, deed, method: 'list', at: clock.now() } as const;
      return (await syncScans(ctx, event.id, { sentAt: clock.now(), scans: [scan] }, {}))[0]?.outcome;
    };
    expect([await act('out'), await act('in'), await act('out'), await act('in'), await act('undo')]).toEqual([
      'not_in',
      'done',
      'done',
      'done',
      'done',
    ]);
    expect(await doorCount(ctx, event.id)).toMatchObject({ came: 0, inside: 0 });
  });

  test('a helper opens the list with link and PIN; a revoked link is dead', async () => {
    const { event } = await published();
    const { steward, link } = await addSteward(officer, { eventId: event.id, label: '东门', pin: '246810' });
    expect(await codeOf(openSteward(ctx, { link, pin: '000000' }))).toBe('invalid');
    const token = await openSteward(ctx, { link, pin: '246810' });
    expect((await stewardOfPhone(ctx, link, token))?.steward.id).toBe(steward.id);
    expect(await stewardOfPhone(ctx, link, 'guess')).toBeNull();
    await revokeSteward(officer, { eventId: event.id, rowId: steward.id });
    expect(await codeOf(stewardOfPhone(ctx, link, token))).toBe('not_found');
  });

  test('the QR on the door asks for the number; a stranger number is refused', async () => {
    const { event, phone } = await withTicket();
    const key = await doorKey(ctx, event.id);
    expect(await codeOf(checkInAtDoor(ctx, { no: event.no, key, phone }))).toBe('invalid');
    await pass(10 * 24 * hour - hour);
    expect(await codeOf(checkInAtDoor(ctx, { no: event.no, key: `${key.slice(1)}x`, phone }))).toBe('not_found');
    expect(await codeOf(checkInAtDoor(ctx, { no: event.no, key, phone: '+8613911111111' }))).toBe('invalid');
    expect(await codeOf(checkInAtDoor(ctx, { no: event.no, key, phone }))).toBe('done');
    expect(await codeOf(checkInAtDoor(ctx, { no: event.no, key, phone }))).toBe('invalid');
  });
});

test('it counts only when reported with an item and attendance, and confirmed by the department of its region', async () => {
  const { event, ticketId } = await published();
  const row = await register(await somebody(), { eventId: event.id, ticketId, ...attendee() });
  const unit = await makeOrganisation(db, { kind: 'university' });
  const owner = await asActor(ctx, await makePerson(db, unit));
  const achievement = await makeAchievement(db, unit, { id: owner.actor.userId });
  await db.update(events).set({ takesItems: true }).where(eq(events.id, event.id));
  expect(await codeOf(askItem(owner, { eventId: event.id, no: 'CG-2026-X', note: '', isDeclared: true }))).toBe(
    'invalid',
  );
  const item = await askItem(officer, { eventId: event.id, no: achievement.no, note: '', isDeclared: false });
  expect(await codeOf(askItem(owner, { eventId: event.id, no: achievement.no, note: '', isDeclared: true }))).toBe(
    'duplicate',
  );
  expect(await codeOf(acceptItem(officer, { itemId: item.id }))).toBe('forbidden');
  expect(await codeOf(acceptItem(owner, { itemId: item.id }))).toBe('invalid');
  await acceptItem(owner, { itemId: item.id, isDeclared: true });
  expect(await codeOf(removeItem(owner, { itemId: item.id }))).toBe('forbidden');
  await pass(10 * 24 * hour + 4 * hour);
  await pass(1000);
  expect(await codeOf(reportEvent(officer, { id: event.id, summary: '顺利' }))).toBe('invalid');
  const scan = { scanKey: v7(), registrationId: row.id, deed: 'in', method: 'paper', at: clock.now() } as const;
  await syncScans(ctx, event.id, { sentAt: clock.now(), scans: [scan] }, {});
  await giveFeedback(ctx, { registrationId: row.id, overall: 5, usefulness: 4, organisation: 5, comment: '' });
  await reportEvent(officer, { id: event.id, summary: '顺利' });
  expect(await eventFigures(ctx, event.id)).toMatchObject({
    registered: 1,
    came: 1,
    items: 1,
    satisfactionPpm: 1_000_000,
  });
  const department = async (regionCode: string) =>
    asActor(ctx, await makePerson(db, await makeOrganisation(db, { kind: 'authority', regionCode })));
  expect(await codeOf(confirmReport(await department('620600'), { id: event.id }))).toBe('not_found');
  expect(await codeOf(confirmReport(officer, { id: event.id }))).toBe('forbidden');
  await returnReport(await department('621100'), { id: event.id, note: '补照片' });
  await reportEvent(officer, { id: event.id, summary: '顺利，照片已补' });
  expect((await confirmReport(await department('620000'), { id: event.id })).state).toBe('closed');
});
