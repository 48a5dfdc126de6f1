import { Readable } from 'node:stream';
import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import type { ActorContext, Context } from '#app/services/context.server.ts';
import { todosOfRequest } from '#app/services/desk/queries.server.ts';
import type { Database } from '#db/client.server.ts';
import {
  auditLines,
  deadlines,
  dealMessages,
  deals,
  demands,
  mandates,
  notices,
  organisations,
} from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import {
  asActor,
  makeAchievement,
  makeBroker,
  makeContext,
  makeDemand,
  makeOrganisation,
  makePerson,
  testClock,
  type TestClock,
} from '#seeds/make.ts';
import { acceptTalk } from './accept-talk.server.ts';
import { answerMandate } from './answer-mandate.server.ts';
import { askToTalk } from './ask-to-talk.server.ts';
import { declineTalk } from './decline-talk.server.ts';
import { endDeal } from './end-deal.server.ts';
import { endMandate } from './end-mandate.server.ts';
import { expireTalk } from './expire-talk.server.ts';
import { inviteBroker } from './invite-broker.server.ts';
import { postMessage } from './post-message.server.ts';
import { getAskPage } from './ask-queries.server.ts';
import { getDealRoom } from './deal-room.server.ts';
import { listDeals } from './queries.server.ts';
import { reachableDeals } from './reach-deal.server.ts';
import { withdrawTalk } from './withdraw-talk.server.ts';

let db: Database;
let clock: TestClock;
let ctx: Context;
let university: Awaited<ReturnType<typeof makeOrganisation>>;
let enterprise: Awaited<ReturnType<typeof makeOrganisation>>;
let seller: ActorContext;
let buyer: ActorContext;
let stranger: ActorContext;
let achievement: Awaited<ReturnType<typeof makeAchievement>>;

const purpose = '想了解低温季能不能稳定运行，先看中试数据';

beforeAll(async () => {
  ({ db } = await testDatabase());
});

beforeEach(async () => {
  clock = testClock();
  ctx = makeContext(db, { now: clock.now });
  university = await makeOrganisation(db, { kind: 'university' });
  enterprise = await makeOrganisation(db);
  const officer = await makePerson(db, university);
  seller = await asActor(ctx, officer);
  buyer = await asActor(ctx, await makePerson(db, enterprise));
  stranger = await asActor(ctx, await makePerson(db, await makeOrganisation(db)));
  achievement = await makeAchievement(db, university, officer);
});

const ask = (key?: string) => askToTalk(buyer, { achievementId: achievement.id, purpose, key });
const talk = async () => acceptTalk(seller, { id: (await ask()).id });
const settled = async (...work: Promise<unknown>[]) => (await Promise.all(work.map(codeOf))).sort();

