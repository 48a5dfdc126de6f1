import { and, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { mandateDeeds } from '#app/domain/deal-deeds.ts';
import type { ActorContext, Context } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { deals, demands, introductions, mandates, matches, notices } from '#db/schema/index.ts';
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
  type Person,
  testClock,
  type TestClock,
} from '#seeds/make.ts';
import { exchangeTerms, tradeTerms } from '#seeds/make-trade.ts';
import { getDealRoom } from '../deals/deal-room.server.ts';
import { acceptTalk } from '../deals/accept-talk.server.ts';
import { answerMandate } from '../deals/answer-mandate.server.ts';
import { askToTalk } from '../deals/ask-to-talk.server.ts';
import { endMandate } from '../deals/end-mandate.server.ts';
import { inviteBroker } from '../deals/invite-broker.server.ts';
import { listAchievement } from '../listings/list-achievement.server.ts';
import { advanceTrade } from '../trades/advance-trade.server.ts';
import { applyToTrade } from '../trades/apply-to-trade.server.ts';
import { qualifyApplication } from '../trades/decide-application.server.ts';
import { openTrade } from '../trades/open-trade.server.ts';
import { answerIntroduction } from './answer-introduction.server.ts';
import { declareConflict, endConflict } from './declare-conflict.server.ts';
import { listEngagements, listIntroductions } from './engagement-queries.server.ts';
import { answerEngagement, endEngagement } from './move-engagement.server.ts';
import { offerEngagement } from './offer-engagement.server.ts';
import { proposePair } from './propose-pair.server.ts';

let db: Database;
let clock: TestClock;
let ctx: Context;
let unit: ActorContext;
let company: ActorContext;
let broker: ActorContext;
let second: Person;
let achievementId: string;
let matchId: string;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

beforeEach(async () => {
  clock = testClock();
  ctx = makeContext(db, { now: clock.now });
  const [university, enterprise] = [await makeOrganisation(db, { kind: 'university' }), await makeOrganisation(db)];
  const [author, buyer] = [await makePerson(db, university), await makePerson(db, enterprise)];
  [unit, company] = [await asActor(ctx, author), await asActor(ctx, buyer)];
  const agency = await makeOrganisation(db, { kind: 'broker_agency' });
  broker = await asActor(ctx, await makeBroker(db, agency));
  second = await makeBroker(db, agency);
  const achievement = await makeAchievement(db, university, author);
  achievementId = achievement.id;
  const demand = await makeDemand(db, enterprise, buyer, { confidentiality: 'anonymous' });
  const [match] = await db
    .insert(matches)
    .values({
      demandId: demand.id,
      demandVersionN: 1,
      achievementId,
      achievementVersionN: 1,
      level: 'strong',
      scorePpm: 700_000,
      rank: 1,
      computedAt: ctx.now(),
      reasons: {
        schemaVersion: 1,
        terms: [],
        coveragePpm: 0,
        missingTerms: [],
        factors: [],
        textPpm: 700_000,
        fitPpm: null,
      },
    })
    .returning();
  matchId = match!.id;
});

const offer = (given: object = {}) =>
  offerEngagement(unit, {
    brokers: [
      { userId: broker.actor.userId, splitPpm: 600_000 },
      { userId: second.id, splitPpm: 400_000 },
    ],
    scope: '本校成果转化',
    isExclusive: false,
    feePpm: 30_000,
    isHighFeeConfirmed: false,
    startsOn: '2026-11-21',
    endsOn: '2027-11-20',
    ...given,
  });
const engage = async (given: object = {}) => {
  const rows = await offer(given);
  await answerEngagement(broker, { id: rows[0]!.id, accept: true, conflictNote: '' });
  await answerEngagement(await asActor(ctx, second), { id: rows[1]!.id, accept: true, conflictNote: '' });
  return rows;
};
const invited = async (dealId: string) => {
  const terms = { feePpm: 20_000, isHighFeeConfirmed: false, startsOn: '2026-11-23', endsOn: '2027-05-20' };
  const { id } = await inviteBroker(unit, { dealId, brokerUserId: broker.actor.userId, ...terms });
  return { dealId, mandateId: id };
};
const message = '两边的指标对得上，建议先看一次现场。';

