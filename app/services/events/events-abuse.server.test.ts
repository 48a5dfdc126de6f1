import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { answersForEvent } from '#app/domain/event-access.ts';
import type { EventPlan } from '#app/domain/event-form.ts';
import { refundStatesGivenBack } from '#app/domain/refund.ts';
import { type ActorContext, type Context, inTransaction } from '#app/services/context.server.ts';
import { raiseObligation } from '#app/services/payments/raise-obligation.server.ts';
import type { Database } from '#db/client.server.ts';
import {
  achievements,
  deals,
  demands,
  demandVersions,
  eventAttendees,
  eventRegistrations,
  events,
  eventTickets,
  receipts,
  refunds,
  users,
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
import { eventPlan, makePublishedEvent } from '#seeds/make-event.ts';
import { makeParties, makeSignedContract } from '#seeds/make-signed-contract.ts';
import { makeTalkingDeal } from '#seeds/make-talking-deal.ts';
import { acceptItem } from './answer-item.server.ts';
import { acceptSeat, decideRegistration, giveUpSeat } from './answer-registration.server.ts';
import { askItem } from './ask-item.server.ts';
import { checkInAtDoor, doorKey } from './check-in-at-door.server.ts';
import { checkInByOrganizer } from './check-in-by-organizer.server.ts';
import { getDeskEvent } from './desk-queries.server.ts';
import { eventFigures } from './event-figures.server.ts';
import { eventTrace } from './event-trace.server.ts';
import { inviteAttendee } from './invite-attendee.server.ts';
import { moveEventRegistration } from './move-event-registration.server.ts';
import { noteEventDeal } from './note-event-deal.server.ts';
import { programmeOf } from './programme.server.ts';
import { refuseGroup, registerGroup } from './register-group.server.ts';
import { register } from './register.server.ts';
import { repeatEvent } from './repeat-event.server.ts';
import { addSession } from './save-agenda.server.ts';

let db: Database;
let clock: TestClock;
let ctx: Context;
let officer: ActorContext;
let event: typeof events.$inferSelect;
let ticketId: string;
const hour = 3_600_000;

function plan(): EventPlan {
  const startsAt = new Date(clock.now().getTime() + 240 * hour);
  return eventPlan(startsAt, {
    registrationEndsAt: new Date(startsAt.getTime() - 24 * hour),
    tickets: [{ kind: 'audience', capacity: 300, needsApproval: false, isInviteOnly: false }],
  });
}

const phoneOf = (n: number) => `+86138${String(n).padStart(8, '0')}`;
const somebody = async () => asActor(ctx, await makePerson(db, await makeOrganisation(db)));

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
  const [ticket] = await db.select().from(eventTickets).where(eq(eventTickets.eventId, event.id));
  ticketId = ticket?.id ?? '';
});

test('an organizer does not learn whose an anonymous demand is by inviting it, only by the owner’s yes', async () => {
  const org = await makeOrganisation(db);
  const person = await makePerson(db, org);
  const demand = await makeDemand(db, org, person, { confidentiality: 'anonymous' });
  const item = await askItem(officer, { eventId: event.id, no: demand.no, note: '', isDeclared: false });
  const asked = (await getDeskEvent(officer, event.id)).items;
  expect(asked).toMatchObject([{ no: demand.no, orgName: null }]);
  expect(JSON.stringify(asked)).not.toContain(org.id);
  await acceptItem(await asActor(ctx, person), { itemId: item.id, isDeclared: true });
  expect((await getDeskEvent(officer, event.id)).items).toMatchObject([{ orgName: org.name }]);
});

test('a department does not read in the trace whose an anonymous demand is, before its owner signs', async () => {
  const { deal, company, companyPeople } = await makeTalkingDeal(ctx);
  const demand = await makeDemand(db, company, companyPeople.officer, { confidentiality: 'anonymous' });
  await db.update(deals).set({ demandId: demand.id }).where(eq(deals.id, deal.id));
  await inTransaction(ctx, (tx) => noteEventDeal(tx, { dealId: deal.id, eventId: event.id }));
  const trace = (isOrganizer: boolean) => eventTrace(ctx, event.id, { isOrganizer });
  expect(await trace(true)).toMatchObject([{ licensee: company.name }]);
  expect(await trace(false)).toMatchObject([{ licensee: null }]);
  expect(JSON.stringify(await trace(false))).not.toContain(company.name);
});