describe('asking', () => {
  test('nobody asks a unit whose verification was withdrawn, or offers to such an enterprise', async () => {
    const demand = await makeDemand(db, enterprise, { id: buyer.actor.userId });
    const offer = () => askToTalk(seller, { achievementId: achievement.id, demandId: demand.id, purpose });
    const withdraw = (id: string) =>
      db.update(organisations).set({ state: 'unverified', verifiedAt: null }).where(eq(organisations.id, id));
    await withdraw(enterprise.id);
    expect(await codeOf(offer())).toBe('not_found');
    await withdraw(university.id);
    expect(await codeOf(ask())).toBe('not_found');
    expect(await db.$count(deals, eq(deals.achievementId, achievement.id))).toBe(0);
  });

  test('a request has a clock of five working days on the other side, and tells its officers', async () => {
    const deal = await ask();
    // Saturday 2026-11-21: the fifth working day after it is Friday the 27th.
    expect(deal).toMatchObject({ state: 'requested', origin: 'search', licensorOrgId: university.id });
    expect(deal.replyDueAt.toISOString()).toBe('2026-11-27T15:59:59.999Z');
    const [deadline] = await db.select().from(deadlines).where(eq(deadlines.subjectId, deal.id));
    expect(deadline).toMatchObject({ kind: 'reply', orgId: university.id, doneAt: null });
    const told = await db.select().from(notices).where(eq(notices.userId, seller.actor.userId));
    expect(told.map((notice) => notice.kind)).toEqual(['deal.ask']);
  });

  test('the same form sent twice at once makes one deal', async () => {
    const key = v7();
    const [first, second] = await Promise.all([ask(key), ask(key)]);
    expect(second.id).toBe(first.id);
    expect(await db.select().from(deals).where(eq(deals.achievementId, achievement.id))).toHaveLength(1);
  });

  test('two requests for the same pair at once make one deal; the other is told where it is', async () => {
    expect(await settled(ask(v7()), ask(v7()))).toEqual(['done', 'duplicate']);
    const [open] = await db.select().from(deals).where(eq(deals.achievementId, achievement.id));
    await expect(ask()).rejects.toMatchObject({ code: 'duplicate', params: { dealId: open?.id } });
  });

  test('a declined pair may be asked again', async () => {
    const deal = await ask();
    await declineTalk(seller, { id: deal.id, reason: 'too_early', note: '' });
    expect((await ask()).id).not.toBe(deal.id);
  });

  test('only officers of verified enterprises ask, and never for what is their own or not public', async () => {
    const inventor = await asActor(ctx, await makePerson(db, enterprise, ['inventor', 'owner']));
    const input = { achievementId: achievement.id, purpose };
    expect(await codeOf(askToTalk(inventor, input))).toBe('forbidden');
    const fresh = await makeOrganisation(db, { state: 'unverified' });
    expect(await codeOf(askToTalk(await asActor(ctx, await makePerson(db, fresh)), input))).toBe(
      'organisation_unverified',
    );
    expect(await codeOf(askToTalk(seller, input))).toBe('invalid');
    const other = await makeOrganisation(db, { kind: 'university' });
    expect(await codeOf(askToTalk(await asActor(ctx, await makePerson(db, other)), input))).toBe('forbidden');
    expect(await codeOf(askToTalk(buyer, { ...input, achievementId: v7() }))).toBe('not_found');
    const foreign = await makeDemand(db, await makeOrganisation(db), { id: seller.actor.userId });
    expect(await codeOf(askToTalk(buyer, { ...input, demandId: foreign.id }))).toBe('not_found');
  });

  test('a university answers a demand; an anonymous enterprise is named only once it accepts', async () => {
    const demand = await makeDemand(db, enterprise, { id: buyer.actor.userId }, { confidentiality: 'anonymous' });
    const deal = await askToTalk(seller, { achievementId: achievement.id, demandId: demand.id, purpose });
    expect(deal).toMatchObject({ origin: 'demand', licenseeOrgId: enterprise.id });
    expect((await getDealRoom(seller, deal.id)).licenseeName).toBeNull();
    expect((await listDeals(seller, { view: 'all', page: 1 })).rows[0]?.licenseeName).toBeNull();
    expect(await codeOf(acceptTalk(seller, { id: deal.id }))).toBe('forbidden');
    await acceptTalk(buyer, { id: deal.id });
    expect((await getDealRoom(seller, deal.id)).licenseeName).toBe(enterprise.name);
  });
});