test('a broker brings two sides together; the deal carries the mandates of both brokers in their parts', async () => {
  await engage();
  const pair = await proposePair(broker, { matchId, message });
  expect(await codeOf(proposePair(broker, { matchId, message }))).toBe('duplicate');
  const [seen] = await listIntroductions(unit, 'party');
  expect(seen).toMatchObject({ isWaiting: true, licenseeName: null });
  const answers = [unit, company].map((side) => answerIntroduction(side, { id: pair.id, accept: true }));
  await Promise.all(answers);
  const [row] = await db.select().from(introductions).where(eq(introductions.id, pair.id));
  expect(row?.state).toBe('opened');
  const [deal] = await db
    .select()
    .from(deals)
    .where(eq(deals.id, row?.dealId ?? ''));
  expect(deal).toMatchObject({ state: 'talking', origin: 'broker', sourceId: pair.id });
  const made = await db.select().from(mandates).where(eq(mandates.dealId, deal!.id));
  expect(made.map(({ feePpm, state }) => [feePpm, state]).toSorted()).toEqual([
    [12_000, 'active'],
    [18_000, 'active'],
  ]);
});

test('who goes round the broker still owes him, within the tail and not after it', async () => {
  const rows = await engage();
  const pair = await proposePair(broker, { matchId, message });
  await answerIntroduction(company, { id: pair.id, accept: false, reason: 'timing' });
  await endEngagement(unit, { id: rows[0]!.id });
  clock.moveDays(300);
  const deal = await askToTalk(company, { achievementId, purpose: '自己再来谈一次这项技术' });
  const covered = await db.select().from(mandates).where(eq(mandates.dealId, deal.id));
  expect(covered).toHaveLength(2);
  const own = covered.find(({ brokerUserId }) => brokerUserId === broker.actor.userId);
  expect(await codeOf(endMandate(unit, { dealId: deal.id, mandateId: own!.id }))).toBe('invalid');
  const other = await makeOrganisation(db);
  const stranger = await asActor(ctx, await makePerson(db, other));
  const apart = await askToTalk(stranger, { achievementId, purpose: '另一家企业来谈这项技术' });
  expect(await db.$count(mandates, eq(mandates.dealId, apart.id))).toBe(0);
});

test('who was introduced and then buys by a 挂牌交易 owes the broker too', async () => {
  await engage();
  const pair = await proposePair(broker, { matchId, message });
  await answerIntroduction(company, { id: pair.id, accept: false, reason: 'timing' });
  const listing = await listAchievement(unit, { id: achievementId, terms: exchangeTerms });
  const terms = tradeTerms(clock.now(), { depositFen: 0n });
  const { id: tradeId } = await openTrade(unit, { listingId: listing.id, terms });
  const applied = await applyToTrade(company, { tradeId, statement: '本公司年加工马铃薯 20 万吨。' });
  const found = { tradeId, applicationId: applied.id, depositOn: null, depositReference: '' };
  await qualifyApplication(unit, found);
  for (const days of [8, 6]) {
    clock.moveDays(days);
    await advanceTrade(ctx, tradeId);
  }
  const [deal] = await db.select().from(deals).where(eq(deals.sourceId, tradeId));
  expect(deal).toMatchObject({ state: 'talking', origin: 'trade' });
  expect(await db.$count(mandates, eq(mandates.dealId, deal!.id))).toBe(2);
});

