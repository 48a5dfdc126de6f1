import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { mostMessages } from '#app/domain/deal-deeds.ts';
import type { Context } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { contracts, dealMessages, dealOffers, deals, notices } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { makeTalkingDeal, soundTerms, type TalkingDeal } from '#seeds/make-talking-deal.ts';
import {
  asActor,
  makeAchievement,
  makeBroker,
  makeContext,
  makeOrganisation,
  makePerson,
  testClock,
  type TestClock,
} from '#seeds/make.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { addTask } from './add-task.server.ts';
import { acceptOffer, rejectOffer, withdrawOffer } from './answer-offer.server.ts';
import { askToTalk } from './ask-to-talk.server.ts';
import { declineTalk } from './decline-talk.server.ts';
import { endDeal } from './end-deal.server.ts';
import { finishTask } from './finish-task.server.ts';
import { handOver } from './hand-over.server.ts';
import { makeOffer } from './make-offer.server.ts';
import { cancelMeeting, fixMeeting, holdMeeting } from './move-meeting.server.ts';
import { moveStage } from './move-stage.server.ts';
import { postMessage } from './post-message.server.ts';
import { proposeMeeting } from './propose-meeting.server.ts';
import { readRoom } from './read-room.server.ts';
import { getDealRoom } from './deal-room.server.ts';
import { findReplyRecord } from './reply-records.server.ts';
import { listOffers, unreadByDeal } from './room-queries.server.ts';

let db: Database;
let clock: TestClock;
let ctx: Context;
let room: TalkingDeal;
const offer = (given: object = {}) => ({ dealId: room.deal.id, terms: soundTerms(), note: '', days: 10, ...given });

beforeAll(async () => {
  ({ db } = await testDatabase());
});
beforeEach(async () => {
  clock = testClock();
  ctx = makeContext(db, { now: clock.now });
  room = await makeTalkingDeal(ctx);
});

test('an accepted offer is the contract draft, without a word typed again', async () => {
  const [unit, company] = [await room.as('unit', 'officer'), await room.as('company', 'officer')];
  const first = await makeOffer(company, offer());
  const counter = await makeOffer(unit, offer({ answersId: first.id, terms: soundTerms({ termYears: 7 }) }));
  const accepted = await acceptOffer(company, { dealId: room.deal.id, offerId: counter.id });
  const [contract] = await db.select().from(contracts).where(eq(contracts.dealId, room.deal.id));
  expect(contract).toMatchObject({ id: accepted.contractId, state: 'offered', versionN: 1 });
  const rows = await listOffers(company, room.deal.id);
  expect(rows.map(({ n, state }) => [n, state])).toEqual([
    [2, 'accepted'],
    [1, 'countered'],
  ]);
  expect((await db.select().from(deals).where(eq(deals.id, room.deal.id)))[0]?.state).toBe('contracting');
});

test('of two first offers in the same moment one stands; of counter and acceptance one holds', async () => {
  const [unit, company] = [await room.as('unit', 'officer'), await room.as('company', 'officer')];
  const both = await Promise.all([codeOf(makeOffer(unit, offer())), codeOf(makeOffer(company, offer()))]);
  expect(both.toSorted()).toEqual(['done', 'state_changed']);
  const [open] = await db.select().from(dealOffers).where(eq(dealOffers.dealId, room.deal.id));
  const answerer = open?.orgId === room.unit.id ? company : unit;
  const sent = { dealId: room.deal.id, offerId: open!.id };
  const race = await Promise.all([
    codeOf(acceptOffer(answerer, sent)),
    codeOf(makeOffer(answerer, offer({ answersId: open!.id }))),
  ]);
  expect(race.toSorted()).toEqual(['done', 'state_changed']);
  const rows = await db.select().from(dealOffers).where(eq(dealOffers.dealId, room.deal.id));
  expect(rows.filter(({ state }) => state === 'open' || state === 'accepted')).toHaveLength(1);
});

test('an offer is accepted in its last instant and not one later, whether the sweep ran or not', async () => {
  const [unit, company] = [await room.as('unit', 'officer'), await room.as('company', 'officer')];
  const made = await makeOffer(company, offer());
  const at = (ms: number) => ({ ...unit, now: () => new Date(made.expiresAt.getTime() + ms) });
  const sent = { dealId: room.deal.id, offerId: made.id };
  expect(await codeOf(acceptOffer(at(1), sent))).toBe('state_changed');
  expect(await codeOf(acceptOffer(at(0), sent))).toBe('done');
  const other = await makeTalkingDeal(ctx);
  const late = await makeOffer(await other.as('company', 'officer'), { ...offer(), dealId: other.deal.id });
  await sweepDeadlines({ ...ctx, now: () => new Date(late.expiresAt.getTime() + 1) });
  expect((await db.select().from(dealOffers).where(eq(dealOffers.id, late.id)))[0]?.state).toBe('expired');
});