describe('answering', () => {
  test('an answer to an anonymous demand tells of no other talk of the two; the enterprise learns of it with its yes', async () => {
    const demand = await makeDemand(db, enterprise, { id: buyer.actor.userId }, { confidentiality: 'anonymous' });
    const open = await talk();
    expect((await getAskPage(seller, achievement.id, demand.id)).open).toBeNull();
    const offer = { achievementId: achievement.id, demandId: demand.id, purpose };
    const answer = await askToTalk(seller, offer);
    await expect(acceptTalk(buyer, { id: answer.id })).rejects.toMatchObject({
      code: 'duplicate',
      params: { dealId: open.id },
    });
    // Its own answer to this demand may be named to it.
    await expect(askToTalk(seller, offer)).rejects.toMatchObject({ code: 'duplicate', params: { dealId: answer.id } });
    expect((await getAskPage(seller, achievement.id, demand.id)).open?.id).toBe(answer.id);
    await declineTalk(buyer, { id: answer.id, reason: 'already_committed', note: '' });
    const shown = await makeDemand(db, enterprise, { id: buyer.actor.userId });
    await expect(askToTalk(seller, { ...offer, demandId: shown.id })).rejects.toMatchObject({
      code: 'duplicate',
      params: { dealId: open.id },
    });
  });

  test('of two answers to anonymous demands of one enterprise taken at once, one becomes the talk', async () => {
    const own = { id: buyer.actor.userId };
    const offers: string[] = [];
    for (let n = 0; n < 2; n += 1) {
      const demand = await makeDemand(db, enterprise, own, { confidentiality: 'anonymous' });
      offers.push((await askToTalk(seller, { achievementId: achievement.id, demandId: demand.id, purpose })).id);
    }
    expect(await settled(...offers.map((id) => acceptTalk(buyer, { id })))).toEqual(['done', 'duplicate']);
  });

  test('two who accept in the same second: one wins, the other is told', async () => {
    const deal = await ask();
    const colleague = await asActor(ctx, await makePerson(db, university));
    expect(await settled(acceptTalk(seller, deal), acceptTalk(colleague, deal))).toEqual(['done', 'state_changed']);
    const lines = await db.select().from(auditLines).where(eq(auditLines.subjectId, deal.id));
    expect(lines.filter((line) => line.deed === 'deal.accept')).toHaveLength(1);
    const [deadline] = await db.select().from(deadlines).where(eq(deadlines.subjectId, deal.id));
    expect(deadline?.doneAt).not.toBeNull();
  });

  test('accept against withdraw: exactly one holds', async () => {
    const deal = await ask();
    expect(await settled(acceptTalk(seller, deal), withdrawTalk(buyer, deal))).toEqual(['done', 'state_changed']);
  });

  test('the asker cannot answer, the answerer cannot withdraw, others find nothing', async () => {
    const deal = await ask();
    expect(await codeOf(acceptTalk(buyer, deal))).toBe('forbidden');
    expect(await codeOf(withdrawTalk(seller, deal))).toBe('forbidden');
    expect(await codeOf(acceptTalk(stranger, deal))).toBe('not_found');
    expect(await codeOf(acceptTalk(seller, { id: v7() }))).toBe('not_found');
    const owner = await asActor(ctx, await makePerson(db, university, ['owner']));
    expect(await codeOf(acceptTalk(owner, deal))).toBe('forbidden');
  });

  test('a decline carries its reason back to the asker', async () => {
    const deal = await ask();
    await declineTalk(seller, { id: deal.id, reason: 'no_capacity', note: '明年三月后可以谈' });
    const room = await getDealRoom(buyer, deal.id);
    expect(room.deal).toMatchObject({
      state: 'declined',
      declineReason: 'no_capacity',
      declineNote: '明年三月后可以谈',
    });
  });

  test('an unanswered request expires once its clock has run out, and not before', async () => {
    const deal = await ask();
    await expireTalk(ctx, deal.id);
    expect((await db.select().from(deals).where(eq(deals.id, deal.id)))[0]?.state).toBe('requested');
    clock.moveDays(7);
    await expireTalk(ctx, deal.id);
    await expireTalk(ctx, deal.id);
    expect((await db.select().from(deals).where(eq(deals.id, deal.id)))[0]?.state).toBe('expired');
    expect(await codeOf(acceptTalk(seller, deal))).toBe('state_changed');
  });

  test('the demand goes into talks with the first acceptance and back when the last talk fails', async () => {
    const demand = await makeDemand(db, enterprise, { id: buyer.actor.userId });
    const deal = await askToTalk(buyer, { achievementId: achievement.id, demandId: demand.id, purpose });
    expect(deal.origin).toBe('match');
    await acceptTalk(seller, deal);
    const stateOf = async () => (await db.select().from(demands).where(eq(demands.id, demand.id)))[0]?.state;
    expect(await stateOf()).toBe('in_talks');
    await endDeal(seller, { id: deal.id, reason: 'terms_unfit', note: '' });
    expect(await stateOf()).toBe('published');
  });
});

