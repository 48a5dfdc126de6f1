import { asc, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { ActorContext, Context } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { mandates, notices } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { makeTalkingDeal, type TalkingDeal } from '#seeds/make-talking-deal.ts';
import { asActor, makeBroker, makeContext, makeOrganisation, testClock } from '#seeds/make.ts';
import { listOwnMandates } from '../brokers/mandate-queries.server.ts';
import { answerMandate } from './answer-mandate.server.ts';
import { answerShare } from './answer-share.server.ts';
import { endDeal } from './end-deal.server.ts';
import { endMandate } from './end-mandate.server.ts';
import { type InviteBroker, inviteBroker } from './invite-broker.server.ts';
import { getDealRoom } from './deal-room.server.ts';
import { reachDeal } from './reach-deal.server.ts';

let db: Database;
let ctx: Context;
let room: TalkingDeal;
let client: ActorContext;
let first: ActorContext;
let second: ActorContext;
let firstMandate: typeof mandates.$inferSelect;
const makeOne = async () => asActor(ctx, await makeBroker(db, await makeOrganisation(db, { kind: 'broker_agency' })));
const terms = { feePpm: 30_000, isHighFeeConfirmed: false, startsOn: '2026-11-21', endsOn: '2027-11-20' };
const invite = (broker: ActorContext, given: Partial<InviteBroker> = {}) =>
  inviteBroker(client, { dealId: room.deal.id, brokerUserId: broker.actor.userId, ...terms, ...given });
const share = (splitPpm = 400_000) => invite(second, { feePpm: null, share: { withId: firstMandate.id, splitPpm } });
const deed = (mandateId: string) => ({ dealId: room.deal.id, mandateId });
const accept = (broker: ActorContext, id: string) =>
  answerMandate(broker, { ...deed(id), accept: true, conflictNote: '' });
const fees = async () =>
  (
    await db
      .select()
      .from(mandates)
      .where(eq(mandates.dealId, room.deal.id))
      .orderBy(asc(mandates.createdAt), asc(mandates.id))
  ).map(({ state, feePpm }) => [state, feePpm]);
const kindsTo = async (person: ActorContext) =>
  (await db.select().from(notices).where(eq(notices.userId, person.actor.userId))).map(({ kind }) => kind);

beforeAll(async () => {
  ({ db } = await testDatabase());
});
beforeEach(async () => {
  ctx = makeContext(db, { now: testClock().now });
  room = await makeTalkingDeal(ctx);
  client = await room.as('company', 'officer');
  [first, second] = [await makeOne(), await makeOne()];
  firstMandate = await invite(first);
  await accept(first, firstMandate.id);
});

test('a second commission is paid beside the first only where the client says so', async () => {
  expect(await codeOf(invite(second))).toBe('invalid');
  expect(await codeOf(invite(second, { isSecondFeeConfirmed: true }))).toBe('done');
  expect(await fees()).toEqual([
    ['active', 30_000],
    ['invited', 30_000],
  ]);
});

test('a commission is shared when all three agree, and its parts sum to the whole of it', async () => {
  const asked = await share();
  expect(await fees()).toEqual([
    ['active', 30_000],
    ['sharing', 12_000],
  ]);
  expect(await codeOf(accept(second, asked.id))).toBe('not_found');
  await answerShare(first, { ...deed(asked.id), agree: true });
  expect(await kindsTo(second)).toEqual(['mandate.invite']);
  expect(await fees()).toEqual([
    ['active', 30_000],
    ['invited', 12_000],
  ]);
  await accept(second, asked.id);
  expect(await fees()).toEqual([
    ['active', 18_000],
    ['active', 12_000],
  ]);
  expect(await kindsTo(first)).toContain('mandate.part');
});

test('a fixed commission is shared to the fen', async () => {
  await endMandate(client, deed(firstMandate.id));
  firstMandate = await invite(first, { feePpm: null, feeFen: 5_000_001n });
  await accept(first, firstMandate.id);
  const asked = await share(333_333);
  await answerShare(first, { ...deed(asked.id), agree: true });
  await accept(second, asked.id);
  const rows = await db.select().from(mandates).where(eq(mandates.state, 'active'));
  const own = rows.filter(({ dealId }) => dealId === room.deal.id).map(({ feeFen }) => feeFen ?? 0n);
  expect(own.toSorted()).toEqual([1_666_665n, 3_333_336n]);
});

test('until the first agrees the second knows nothing of it, and nobody else of the split', async () => {
  const asked = await share();
  expect(await codeOf(reachDeal(second, room.deal.id))).toBe('not_found');
  expect(await listOwnMandates(second)).toEqual([]);
  const seenBy = async (who: ActorContext) => (await getDealRoom(who, room.deal.id)).mandates.map(({ id }) => id);
  expect(await seenBy(first)).toContain(asked.id);
  expect(await seenBy(client)).toContain(asked.id);
  const unit = await room.as('unit', 'officer');
  expect(await seenBy(unit)).not.toContain(asked.id);
  await answerShare(first, { ...deed(asked.id), agree: true });
  const [, line] = (await getDealRoom(unit, room.deal.id)).mandates;
  expect(line).toMatchObject({ id: asked.id, splitPpm: null, sharerName: null, feePpm: null });
});

test('only the broker whose commission it is agrees, once; his no ends it, and the client may ask on other terms', async () => {
  const asked = await share();
  for (const other of [second, await makeOne()])
    expect(await codeOf(answerShare(other, { ...deed(asked.id), agree: true }))).toBe('not_found');
  expect(await codeOf(answerShare(client, { ...deed(asked.id), agree: true }))).toBe('forbidden');
  expect(await codeOf(answerShare(first, { ...deed(firstMandate.id), agree: true }))).toBe('not_found');
  const said = await Promise.all(
    [true, false].map((agree) => codeOf(answerShare(first, { ...deed(asked.id), agree }))),
  );
  expect(said.toSorted()).toEqual(['done', 'state_changed']);
  if (said[0] === 'done') await endMandate(client, deed(asked.id));
  expect(await codeOf(share(200_000))).toBe('done');
  expect(
    await codeOf(invite(await makeOne(), { feePpm: null, share: { withId: firstMandate.id, splitPpm: 100_000 } })),
  ).toBe('invalid');
});

test('with the first mandate ends what was to be taken out of it; a part of one that is over is not taken', async () => {
  const asked = await share();
  await answerShare(first, { ...deed(asked.id), agree: true });
  const [ended, taken] = await Promise.all([
    codeOf(endMandate(client, deed(firstMandate.id))),
    codeOf(accept(second, asked.id)),
  ]);
  expect(ended).toBe('done');
  expect(await fees()).toEqual(
    taken === 'done'
      ? [
          ['ended', 30_000],
          ['ended', 0],
        ]
      : [
          ['ended', 30_000],
          ['withdrawn', 12_000],
        ],
  );
});

test('a split still being agreed on ends with the deal, and a foreign mandate is shared by nobody', async () => {
  await share();
  const unit = await room.as('unit', 'officer');
  const third = await makeOne();
  const given = { ...terms, dealId: room.deal.id, brokerUserId: third.actor.userId };
  const foreign = { ...given, feePpm: null, share: { withId: firstMandate.id, splitPpm: 500_000 } };
  expect(await codeOf(inviteBroker(unit, foreign))).toBe('invalid');
  await endDeal(unit, { id: room.deal.id, reason: 'timing', note: '' });
  expect((await fees())[1]).toEqual(['unshared', 12_000]);
  expect(await kindsTo(second)).toEqual([]);
});