test('after the tail nothing is owed', async () => {
  await engage();
  const pair = await proposePair(broker, { matchId, message });
  await answerIntroduction(company, { id: pair.id, accept: false, reason: 'timing' });
  clock.moveDays(365 + 366);
  const deal = await askToTalk(company, { achievementId, purpose: '两年以后再来谈这项技术' });
  expect(await db.$count(mandates, eq(mandates.dealId, deal.id))).toBe(0);
});

test('a mandate is never dated back, its parts sum to the whole, an exclusive one stands alone', async () => {
  const [one] = [{ userId: broker.actor.userId, splitPpm: 1_000_000 }];
  expect(await codeOf(engage({ startsOn: '2026-11-20' }))).toBe('invalid');
  expect(await codeOf(engage({ brokers: [{ ...one, splitPpm: 900_000 }] }))).toBe('invalid');
  await engage();
  expect(await codeOf(engage({ isExclusive: true }))).toBe('duplicate');
  expect(await listEngagements(unit, 'client')).toHaveLength(2);
});

test('a relation that was declared, a certificate that has run out and strangers are refused', async () => {
  const agency = await makeOrganisation(db, { kind: 'broker_agency' });
  const near = await makeBroker(db, agency, { conflictOrgIds: [unit.actor.org!.orgId] });
  const late = await makeBroker(db, agency, { certificateUntilOn: '2026-11-20' });
  const whole = (userId: string) => engage({ brokers: [{ userId, splitPpm: 1_000_000 }] });
  expect(await codeOf(whole(near.id))).toBe('invalid');
  expect(await codeOf(whole(late.id))).toBe('invalid');
  expect(await codeOf(proposePair(await asActor(ctx, near), { matchId, message }))).toBe('invalid');
  expect(await codeOf(proposePair(unit, { matchId, message }))).toBe('forbidden');
  const pair = await proposePair(broker, { matchId, message });
  const stranger = await asActor(ctx, await makePerson(db, await makeOrganisation(db)));
  expect(await codeOf(answerIntroduction(stranger, { id: pair.id, accept: true }))).toBe('not_found');
  const [engagement] = await engage();
  expect(await codeOf(endEngagement(stranger, { id: engagement!.id }))).toBe('not_found');
});

test('of an exclusive mandate and another given in the same moment one stands', async () => {
  const whole = (isExclusive: boolean) => ({ brokers: [{ userId: second.id, splitPpm: 1_000_000 }], isExclusive });
  const codes = await Promise.all([codeOf(offer(whole(true))), codeOf(offer(whole(false)))]);
  expect(codes.toSorted()).toEqual(['done', 'duplicate']);
});

test('who promised one broker that he acts alone brings no other into a deal', async () => {
  const alone = { brokers: [{ userId: broker.actor.userId, splitPpm: 1_000_000 }], isExclusive: true };
  const [given] = await offer(alone);
  await answerEngagement(broker, { id: given!.id, accept: true, conflictNote: '' });
  const deal = await askToTalk(company, { achievementId, purpose: '想在产线上试用这项技术' });
  await acceptTalk(unit, { id: deal.id });
  const terms = { feePpm: 20_000, isHighFeeConfirmed: false, startsOn: '2026-11-21', endsOn: '2027-05-20' };
  const invite = (brokerUserId: string) => inviteBroker(unit, { dealId: deal.id, brokerUserId, ...terms });
  expect(await codeOf(invite(second.id))).toBe('duplicate');
  expect(await codeOf(invite(broker.actor.userId))).toBe('done');
});

test('brokers of one client invited at once never get more than half of the cash together', async () => {
  const deal = await askToTalk(company, { achievementId, purpose: '想在产线上试用这项技术' });
  await acceptTalk(unit, { id: deal.id });
  const terms = {
    feePpm: 300_000,
    isHighFeeConfirmed: true,
    isSecondFeeConfirmed: true,
    startsOn: '2026-11-21',
    endsOn: '2027-05-20',
  };
  const invite = (brokerUserId: string) => inviteBroker(unit, { dealId: deal.id, brokerUserId, ...terms });
  const codes = await Promise.all([codeOf(invite(second.id)), codeOf(invite(broker.actor.userId))]);
  expect(codes.toSorted()).toEqual(['done', 'invalid']);
});