test('what its owner took back, or keeps for chosen units by now, is no longer on the public programme', async () => {
  const org = await makeOrganisation(db);
  const person = await makePerson(db, org);
  const owner = await asActor(ctx, person);
  const achievement = await makeAchievement(db, org, person);
  const demand = await makeDemand(db, org, person);
  for (const { no } of [achievement, demand]) {
    const item = await askItem(officer, { eventId: event.id, no, note: '', isDeclared: false });
    await acceptItem(owner, { itemId: item.id, isDeclared: true });
  }
  const shown = async () => (await programmeOf(ctx, event.id)).items.map(({ no }) => no);
  expect((await shown()).toSorted()).toEqual([achievement.no, demand.no].toSorted());
  await db.update(achievements).set({ state: 'withdrawn' }).where(eq(achievements.id, achievement.id));
  expect(await shown()).toEqual([demand.no]);
  const [version] = await db.select().from(demandVersions).where(eq(demandVersions.demandId, demand.id));
  const data = { ...version!.data, confidentiality: 'targeted' as const };
  await db
    .insert(demandVersions)
    .values({ demandId: demand.id, n: 2, data, sha256: version!.sha256, authorId: person.id });
  await db.update(demands).set({ versionN: 2 }).where(eq(demands.id, demand.id));
  expect(await shown()).toEqual([]);
});

test('an invited guest is not of the organizer’s unit: he comes for the one he answers for', async () => {
  const org = await makeOrganisation(db);
  const person = await makePerson(db, org);
  const invited = await inviteAttendee(officer, {
    eventId: event.id,
    ticketId,
    replyDueAt: new Date(clock.now().getTime() + 24 * hour),
    name: '嘉宾',
    phone: phoneOf(1),
    unit: '',
    post: '',
  });
  expect(invited?.orgId).toBeNull();
  // The account behind the number, as it is found where the number is known.
  await db.update(eventRegistrations).set({ userId: person.id }).where(eq(eventRegistrations.id, invited!.id));
  const row = await acceptSeat(await asActor(ctx, person), { registrationId: invited!.id });
  expect(row.orgId).toBe(org.id);
});

test('registering and giving up again and again ends: each time a message went to the number', async () => {
  const one = await somebody();
  const again = () =>
    register(one, { eventId: event.id, ticketId, name: '某人', phone: phoneOf(2), unit: '', post: '' });
  for (let n = 0; n < 5; n += 1) await giveUpSeat(ctx, { registrationId: (await again()).id });
  await expect(again()).rejects.toMatchObject({ code: 'rate_limited' });
});

test('one unit registers so many people for an event and no more', async () => {
  const unit = await somebody();
  const people = (from: number, most: number) =>
    Array.from({ length: most }, (_, n) => ({ name: '某人', phone: phoneOf(from + n), post: '' }));
  const first = await registerGroup(unit, { eventId: event.id, ticketId, people: people(100, 2) });
  await db.insert(eventRegistrations).values(
    Array.from({ length: 197 }, () => ({
      id: v7(),
      eventId: event.id,
      ticketId,
      userId: null,
      orgId: first[0]!.orgId,
      registeredBy: unit.actor.userId,
      state: 'cancelled' as const,
    })),
  );
  await expect(registerGroup(unit, { eventId: event.id, ticketId, people: people(400, 2) })).rejects.toMatchObject({
    code: 'rate_limited',
  });
  expect(await registerGroup(unit, { eventId: event.id, ticketId, people: people(400, 1) })).toHaveLength(1);
});

