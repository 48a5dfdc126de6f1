import { and, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { ActorContext, Context } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { dealMeetings, dealOffers, deals, dealTasks, mandates, notices } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makeTalkingDeal, soundTerms, type TalkingDeal } from '#seeds/make-talking-deal.ts';
import { asActor, makeBroker, makeContext, makeOrganisation, testClock, type TestClock } from '#seeds/make.ts';
import { inTransaction } from '../context.server.ts';
import { addTask } from './add-task.server.ts';
import { endDeal } from './end-deal.server.ts';
import { finishTask } from './finish-task.server.ts';
import { followContract } from './follow-contract.server.ts';
import { inviteBroker } from './invite-broker.server.ts';
import { makeOffer } from './make-offer.server.ts';
import { fixMeeting } from './move-meeting.server.ts';
import { proposeMeeting } from './propose-meeting.server.ts';

let db: Database;
let clock: TestClock;
let ctx: Context;
let room: TalkingDeal;
let unit: ActorContext;
let company: ActorContext;

const slot = (day: string) => ({ startsAt: `${day}T06:00:00.000Z`, endsAt: `${day}T07:00:00.000Z` });
const meet = (title: string, day: string) =>
  proposeMeeting(unit, { dealId: room.deal.id, title, place: '定西', slots: [slot(day)] });

beforeAll(async () => {
  ({ db } = await testDatabase());
});
beforeEach(async () => {
  clock = testClock();
  ctx = makeContext(db, { now: clock.now });
  room = await makeTalkingDeal(ctx);
  [unit, company] = [await room.as('unit', 'officer'), await room.as('company', 'officer')];
});

async function fullRoom() {
  const { id: dealId } = room.deal;
  const begun = await meet('看现场', '2026-11-22');
  const fixed = await meet('谈价格', '2026-12-22');
  for (const { id } of [begun, fixed]) await fixMeeting(company, { dealId, meetingId: id, slot: 0 });
  clock.moveDays(3);
  await meet('再谈一次', '2026-12-24');
  const task = { dealId, title: '寄 20 升水样', dueOn: '2026-12-20', assigneeId: room.companyPeople.officer.id };
  const [open, done] = [await addTask(unit, task), await addTask(unit, { ...task, title: '寄图纸' })];
  await finishTask(company, { dealId, taskId: done.id });
  await makeOffer(unit, { dealId, terms: soundTerms(), note: '', days: 10 });
  const broker = await asActor(ctx, await makeBroker(db, await makeOrganisation(db, { kind: 'broker_agency' })));
  const terms = { feePpm: 20_000, isHighFeeConfirmed: false, startsOn: '2026-11-24', endsOn: '2027-11-20' };
  await inviteBroker(unit, { dealId, brokerUserId: broker.actor.userId, ...terms });
  return { open, fixed };
}

const statesIn = async (table: typeof dealMeetings | typeof dealOffers | typeof mandates) =>
  (await db.select({ state: table.state }).from(table).where(eq(table.dealId, room.deal.id)))
    .map(({ state }) => state)
    .toSorted();

test('with the deal end what was still to come: meetings, tasks, the offer and the invitation; what took place stays', async () => {
  const { open, fixed } = await fullRoom();
  await endDeal(unit, { id: room.deal.id, reason: 'timing', note: '' });
  expect(await statesIn(dealMeetings)).toEqual(['cancelled', 'cancelled', 'fixed']);
  expect(await statesIn(dealOffers)).toEqual(['withdrawn']);
  expect(await statesIn(mandates)).toEqual(['withdrawn']);
  const tasks = await db.select().from(dealTasks).where(eq(dealTasks.dealId, room.deal.id));
  expect(tasks.map(({ title, endedAt }) => [title, endedAt !== null]).toSorted()).toEqual([
    ['寄 20 升水样', true],
    ['寄图纸', false],
  ]);
  await expect(finishTask(company, { dealId: room.deal.id, taskId: open.id })).rejects.toMatchObject({
    code: 'state_changed',
  });
  // The calendar file of the next change cancels the one that people hold.
  const [meeting] = await db.select().from(dealMeetings).where(eq(dealMeetings.id, fixed.id));
  expect(meeting).toMatchObject({ state: 'cancelled', revision: 2 });
});

test('who had to come or to do something is told once', async () => {
  await fullRoom();
  await db.delete(notices).where(eq(notices.userId, company.actor.userId));
  await endDeal(unit, { id: room.deal.id, reason: 'timing', note: '' });
  const told = await db.select().from(notices).where(eq(notices.userId, company.actor.userId));
  expect(told.map(({ kind }) => kind).toSorted()).toEqual(['deal.end', 'meeting.cancelled', 'task.end']);
});

test('a deal that ends with its contract, paid or terminated, leaves as little behind', async () => {
  for (const [event, end] of [
    ['complete', 'completed'],
    ['fail', 'failed'],
  ] as const) {
    room = await makeTalkingDeal(ctx);
    [unit, company] = [await room.as('unit', 'officer'), await room.as('company', 'officer')];
    await meet('季度对账', '2027-12-24');
    await db.update(deals).set({ state: 'performing' }).where(eq(deals.id, room.deal.id));
    await inTransaction(ctx, (tx) => followContract(tx, room.deal.id, event));
    expect(await db.$count(deals, and(eq(deals.id, room.deal.id), eq(deals.state, end)))).toBe(1);
    expect(await statesIn(dealMeetings)).toEqual(['cancelled']);
  }
});