test('only the other side answers an offer, only its author takes it back, strangers find nothing', async () => {
  const [unit, company] = [await room.as('unit', 'officer'), await room.as('company', 'officer')];
  const made = await makeOffer(company, offer());
  const sent = { dealId: room.deal.id, offerId: made.id };
  expect(await codeOf(acceptOffer(company, sent))).toBe('forbidden');
  expect(await codeOf(withdrawOffer(unit, sent))).toBe('forbidden');
  const stranger = await asActor(ctx, await makePerson(db, await makeOrganisation(db)));
  expect(await codeOf(acceptOffer(stranger, sent))).toBe('not_found');
  expect(await codeOf(makeOffer(company, offer()))).toBe('invalid');
  await rejectOffer(unit, { ...sent, reason: 'price' });
  expect(await codeOf(withdrawOffer(company, sent))).toBe('state_changed');
});

test('a meeting is proposed, picked by the other side, held with minutes', async () => {
  const [unit, company] = [await room.as('unit', 'officer'), await room.as('company', 'officer')];
  const slots = [{ startsAt: '2026-11-25T06:00:00.000Z', endsAt: '2026-11-25T07:00:00.000Z' }];
  const key = v7();
  const sent = { dealId: room.deal.id, title: '看现场', place: '定西', slots, key };
  const [meeting, again] = await Promise.all([proposeMeeting(unit, sent), proposeMeeting(unit, sent)]);
  expect(again.id).toBe(meeting.id);
  const deed = { dealId: room.deal.id, meetingId: meeting.id };
  expect(await codeOf(fixMeeting(unit, { ...deed, slot: 0 }))).toBe('forbidden');
  expect(await codeOf(fixMeeting(company, { ...deed, slot: 4 }))).toBe('invalid');
  expect(await fixMeeting(company, { ...deed, slot: 0 })).toMatchObject({ state: 'fixed', revision: 1 });
  expect(await codeOf(holdMeeting(unit, { ...deed, minutes: '提前写' }))).toBe('invalid');
  clock.moveDays(5);
  expect(await holdMeeting(unit, { ...deed, minutes: '看了两级絮凝段' })).toMatchObject({ state: 'held' });
  expect(await codeOf(cancelMeeting(company, deed))).toBe('state_changed');
  const past = proposeMeeting(unit, { ...sent, key: v7() });
  expect(await codeOf(past)).toBe('invalid');
});

test('a task is of somebody in the room and done by his side', async () => {
  const [unit, company] = [await room.as('unit', 'officer'), await room.as('company', 'officer')];
  const task = { dealId: room.deal.id, title: '寄 20 升水样', dueOn: '2026-11-30' };
  const made = await addTask(unit, { ...task, assigneeId: room.companyPeople.officer.id });
  const outsider = await makePerson(db, await makeOrganisation(db));
  expect(await codeOf(addTask(unit, { ...task, assigneeId: outsider.id }))).toBe('invalid');
  const deed = { dealId: room.deal.id, taskId: made.id };
  expect(await codeOf(finishTask(unit, deed))).toBe('forbidden');
  expect((await finishTask(company, deed)).doneBy).toBe(room.companyPeople.officer.id);
  expect(await codeOf(finishTask(company, deed))).toBe('state_changed');
});

test('what others wrote is unread until the room was open; a name in it is told apart', async () => {
  const [unit, company] = [await room.as('unit', 'officer'), await room.as('company', 'officer')];
  const mention = [room.companyPeople.approver.id, v7()];
  const message = await postMessage(unit, { dealId: room.deal.id, body: '请看检测报告', mention });
  expect(message.mentions).toEqual([room.companyPeople.approver.id]);
  const told = await db.select().from(notices).where(eq(notices.userId, room.companyPeople.approver.id));
  expect(told.map(({ kind }) => kind)).toEqual(['deal.mention']);
  expect((await unreadByDeal(company, [room.deal.id])).get(room.deal.id)).toBe(1);
  expect((await unreadByDeal(unit, [room.deal.id])).size).toBe(0);
  clock.moveDays(1);
  await readRoom(company, { id: room.deal.id });
  expect((await unreadByDeal(company, [room.deal.id])).size).toBe(0);
});