test('of two lists sent at once the unit gets its number of people, and who takes his place over is still counted', async () => {
  const unit = await somebody();
  const people = (from: number, most: number) =>
    Array.from({ length: most }, (_, n) => ({ name: '某人', phone: phoneOf(from + n), post: '' }));
  const [first] = await registerGroup(unit, { eventId: event.id, ticketId, people: people(100, 1) });
  await db.insert(eventRegistrations).values(
    await Promise.all(
      Array.from({ length: 10 }, async (_, n) => ({
        id: v7(),
        eventId: event.id,
        ticketId,
        userId: n < 3 ? (await somebody()).actor.userId : null,
        orgId: first!.orgId,
        registeredBy: unit.actor.userId,
        state: 'cancelled' as const,
      })),
    ),
  );
  const group = (from: number) => registerGroup(unit, { eventId: event.id, ticketId, people: people(from, 100) });
  const done = await Promise.allSettled([group(200), group(400)]);
  expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const rest = (most: number) => registerGroup(unit, { eventId: event.id, ticketId, people: people(600, most) });
  await expect(rest(90)).rejects.toMatchObject({ code: 'rate_limited' });
  expect(await rest(89)).toHaveLength(89);
}, 30_000);

test('of people whom others registered a list is told how many, not who', async () => {
  const [unit, other] = [await somebody(), await somebody()];
  const one = (name: string, n: number) => ({ name, phone: phoneOf(n), post: '' });
  const group = (by: ActorContext, people: ReturnType<typeof one>[]) =>
    registerGroup(by, { eventId: event.id, ticketId, people });
  await group(other, [one('别家的人', 700), one('别家又一人', 701)]);
  await group(unit, [one('自家的人', 702)]);
  const list = [one('别家的人', 700), one('别家又一人', 701), one('自家的人', 702), one('新来的人', 703)];
  await expect(group(unit, list)).rejects.toMatchObject({
    code: 'duplicate',
    params: { says: '这些人已经报过名或重复：自家的人；名单里有 2 个手机号已由本人或别的单位报名，请向同事核对后去掉' },
  });
});

test('a picture of the door’s QR checks nobody in after the end', async () => {
  const phone = phoneOf(3);
  await register(await somebody(), { eventId: event.id, ticketId, name: '某人', phone, unit: '', post: '' });
  await db.update(events).set({ state: 'held' }).where(eq(events.id, event.id));
  clock.moveDays(11);
  const key = await doorKey(ctx, event.id);
  await expect(checkInAtDoor(ctx, { no: event.no, key, phone })).rejects.toMatchObject({ code: 'state_changed' });
});

test('the programme of a confirmed event takes nothing more', async () => {
  const org = await makeOrganisation(db);
  const person = await makePerson(db, org);
  const achievement = await makeAchievement(db, org, person);
  const item = await askItem(officer, { eventId: event.id, no: achievement.no, note: '', isDeclared: false });
  await db.update(events).set({ state: 'closed' }).where(eq(events.id, event.id));
  const late = acceptItem(await asActor(ctx, person), { itemId: item.id, isDeclared: true });
  await expect(late).rejects.toMatchObject({ code: 'state_changed' });
});

test('what was given back, and a broker’s commission, is not counted as what an event brought', async () => {
  const parties = await makeParties(db);
  const { contract, milestones } = await makeSignedContract(db, parties);
  const sides = { contractId: contract.id, payerOrgId: parties.company.id, payeeOrgId: parties.unit.id };
  await inTransaction(ctx, async (tx) => {
    await noteEventDeal(tx, { dealId: contract.dealId, eventId: event.id });
    const claim = { contract, kind: 'milestone' as const, subjectId: milestones[0]!.id, label: '里程碑 1' };
    const owed = await raiseObligation(tx, { ...claim, amountFen: 30_000_000n, dueOn: '2026-12-21' });
    const paid = { ...sides, method: 'bank' as const, obligationId: owed.id, paidOn: '2026-11-20' };
    const [receipt] = await tx.db
      .insert(receipts)
      .values([
        { ...paid, no: `SK-${v7()}`, amountFen: 10_000n, state: 'confirmed' },
        { ...paid, no: `SK-${v7()}`, amountFen: 500n, state: 'confirmed', payeeOrgId: parties.company.id },
      ])
      .returning();
    await tx.db.insert(refunds).values({
      ...paid,
      receiptId: receipt!.id,
      kind: 'refund',
      amountFen: 4_000n,
      advanceFen: 0n,
      state: refundStatesGivenBack[0]!,
      reason: '示例',
    });
  });
  expect((await eventFigures(ctx, event.id)).receivedFen).toBe('6000');
});

