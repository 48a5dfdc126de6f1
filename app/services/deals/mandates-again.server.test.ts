import { and, eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { v7 } from 'uuid';
import type { ActorContext, Context } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { deals, mandates, notices } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { makeTalkingDeal, type TalkingDeal } from '#seeds/make-talking-deal.ts';
import { asActor, makeBroker, makeContext, makeOrganisation, testClock } from '#seeds/make.ts';
import { getWorkRecord } from '../brokers/work-record.server.ts';
import { listNextActions } from '../brokers/workbench-queries.server.ts';
import { inTransaction } from '../context.server.ts';
import { answerMandate } from './answer-mandate.server.ts';
import { endMandate } from './end-mandate.server.ts';
import { followContract } from './follow-contract.server.ts';
import { inviteBroker } from './invite-broker.server.ts';
import { getDealRoom } from './deal-room.server.ts';
import { moveMandate } from './move-mandate.server.ts';
import { reachDeal } from './reach-deal.server.ts';

let db: Database;
let ctx: Context;
let room: TalkingDeal;
let client: ActorContext;
let broker: ActorContext;
const terms = { feePpm: 30_000, isHighFeeConfirmed: false, startsOn: '2026-11-21', endsOn: '2027-11-20' };
const invite = (given: object = {}) =>
  inviteBroker(client, { dealId: room.deal.id, brokerUserId: broker.actor.userId, ...terms, ...given });
const answer = (mandateId: string, accept = true) =>
  answerMandate(broker, { dealId: room.deal.id, mandateId, accept, conflictNote: '' });

beforeAll(async () => {
  ({ db } = await testDatabase());
});
beforeEach(async () => {
  ctx = makeContext(db, { now: testClock().now });
  room = await makeTalkingDeal(ctx);
  client = await room.as('company', 'officer');
  broker = await asActor(ctx, await makeBroker(db, await makeOrganisation(db, { kind: 'broker_agency' })));
});

test('a mistyped fee is taken back and sent anew; of one broker one invitation stands at a time', async () => {
  const first = await invite({ feePpm: 3_000 });
  expect(await codeOf(invite())).toBe('duplicate');
  await endMandate(client, { dealId: room.deal.id, mandateId: first.id });
  const both = await Promise.all([codeOf(invite({ key: v7() })), codeOf(invite({ key: v7() }))]);
  expect(both.toSorted()).toEqual(['done', 'duplicate']);
  const rows = await db.select().from(mandates).where(eq(mandates.dealId, room.deal.id));
  expect(rows.map(({ state, feePpm }) => [state, feePpm]).toSorted()).toEqual([
    ['invited', 30_000],
    ['withdrawn', 3_000],
  ]);
});

test('who declined and is asked again sees the room by the mandate that stands, whatever came before it', async () => {
  await answer((await invite()).id, false);
  expect(await codeOf(reachDeal(broker, room.deal.id))).toBe('not_found');
  const second = await invite({ feePpm: 20_000 });
  expect((await reachDeal(broker, room.deal.id)).as).toBe('invited');
  await answer(second.id);
  expect(await reachDeal(broker, room.deal.id)).toMatchObject({ as: 'broker', mandate: { id: second.id } });
  await endMandate(client, { dealId: room.deal.id, mandateId: second.id });
  expect(await codeOf(reachDeal(broker, room.deal.id))).toBe('not_found');
  await answer((await invite({ feePpm: 10_000 })).id);
  expect((await reachDeal(broker, room.deal.id)).as).toBe('broker');
  expect((await getDealRoom(client, room.deal.id)).mandates.map(({ state }) => state)).toEqual([
    'declined',
    'ended',
    'active',
  ]);
  // Two mandates came into force one after the other: two lines, each with its own cash.
  expect((await getWorkRecord(broker)).lines.map(({ cashFen }) => cashFen)).toEqual([0n, 0n]);
});

test('an invitation is taken before the contract is signed or not at all: signed, it is taken back', async () => {
  const given = await invite();
  await db.update(deals).set({ state: 'contracting' }).where(eq(deals.id, room.deal.id));
  const sign = inTransaction(ctx, (tx) => followContract(tx, room.deal.id, 'sign'));
  const [signed, taken] = await Promise.all([codeOf(sign), codeOf(answer(given.id))]);
  const [row] = await db.select().from(mandates).where(eq(mandates.id, given.id));
  expect(signed).toBe('done');
  expect(row?.state).toBe(taken === 'done' ? 'active' : 'withdrawn');
  const late = await makeTalkingDeal(ctx);
  const there = await late.as('company', 'officer');
  const invited = await inviteBroker(there, { dealId: late.deal.id, brokerUserId: broker.actor.userId, ...terms });
  await db.update(deals).set({ state: 'performing' }).where(eq(deals.id, late.deal.id));
  const own = { dealId: late.deal.id, mandateId: invited.id };
  expect(await codeOf(answerMandate(broker, { ...own, accept: true, conflictNote: '' }))).toBe('state_changed');
});

/** Somebody in this database waits for a row that another transaction holds. */
const isAnybodyWaiting = async () =>
  (
    await db.execute(sql`select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`)
  ).length > 0;

test('a broker who declines at the moment of the signature does not make it fail', async () => {
  const given = await invite();
  await db.update(deals).set({ state: 'contracting' }).where(eq(deals.id, room.deal.id));
  const sign = () => codeOf(inTransaction(ctx, (tx) => followContract(tx, room.deal.id, 'sign')));
  const signing = await inTransaction(broker, async (tx) => {
    await moveMandate(tx, given, 'decline');
    const under = { way: sign() };
    await vi.waitFor(async () => expect(await isAnybodyWaiting()).toBe(true), { timeout: 5_000 });
    return under;
  });
  expect(await signing.way).toBe('done');
  expect(await db.$count(mandates, and(eq(mandates.id, given.id), eq(mandates.state, 'declined')))).toBe(1);
});

test('an invitation that the signature overtook waits for nobody, and both are told', async () => {
  const given = await invite();
  await db.update(deals).set({ state: 'contracting' }).where(eq(deals.id, room.deal.id));
  await inTransaction(ctx, (tx) => followContract(tx, room.deal.id, 'sign'));
  expect(await db.$count(mandates, and(eq(mandates.id, given.id), eq(mandates.state, 'withdrawn')))).toBe(1);
  expect(await listNextActions(broker)).toEqual([]);
  const told = await db.select().from(notices).where(eq(notices.kind, 'mandate.withdraw'));
  const people = told.map(({ userId }) => userId);
  expect(people).toEqual(expect.arrayContaining([broker.actor.userId, client.actor.userId]));
});