test('a commission is a share or a fixed sum; the fixed one is parted among its brokers, and a part declined is nobody’s', async () => {
  expect(await codeOf(offer({ feePpm: 20_000, feeFen: 5_000_000n }))).toBe('invalid');
  expect(await codeOf(offer({ feePpm: null, feeFen: null }))).toBe('invalid');
  const rows = await offer({ feePpm: null, feeFen: 5_000_000n });
  await answerEngagement(broker, { id: rows[0]!.id, accept: true, conflictNote: '' });
  await answerEngagement(await asActor(ctx, second), { id: rows[1]!.id, accept: false, conflictNote: '' });
  const pair = await proposePair(broker, { matchId, message });
  for (const side of [unit, company]) await answerIntroduction(side, { id: pair.id, accept: true });
  const made = await db.select().from(mandates).where(eq(mandates.brokerUserId, broker.actor.userId));
  expect(made.map(({ feePpm, feeFen }) => [feePpm, feeFen])).toEqual([[0, 3_000_000n]]);
});

test('a broker is told of no talk of an anonymous enterprise; two who say yes and talk already find that talk', async () => {
  const [introduced] = await db.select().from(matches).where(eq(matches.id, matchId));
  const ask = { achievementId: introduced!.achievementId, purpose: '想先谈谈低温季能不能稳定运行' };
  const open = await acceptTalk(unit, { id: (await askToTalk(company, ask)).id });
  const pair = await proposePair(broker, { matchId, message });
  await answerIntroduction(unit, { id: pair.id, accept: true });
  const row = await answerIntroduction(company, { id: pair.id, accept: true });
  expect(row).toMatchObject({ state: 'opened', dealId: open.id });
  expect(await db.$count(deals, eq(deals.achievementId, ask.achievementId))).toBe(1);
  // Who came to a talk that ran already brought nothing about.
  expect(await db.$count(mandates, eq(mandates.dealId, open.id))).toBe(0);
});

test('a pair whose demand was closed meanwhile opens nothing, and who had said yes is told of the other’s no', async () => {
  const pair = await proposePair(broker, { matchId, message });
  await answerIntroduction(unit, { id: pair.id, accept: true });
  await db.update(demands).set({ state: 'closed' }).where(eq(demands.id, pair.demandId));
  expect(await codeOf(answerIntroduction(company, { id: pair.id, accept: true }))).toBe('state_changed');
  await answerIntroduction(company, { id: pair.id, accept: false, reason: 'timing' });
  const told = await db.select().from(notices).where(eq(notices.userId, unit.actor.userId));
  expect(told.map(({ kind }) => kind)).toContain('introduction.other_no');
});

test('who was introduced does not end the broker’s mandate before he signs; the broker himself does', async () => {
  await engage();
  const pair = await proposePair(broker, { matchId, message });
  await answerIntroduction(unit, { id: pair.id, accept: true });
  const { dealId } = await answerIntroduction(company, { id: pair.id, accept: true });
  const own = and(eq(mandates.dealId, dealId ?? ''), eq(mandates.brokerUserId, broker.actor.userId));
  const [mandate] = await db.select().from(mandates).where(own);
  const end = { dealId: dealId ?? '', mandateId: mandate!.id };
  expect(await codeOf(endMandate(unit, end))).toBe('invalid');
  const buttons = async (ctx: ActorContext) =>
    (await getDealRoom(ctx, dealId ?? '')).mandates.flatMap((row) =>
      row.id === mandate!.id ? mandateDeeds(ctx.actor, { state: 'talking' }, row) : [],
    );
  expect([await buttons(unit), await buttons(broker)]).toEqual([[], ['end']]);
  expect(await codeOf(endMandate(broker, end))).toBe('done');
});