const guestWith = (phone: string) => ({ name: '某人', phone, unit: '', post: '' });
const replyDueAt = () => new Date(event.startsAt.getTime() - 48 * hour);

test('one number is invited once, however many invite it at once; a group cannot name it again', async () => {
  const phone = phoneOf(7);
  const invite = () =>
    inviteAttendee(officer, { eventId: event.id, ticketId, ...guestWith(phone), replyDueAt: replyDueAt() });
  const group = async () =>
    registerGroup(await somebody(), { eventId: event.id, ticketId, people: [guestWith(phone)] });
  const done = await Promise.allSettled([invite(), invite(), group(), group()]);
  expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const one of done) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'duplicate' });
  expect(await db.$count(eventRegistrations, eq(eventRegistrations.eventId, event.id))).toBe(1);
});

test('who was put down by his unit and registers himself has one seat, now his own', async () => {
  const guest = await somebody();
  const [account] = await db.select().from(users).where(eq(users.id, guest.actor.userId));
  const phone = account?.phoneNumber ?? '';
  const [held] = await registerGroup(await somebody(), { eventId: event.id, ticketId, people: [guestWith(phone)] });
  const own = await register(guest, { eventId: event.id, ticketId, ...guestWith(phone) });
  expect(own).toMatchObject({ id: held?.id, userId: guest.actor.userId });
  const [ticket] = await db.select().from(eventTickets).where(eq(eventTickets.id, ticketId));
  expect(ticket?.taken).toBe(1);
});

test('who takes over a place that was held for him says what he needs, and who comes along has a seat', async () => {
  await db.update(events).set({ companionsMax: 2 }).where(eq(events.id, event.id));
  const guest = await somebody();
  const [account] = await db.select().from(users).where(eq(users.id, guest.actor.userId));
  const phone = account?.phoneNumber ?? '';
  await registerGroup(await somebody(), { eventId: event.id, ticketId, people: [guestWith(phone)] });
  await db.update(eventTickets).set({ capacity: 2 }).where(eq(eventTickets.id, ticketId));
  const companions = [{ name: '随行人', post: '' }];
  const enter = (more: typeof companions) =>
    register(guest, { eventId: event.id, ticketId, ...guestWith(phone), post: '厂长', companions: more });
  await expect(enter([...companions, ...companions])).rejects.toMatchObject({ code: 'invalid', field: 'companions' });
  const own = await enter(companions);
  expect(own).toMatchObject({ userId: guest.actor.userId, seats: 2 });
  const [said] = await db.select().from(eventAttendees).where(eq(eventAttendees.registrationId, own.id));
  expect(said).toMatchObject({ post: '厂长', companions });
  const [ticket] = await db.select().from(eventTickets).where(eq(eventTickets.id, ticketId));
  expect(ticket?.taken).toBe(2);
});

test('a unit that nobody has verified sends no messages to numbers', async () => {
  const unit = await makeOrganisation(db, { state: 'unverified' });
  const officerOf = await asActor(ctx, await makePerson(db, unit));
  const people = [guestWith(phoneOf(8))];
  for (const refused of [
    registerGroup(officerOf, { eventId: event.id, ticketId, people }),
    // Before its list is read.
    refuseGroup(officerOf, { eventId: event.id }),
  ])
    await expect(refused).rejects.toMatchObject({ code: 'organisation_unverified' });
  const open = await somebody();
  await refuseGroup(open, { eventId: event.id });
  await db.update(events).set({ registrationEndsAt: ctx.now() }).where(eq(events.id, event.id));
  await expect(refuseGroup(open, { eventId: event.id })).rejects.toMatchObject({ code: 'invalid' });
});