describe('the room', () => {
  const say = (who: ActorContext, dealId: string, key?: string) => postMessage(who, { dealId, body: '请看附件', key });

  test('it opens with the acceptance and closes with the end', async () => {
    const deal = await ask();
    expect(await codeOf(say(buyer, deal.id))).toBe('state_changed');
    await acceptTalk(seller, deal);
    await say(buyer, deal.id);
    await say(seller, deal.id);
    expect((await getDealRoom(seller, deal.id)).messages.map((message) => message.orgId)).toEqual([
      enterprise.id,
      university.id,
    ]);
    await endDeal(buyer, { id: deal.id, reason: 'other', note: '工厂搬迁' });
    expect(await codeOf(say(seller, deal.id))).toBe('state_changed');
  });

  test('a message sent twice stands once', async () => {
    const deal = await talk();
    const key = v7();
    await Promise.all([say(buyer, deal.id, key), say(buyer, deal.id, key)]);
    expect(await db.select().from(dealMessages).where(eq(dealMessages.dealId, deal.id))).toHaveLength(1);
  });

  test('outsiders find no room, and inventors read without writing', async () => {
    const deal = await talk();
    expect(await codeOf(getDealRoom(stranger, deal.id))).toBe('not_found');
    expect(await codeOf(say(stranger, deal.id))).toBe('not_found');
    expect((await listDeals(stranger, { view: 'all', page: 1 })).rows).toEqual([]);
    const person = await makePerson(db, university, ['inventor']);
    const inventor = await asActor(ctx, person);
    expect(await codeOf(getDealRoom(inventor, deal.id))).toBe('not_found');
    const own = await makeAchievement(db, university, person, {}, [
      { name: person.name, sharePpm: 1_000_000, userId: person.id },
    ]);
    const ours = await askToTalk(buyer, { achievementId: own.id, purpose });
    await acceptTalk(seller, ours);
    expect((await getDealRoom(inventor, ours.id)).as).toBe('inventor');
    expect(await codeOf(say(inventor, ours.id))).toBe('forbidden');
    expect((await listDeals(inventor, { view: 'all', page: 1 })).rows.map((row) => row.id)).toEqual([ours.id]);
  });

  test('of several deals each sees his own, all found at once, and the same deal twice is one', async () => {
    const person = await makePerson(db, university, ['inventor']);
    const inventor = await asActor(ctx, person);
    const own = await makeAchievement(db, university, person, {}, [
      { name: person.name, sharePpm: 1_000_000, userId: person.id },
    ]);
    const [theirs, ours] = [await talk(), await askToTalk(buyer, { achievementId: own.id, purpose })];
    const ids = [theirs.id, ours.id, theirs.id, v7()];
    const seen = async (who: ActorContext) =>
      [...(await reachableDeals(who, ids))].map(([id, reach]) => [id, reach.side, reach.as]).sort();
    expect(await seen(seller)).toEqual([theirs, ours].map(({ id }) => [id, 'licensor', 'party']).sort());
    expect(await seen(inventor)).toEqual([[ours.id, 'licensor', 'inventor']]);
    expect(await seen(stranger)).toEqual([]);
    expect(await reachableDeals(seller, [])).toEqual(new Map());
  });

  test('the desk asks once for all loaders of a request, and the next request asks anew', async () => {
    await ask();
    expect((await todosOfRequest(seller)).map((todo) => todo.kind)).toEqual(['deal.reply']);
    expect(todosOfRequest(seller)).toBe(todosOfRequest(seller));
    const [deal] = await db.select().from(deals).where(eq(deals.achievementId, achievement.id));
    await acceptTalk(seller, { id: deal!.id });
    expect(await todosOfRequest({ ...seller })).toEqual([]);
    expect(await todosOfRequest(stranger)).toEqual([]);
  });

  test('a file that is no document is refused and nothing is said', async () => {
    const deal = await talk();
    const stored = await ctx.files.put(Readable.from([Buffer.from('MZ\0\0program')]), 10_000);
    const file = { ...stored, name: 'run.pdf' };
    expect(await codeOf(postMessage(buyer, { dealId: deal.id, body: '附件', file }))).toBe('file_refused');
    expect((await getDealRoom(buyer, deal.id)).messages).toEqual([]);
  });
});

