import { Readable } from 'node:stream';
import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { deals, notices, trades } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { asActor, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { exchangeTerms, makeTrade } from '#seeds/make-trade.ts';
import type { DealSide } from '#app/domain/deal-access.ts';
import type { ActorContext } from '../context.server.ts';
import { endDeal } from '../deals/end-deal.server.ts';
import { listTodos } from '../desk/queries.server.ts';
import { getFile } from '../files/get-file.server.ts';
import { findSold } from '../listings/find-sold.server.ts';
import { listOwnListings } from '../listings/queries.server.ts';
import { fallenSaleOfTalk } from './fallen-sale-of-talk.server.ts';
import { listAchievement } from '../listings/list-achievement.server.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { askEndOfSale } from './ask-end-of-sale.server.ts';
import { grantSaleRequest } from './grant-sale-request.server.ts';
import { endDeposit } from './keep-deposit.server.ts';
import { openTrade } from './open-trade.server.ts';
import { getOwnTrade, getPublicTrade, listPublicTrades, tradePaperOf } from './queries.server.ts';
import { recallSaleRequest } from './recall-sale-request.server.ts';
import { refuseSaleRequest } from './refuse-sale-request.server.ts';
import { tradeTerms } from '#seeds/make-trade.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

/** A trade that was concluded with its only bidder, for the asked price of 58 万元. */
async function concluded() {
  const clock = testClock();
  const ctx = makeContext(db, { now: clock.now });
  const made = await makeTrade(ctx, 1);
  for (const days of [9, 6]) {
    clock.moveDays(days);
    await sweepDeadlines(ctx);
  }
  const { officer, trade, bidders } = made;
  const read = async () => (await db.select().from(trades).where(eq(trades.id, trade.id)))[0]!;
  const dealId = (await read()).dealId!;
  const end = async (kind: 'dissolve' | 'perform' = 'dissolve', by: ActorContext = officer) => {
    const file = { ...(await ctx.files.put(Readable.from(['%PDF-1.4\n%EOF']), 100)), name: '函.pdf' };
    return askEndOfSale(by, { tradeId: trade.id, kind, reason: '成交方书面放弃签约。', file });
  };
  const told = async ({ actor }: ActorContext) =>
    (await db.select().from(notices).where(eq(notices.userId, actor.userId))).map(({ kind }) => kind);
  const kindsOf = async (by: ActorContext) => (await listTodos(by)).map(({ kind }) => kind);
  return { ...made, clock, ctx, read, dealId, end, told, kindsOf, winner: bidders[0]! };
}

test('a trade whose winner does not sign is undone by a paper and another person’s word, and what was sold is free', async () => {
  const { ctx, clock, officer, approver, trade, read, dealId, end, told, kindsOf, winner } = await concluded();
  expect(await getOwnTrade(officer, trade.id)).toMatchObject({ standing: 'draft', trade: { state: 'concluded' } });
  expect(await kindsOf(officer)).not.toContain('sale.end');
  // While the sale stands nobody keeps its deposit.
  const deposit = { tradeId: trade.id, applicationId: winner.application.id, reference: 'HT-1', note: '' };
  const forfeit = { ...deposit, way: 'forfeit', on: '2026-11-20', note: '按公告第五条，成交方书面放弃签约。' } as const;
  await expect(endDeposit(officer, forfeit)).rejects.toMatchObject({ code: 'invalid', field: 'way' });
  const beside = (by: ActorContext, side: DealSide) => fallenSaleOfTalk(by, dealId, side);
  expect(await beside(officer, 'licensor')).toBeNull();
  // The end of his talk alone ends no sale: it says so to the unit, and on the page of the talk to both.
  await endDeal(officer, { id: dealId, reason: 'other', note: '成交方放弃' });
  const name = { way: 'trade', no: trade.no, isAsked: false };
  const own = { ...name, href: `/desk/trades/${trade.id}` };
  expect(await beside(officer, 'licensor')).toEqual({ ...own, mayEnd: true });
  expect(await beside(approver, 'licensor')).toEqual({ ...own, mayEnd: false });
  expect(await beside(winner.ctx, 'licensee')).toEqual({ ...name, href: `/trades/${trade.no}`, mayEnd: false });
  expect(await getOwnTrade(officer, trade.id)).toMatchObject({ standing: 'fallen', deal: { state: 'failed' } });
  expect(await told(approver)).toContain('sale.unsigned');
  expect(await kindsOf(officer)).toContain('sale.end');
  expect(await findSold(officer, trade.achievementId)).toMatchObject({ trade: { no: trade.no } });
  expect(await getPublicTrade(winner.ctx, trade.no)).toMatchObject({ isWinner: true, dealId: null });

  expect(await codeOf(end('dissolve', approver))).toBe('forbidden');
  expect(await codeOf(end('dissolve', winner.ctx))).toBe('not_found');
  const stranger = await makeOrganisation(db, { kind: 'university' });
  const [foreign, foreignApprover] = [
    await asActor(ctx, await makePerson(db, stranger, ['officer'])),
    await asActor(ctx, await makePerson(db, stranger, ['approver'])),
  ];
  expect(await codeOf(end('dissolve', foreign))).toBe('not_found');
  const of = { tradeId: trade.id };
  const first = await end();
  expect(await codeOf(end())).toBe('invalid');
  expect(await beside(winner.ctx, 'licensee')).toMatchObject({ isAsked: true });
  expect(await kindsOf(officer)).not.toContain('sale.end');
  expect(await kindsOf(approver)).toContain('sale.decide');
  const decided = { ...of, requestId: first.id };
  expect(await codeOf(grantSaleRequest(officer, decided))).toBe('forbidden');
  expect(await codeOf(grantSaleRequest(foreignApprover, decided))).toBe('not_found');
  expect(await codeOf(grantSaleRequest(approver, { listingId: trade.listingId, requestId: first.id }))).toBe(
    'not_found',
  );
  await refuseSaleRequest(approver, { ...decided, note: '先再催一次' });
  await recallSaleRequest(officer, { ...of, requestId: (await end()).id });
  const last = await end();
  const gone = async () =>
    (await listOwnListings(officer, { isDue: false, isGone: true })).map(({ id, mayRelist }) => [id, mayRelist]);
  expect(await gone()).toEqual([]);
  clock.moveDays(1);
  const sold = await read();
  await grantSaleRequest(approver, { ...of, requestId: last.id });
  expect(await codeOf(grantSaleRequest(approver, { ...of, requestId: last.id }))).toBe('state_changed');
  expect(await read()).toMatchObject({ state: 'dissolved', endedAt: sold.endedAt });
  expect(await getFile(approver, last.fileId!)).toMatchObject({ purpose: 'auction' });
  expect(await codeOf(getFile(winner.ctx, last.fileId!))).toBe('not_found');
  expect(await codeOf(getFile(foreign, last.fileId!))).toBe('not_found');

  expect(await told(officer)).toEqual(expect.arrayContaining(['trade.dissolve', 'listing.free']));
  expect(await told(winner.ctx)).toContain('trade.dissolve');
  expect(await findSold(officer, trade.achievementId)).toBeNull();
  expect(await beside(officer, 'licensor')).toBeNull();
  const undone = { state: 'dissolved', winner: null, endedAt: sold.endedAt, undoneAt: ctx.now() };
  expect(await getPublicTrade(ctx, trade.no)).toMatchObject(undone);
  expect(await gone()).toEqual([[trade.listingId, true]]);
  expect((await listPublicTrades(ctx)).ended.map(({ no }) => no)).toContain(trade.no);
  expect((await tradePaperOf(officer, trade.id)).meta).toContain('已解除');
  const relisted = await listAchievement(officer, { id: trade.achievementId, terms: exchangeTerms });
  const again = await openTrade(officer, { listingId: relisted.id, terms: tradeTerms(ctx.now()) });
  expect(again).toMatchObject({ state: 'announced', achievementId: trade.achievementId });
  expect(await gone()).toEqual([]);

  // What he paid is given back or kept, set off against nothing.
  expect(await kindsOf(officer)).toContain('trade.deposit');
  const on = '2026-12-01';
  expect(await codeOf(endDeposit(officer, { ...deposit, way: 'apply', on }))).toBe('state_changed');
  expect(await endDeposit(officer, { ...forfeit, on })).toMatchObject({ depositForfeitedOn: on });
});

test('the talk ends with its sale; what was performed elsewhere stays sold, and nobody hears that it fell', async () => {
  const one = await concluded();
  await grantSaleRequest(one.approver, { tradeId: one.trade.id, requestId: (await one.end()).id });
  expect((await db.select().from(deals).where(eq(deals.id, one.dealId)))[0]).toMatchObject({ state: 'failed' });
  expect(await one.told(one.winner.ctx)).toContain('deal.end');

  const two = await concluded();
  await grantSaleRequest(two.approver, { tradeId: two.trade.id, requestId: (await two.end('perform')).id });
  expect(await two.read()).toMatchObject({ state: 'performed' });
  expect(await findSold(two.officer, two.trade.achievementId)).toMatchObject({ trade: { no: two.trade.no } });
  expect(await getPublicTrade(two.ctx, two.trade.no)).toMatchObject({ winner: { n: 1 } });
  expect(await two.told(two.officer)).toContain('sale.perform');
  expect(await two.told(two.officer)).not.toContain('listing.free');
  expect(await two.told(two.winner.ctx)).toContain('sale.recorded');
  await endDeal(two.officer, { id: two.dealId, reason: 'other', note: '' });
  expect(await two.told(two.officer)).not.toContain('sale.unsigned');
  expect(await two.kindsOf(two.officer)).not.toContain('sale.end');

  // Nor is a deposit kept by one person of what was performed.
  const of = { tradeId: two.trade.id, applicationId: two.winner.application.id };
  const kept = { ...of, way: 'forfeit', on: '2026-12-01', reference: '', note: '按公告第五条，逾期付款。' } as const;
  await expect(endDeposit(two.officer, kept)).rejects.toMatchObject({ code: 'invalid', field: 'way' });

  // The record was wrong: it is ended by another paper, and nobody is told that the winner did not perform.
  const sold = await two.read();
  expect(await codeOf(two.end('perform'))).toBe('state_changed');
  await grantSaleRequest(two.approver, { tradeId: two.trade.id, requestId: (await two.end()).id });
  expect(await two.read()).toMatchObject({ state: 'dissolved', endedAt: sold.endedAt });
  expect(await two.told(two.winner.ctx)).toContain('trade.dissolve_performed');
  expect(await two.told(two.winner.ctx)).not.toContain('trade.dissolve');
  expect(await two.told(two.officer)).toContain('listing.free');
  expect(await findSold(two.officer, two.trade.achievementId)).toBeNull();
});