test('who came is not taken off the list: neither by himself nor by the organizer, nor by both at once', async () => {
  const guest = await somebody();
  const own = await register(guest, { eventId: event.id, ticketId, ...guestWith(phoneOf(9)) });
  await checkInByOrganizer(officer, { eventId: event.id, registrationId: own.id, deed: 'in', method: 'list' });
  await expect(giveUpSeat(ctx, { registrationId: own.id })).rejects.toMatchObject({ code: 'invalid' });
  const cancel = { eventId: event.id, registrationId: own.id, deed: 'cancel' } as const;
  await expect(decideRegistration(officer, cancel)).rejects.toMatchObject({ code: 'invalid' });
  const late = inTransaction(ctx, (tx) => moveEventRegistration(tx, own, 'cancel', {}, { unlessHere: true }));
  await expect(late).rejects.toMatchObject({ code: 'state_changed' });
});

test('the door takes so many wrong numbers of one address, and right ones count nothing', async () => {
  const phones = [phoneOf(8), phoneOf(9)];
  for (const phone of phones) await register(await somebody(), { eventId: event.id, ticketId, ...guestWith(phone) });
  await db.update(events).set({ state: 'running' }).where(eq(events.id, event.id));
  const key = await doorKey(ctx, event.id);
  const from = { ...ctx, address: '10.0.0.1' };
  const wrong = () =>
    checkInAtDoor(from, { no: event.no, key, phone: phoneOf(999) }).catch((error: { code: string }) => error.code);
  expect(await Promise.all(Array.from({ length: 30 }, wrong))).toEqual(Array.from({ length: 30 }, () => 'invalid'));
  await checkInAtDoor(from, { no: event.no, key, phone: phones[0]! });
  expect(await Promise.all(Array.from({ length: 30 }, wrong))).toEqual(Array.from({ length: 30 }, () => 'invalid'));
  expect(await wrong()).toBe('rate_limited');
  await checkInAtDoor({ ...ctx, address: '10.0.0.2' }, { no: event.no, key, phone: phones[1]! });
});

test('the next events of a series are drafts with seats and agenda, laid out once', async () => {
  const times = { startsAt: event.startsAt, endsAt: new Date(event.startsAt.getTime() + hour) };
  await addSession(officer, { eventId: event.id, title: '成果路演', note: '', room: '', ...times });
  const key = v7();
  const made = await repeatEvent(officer, { id: event.id, step: 'quarterly', times: 3, key });
  expect(await repeatEvent(officer, { id: event.id, step: 'quarterly', times: 3, key })).toEqual([]);
  expect(made.map(({ state, series }) => [state, series])).toEqual([
    ['draft', '2027 年第一季度'],
    ['draft', '2027 年第二季度'],
    ['draft', '2027 年第三季度'],
  ]);
  const [next] = made;
  const found = await getDeskEvent(officer, next!.id);
  expect(found.tickets.map(({ capacity, taken }) => [capacity, taken])).toEqual([[300, 0]]);
  expect(found.sessions[0]).toMatchObject({ title: '成果路演', startsAt: next!.startsAt });
  await expect(repeatEvent(await somebody(), { id: event.id, step: 'monthly', times: 1 })).rejects.toMatchObject({
    code: 'forbidden',
  });
});

test('a county’s department does not confirm reports; the 市州’s does', () => {
  const actorOf = (regionCode: string) => ({
    ...officer.actor,
    org: { ...officer.actor.org!, orgId: v7(), kind: 'authority' as const, regionCode },
  });
  expect(answersForEvent(actorOf('621102'), event)).toBe(false);
  expect(answersForEvent(actorOf('621100'), event)).toBe(true);
  expect(answersForEvent(actorOf('620100'), event)).toBe(false);
});