test('a pair that was declined protects nobody whom the client only invites later', async () => {
  const pair = await proposePair(broker, { matchId, message });
  await answerIntroduction(company, { id: pair.id, accept: false, reason: 'timing' });
  clock.moveDays(1);
  const deal = await askToTalk(company, { achievementId, purpose: '自己再来谈一次这项技术' });
  await acceptTalk(unit, { id: deal.id });
  const end = await invited(deal.id);
  await answerMandate(broker, { ...end, accept: true, conflictNote: '' });
  const [seen] = (await getDealRoom(unit, deal.id)).mandates;
  expect(mandateDeeds(unit.actor, { state: 'talking' }, seen!)).toContain('end');
  expect(await codeOf(endMandate(unit, end))).toBe('done');
});

test('a relation declared after the invitation takes neither mandate nor pair; what is over hinders no longer', async () => {
  const deal = await askToTalk(company, { achievementId, purpose: '想在产线上试用这项技术' });
  await acceptTalk(unit, { id: deal.id });
  const mandate = { ...(await invited(deal.id)), conflictNote: '' };
  const [standing] = await offer();
  const accept = { id: standing!.id, accept: true, conflictNote: '' };
  await declareConflict(broker, { name: unit.actor.org!.orgName });
  expect(await codeOf(answerMandate(broker, { ...mandate, accept: true }))).toBe('invalid');
  expect(await codeOf(answerEngagement(broker, accept))).toBe('invalid');
  await endConflict(broker, { orgId: unit.actor.org!.orgId });
  expect(await codeOf(answerMandate(broker, { ...mandate, accept: true }))).toBe('done');
  expect(await codeOf(answerEngagement(broker, accept))).toBe('done');
});

test('a relation declared after the pairing opens no deal; an anonymous enterprise that read of its own may go on', async () => {
  const pair = await proposePair(broker, { matchId, message });
  await answerIntroduction(company, { id: pair.id, accept: true });
  await declareConflict(broker, { name: unit.actor.org!.orgName });
  expect(await codeOf(answerIntroduction(unit, { id: pair.id, accept: true }))).toBe('invalid');
  expect(await db.$count(deals, eq(deals.achievementId, achievementId))).toBe(0);
  await endConflict(broker, { orgId: unit.actor.org!.orgId });
  await declareConflict(broker, { name: company.actor.org!.orgName });
  expect((await answerIntroduction(unit, { id: pair.id, accept: true })).state).toBe('opened');
});

test('a relation that was declared takes no mandate; of an anonymous enterprise a pairing tells only the enterprise', async () => {
  const [unitName, companyName] = [unit.actor.org!.orgName, company.actor.org!.orgName];
  expect(await codeOf(declareConflict(unit, { name: companyName }))).toBe('forbidden');
  expect(await codeOf(declareConflict(broker, { name: '没有这家单位' }))).toBe('invalid');
  expect((await declareConflict(broker, { name: companyName })).conflictOrgIds).toEqual([company.actor.org!.orgId]);
  expect(await codeOf(declareConflict(broker, { name: companyName }))).toBe('duplicate');
  await proposePair(broker, { matchId, message });
  expect((await listIntroductions(company, 'party'))[0]?.isRelated).toBe(true);
  expect((await listIntroductions(unit, 'party'))[0]?.isRelated).toBe(false);
  expect((await listIntroductions(broker, 'broker'))[0]?.isRelated).toBe(false);
  await endConflict(broker, { orgId: company.actor.org!.orgId });
  expect(await codeOf(endConflict(broker, { orgId: company.actor.org!.orgId }))).toBe('not_found');
  await declareConflict(broker, { name: unitName });
  expect(await codeOf(offer())).toBe('invalid');
  expect(await codeOf(proposePair(broker, { matchId, message }))).toBe('invalid');
});