describe('brokers', () => {
  const terms = { feePpm: 30_000, isHighFeeConfirmed: false, startsOn: '2026-11-21', endsOn: '2027-05-20' };
  let broker: ActorContext;
  let dealId: string;

  beforeEach(async () => {
    const agency = await makeOrganisation(db, { kind: 'broker_agency' });
    broker = await asActor(ctx, await makeBroker(db, agency));
    dealId = (await talk()).id;
  });

  const invite = (given: Partial<typeof terms> = {}, by = buyer) =>
    inviteBroker(by, { dealId, brokerUserId: broker.actor.userId, ...terms, ...given });
  const answer = (mandateId: string, accept = true, by = broker) =>
    answerMandate(by, { dealId, mandateId, accept, conflictNote: '' });

  test('the invited broker sees parties, achievement and his mandate, but nothing that was said', async () => {
    await postMessage(buyer, { dealId, body: '底价不超过 80 万' });
    expect(await codeOf(getDealRoom(broker, dealId))).toBe('not_found');
    await invite();
    const room = await getDealRoom(broker, dealId);
    expect(room).toMatchObject({ as: 'invited', licensorName: university.name, messages: [], askerName: null });
    expect(room.deal.purpose).toBeNull();
    expect(room.mandates).toHaveLength(1);
    expect(await codeOf(postMessage(broker, { dealId, body: '你好' }))).toBe('forbidden');
  });

  test('with the mandate accepted he reads and writes, until its last day', async () => {
    const mandate = await invite();
    await answer(mandate.id);
    await postMessage(broker, { dealId, body: '建议先做一个月试用' });
    expect((await getDealRoom(broker, dealId)).messages).toHaveLength(1);
    clock.moveDays(181);
    expect(await codeOf(getDealRoom(broker, dealId))).toBe('not_found');
    expect((await listDeals(broker, { view: 'all', page: 1 })).rows).toEqual([]);
  });

  test('before its first day and after its end a mandate opens nothing', async () => {
    const mandate = await invite({ startsOn: '2026-11-25' });
    await answer(mandate.id);
    expect(await codeOf(getDealRoom(broker, dealId))).toBe('not_found');
    clock.moveDays(5);
    expect((await getDealRoom(broker, dealId)).as).toBe('broker');
    expect((await endMandate(buyer, { dealId, mandateId: mandate.id })).endedAt).toEqual(buyer.now());
    expect(await codeOf(getDealRoom(broker, dealId))).toBe('not_found');
    expect(await codeOf(endMandate(buyer, { dealId, mandateId: mandate.id }))).toBe('state_changed');
  });

  test('only the broker answers, and answering twice at once counts once', async () => {
    const mandate = await invite();
    expect(await codeOf(answer(mandate.id, true, buyer))).toBe('forbidden');
    expect(await codeOf(answer(mandate.id, true, stranger))).toBe('not_found');
    expect(await codeOf(answer(mandate.id, true, seller))).toBe('not_found');
    expect(await settled(answer(mandate.id), answer(mandate.id, false))).toEqual(['done', 'state_changed']);
  });

  test('a commission above a tenth must be meant, and a mandate is never dated back', async () => {
    await expect(invite({ feePpm: 100_001 })).rejects.toMatchObject({ code: 'invalid', field: 'fee' });
    await expect(invite({ startsOn: '2026-11-20' })).rejects.toMatchObject({ field: 'startsOn' });
    await expect(invite({ endsOn: '2026-11-20' })).rejects.toMatchObject({ field: 'endsOn' });
    expect((await invite({ feePpm: 150_000, isHighFeeConfirmed: true })).feePpm).toBe(150_000);
    await expect(invite()).rejects.toMatchObject({ code: 'duplicate' });
    expect(await db.select().from(mandates).where(eq(mandates.dealId, dealId))).toHaveLength(1);
  });

  test('strangers invite nobody, and a party does not hire the other side’s broker', async () => {
    expect(await codeOf(invite({}, stranger))).toBe('not_found');
    const theirs = await makeBroker(db, university);
    await expect(inviteBroker(buyer, { dealId, brokerUserId: theirs.id, ...terms })).rejects.toMatchObject({
      field: 'brokerUserId',
    });
    const ours = await inviteBroker(seller, { dealId, brokerUserId: theirs.id, ...terms });
    const insider = await asActor(ctx, theirs);
    await expect(
      answerMandate(insider, { dealId, mandateId: ours.id, accept: true, conflictNote: '' }),
    ).rejects.toMatchObject({ field: 'conflictNote' });
  });
});