test('a deal goes into due diligence and back, and its contract may come from either', async () => {
  const unit = await room.as('unit', 'officer');
  expect((await moveStage(unit, { id: room.deal.id, event: 'examine' })).state).toBe('diligence');
  expect(await codeOf(moveStage(unit, { id: room.deal.id, event: 'examine' }))).toBe('state_changed');
  expect(await codeOf(makeOffer(unit, offer()))).toBe('done');
  expect((await moveStage(unit, { id: room.deal.id, event: 'discuss' })).state).toBe('talking');
});

test('the asked side is reminded after three working days, hands over, and the answer counts in its record', async () => {
  const unit = await makeOrganisation(db, { kind: 'university' });
  const [boss, colleague] = [await makePerson(db, unit), await makePerson(db, unit)];
  const agency = await makeOrganisation(db, { kind: 'broker_agency' });
  const broker = await makeBroker(db, agency, { level: 'senior', fields: ['24.1'] });
  const asker = await room.as('company', 'officer');
  const ask = async () => {
    const achievement = await makeAchievement(db, unit, boss);
    return askToTalk(asker, { achievementId: achievement.id, purpose: '想看中试条件是否合适' });
  };
  const [first, second, third] = [await ask(), await ask(), await ask()];
  const bossActor = await asActor(ctx, boss);
  const handed = await handOver(bossActor, { id: first.id, userId: colleague.id });
  expect(handed.handlerId).toBe(colleague.id);
  expect(await codeOf(handOver(asker, { id: first.id, userId: colleague.id }))).toBe('forbidden');
  expect(await codeOf(handOver(bossActor, { id: first.id, userId: room.companyPeople.officer.id }))).toBe('invalid');
  clock.moveDays(5);
  await sweepDeadlines(ctx);
  await sweepDeadlines(ctx);
  const reminded = (await db.select().from(notices).where(eq(notices.userId, colleague.id))).map(({ kind }) => kind);
  expect(reminded.filter((kind) => kind === 'deal.remind')).toHaveLength(3);
  const toBoss = (await db.select().from(notices).where(eq(notices.userId, boss.id))).map(({ kind }) => kind);
  expect(toBoss.filter((kind) => kind === 'deal.remind')).toHaveLength(2);
  await declineTalk(await asActor(ctx, colleague), { id: first.id, reason: 'exclusivity', note: '' });
  await declineTalk(bossActor, { id: second.id, reason: 'price', note: '' });
  clock.moveDays(10);
  await sweepDeadlines(ctx);
  const [expired] = await db.select().from(deals).where(eq(deals.id, third.id));
  expect(expired).toMatchObject({ state: 'expired' });
  expect(expired?.offeredAt).not.toBeNull();
  const offered = await db.select().from(notices).where(eq(notices.userId, broker.id));
  expect(offered.map(({ kind }) => kind)).toContain('deal.offered');
  expect(await findReplyRecord(ctx, unit.id)).toMatchObject({
    asked: 3,
    answered: 2,
    ratePpm: 666_667,
    medianHours: 120,
  });
});

test('an offer that ran out stands in nobody’s way, swept or not; an open one ends with its deal', async () => {
  const [unit, company] = [await room.as('unit', 'officer'), await room.as('company', 'officer')];
  const first = await makeOffer(company, offer({ days: 1 }));
  expect(await codeOf(makeOffer(company, offer()))).toBe('invalid');
  clock.moveDays(3);
  const second = await makeOffer(company, offer());
  const states = async () => (await listOffers(company, room.deal.id)).map(({ id, state }) => [id, state]);
  expect(await states()).toEqual([
    [second.id, 'open'],
    [first.id, 'expired'],
  ]);
  await endDeal(unit, { id: room.deal.id, reason: 'timing', note: '' });
  expect((await states())[0]).toEqual([second.id, 'withdrawn']);
});

test('a room shows the newest messages in the order in which they were written', async () => {
  const company = await room.as('company', 'officer');
  const own = { dealId: room.deal.id, orgId: room.company.id, authorId: company.actor.userId };
  const rows = Array.from({ length: mostMessages + 2 }, (_, n) => ({
    ...own,
    body: String(n),
    createdAt: new Date(clock.now().getTime() + n),
  }));
  await db.insert(dealMessages).values(rows);
  const { messages } = await getDealRoom(company, room.deal.id);
  expect(messages).toHaveLength(mostMessages);
  expect([messages[0]?.body, messages.at(-1)?.body]).toEqual(['2', String(mostMessages + 1)]);
});
