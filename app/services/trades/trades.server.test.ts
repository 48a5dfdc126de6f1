import { Readable } from 'node:stream';
import { and, asc, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { MemberRole } from '#app/domain/access.ts';
import { dayOf } from '#app/domain/days.ts';
import { listingInput } from '#app/domain/listing-input.ts';
import { mostExtensions } from '#app/domain/trade.ts';
import { type ActorContext, inTransaction } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import {
  auctions,
  deals,
  listings,
  notices,
  organisations,
  tradeApplications,
  tradeBids,
  trades,
} from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { asActor, makeAchievement, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { makeTrade, tradeTerms } from '#seeds/make-trade.ts';
import { withdrawAchievement } from '../achievements/withdraw-achievement.server.ts';
import { findSold } from '../listings/find-sold.server.ts';
import { listAchievement } from '../listings/list-achievement.server.ts';
import { withdrawListing } from '../listings/withdraw-listing.server.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import type { MilestoneTerms } from '#app/domain/contract.ts';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import { objector } from '#seeds/make-objector.ts';
import { agreeContract } from '../contracts/agree-contract.server.ts';
import { composerPage } from '../contracts/composer-queries.server.ts';
import { counterContract } from '../contracts/counter-contract.server.ts';
import { contractPage } from '../contracts/queries.server.ts';
import { proposeContract } from '../contracts/propose-contract.server.ts';
import { withdrawContract } from '../contracts/withdraw-contract.server.ts';
import { endDeal } from '../deals/end-deal.server.ts';
import { skipPublicity } from '../contracts/skip-publicity.server.ts';
import { askCorrection } from './ask-correction.server.ts';
import { beginAuctionDeal } from './begin-auction-deal.server.ts';
import { listAuctions } from './auction-queries.server.ts';
import { askEndOfSale } from './ask-end-of-sale.server.ts';
import { announceAuction } from './announce-auction.server.ts';
import { recordUnsold } from './end-auction.server.ts';
import { recordSale } from './record-sale.server.ts';
import { applyToTrade, withdrawApplication } from './apply-to-trade.server.ts';
import { qualifyApplication, refuseApplication } from './decide-application.server.ts';
import { grantSaleRequest } from './grant-sale-request.server.ts';
import { claimDeposit, endDeposit, noteDeposit } from './keep-deposit.server.ts';
import { decideTradeObjection, objectToTrade, withdrawTradeObjection } from './object-to-trade.server.ts';
import { openTrade } from './open-trade.server.ts';
import type { Trade } from './own-trade.server.ts';
import { placeBid } from './place-bid.server.ts';
import { getOwnTrade, getPublicTrade, listOwnTrades, listPublicTrades, tradePaperOf } from './queries.server.ts';
import { listTradeTodos } from './trade-todos.server.ts';
import { withdrawTrade } from './withdraw-trade.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const wan = (n: number) => BigInt(n) * 1_000_000n;
const minutes = (n: number) => n / 1440;
const day = (n: number) => new Date(testClock().now().getTime() + n * 86_400_000);

async function scene(bidders = 2, given: Parameters<typeof makeTrade>[2] = {}) {
  const clock = testClock();
  const ctx = makeContext(db, { now: clock.now });
  const made = await makeTrade(ctx, bidders, given);
  const { trade } = made;
  const bid = (by: ActorContext, amount: number, more: { key?: string; isMeant?: boolean } = {}) =>
    placeBid(by, { tradeId: trade.id, amountFen: wan(amount), isMeant: false, ...more });
  const read = async (): Promise<Trade> => (await db.select().from(trades).where(eq(trades.id, trade.id)))[0]!;
  const toBidding = () => clock.moveDays(8);
  const sweep = () => sweepDeadlines(ctx);
  const [a, b] = made.bidders.map((one) => one.ctx);
  return { ...made, clock, ctx, bid, read, toBidding, sweep, a: a!, b: b! };
}
const changed = { code: 'state_changed' };

describe('bidding', () => {
  test('begins on the server’s time, goes up by steps, and its result becomes a deal after the notice', async () => {
    const { a, b, bid, read, toBidding, sweep, clock, trade, officer, bidders } = await scene();
    await expect(bid(a, 58)).rejects.toMatchObject(changed);
    toBidding();
    // Nobody swept: the first bid itself opens what is due.
    expect(await bid(a, 58)).toMatchObject({ n: 1, isExtending: false });
    await expect(bid(b, 58)).rejects.toMatchObject({ code: 'invalid', field: 'amount' });
    expect(await bid(b, 59)).toMatchObject({ n: 2 });
    await expect(bid(b, 60)).rejects.toMatchObject({ code: 'invalid' });
    await expect(bid(a, 600)).rejects.toMatchObject({ code: 'invalid', field: 'isMeant' });
    await sweep();
    expect((await read()).state).toBe('bidding');
    clock.moveDays(minutes(61));
    await expect(bid(a, 62)).rejects.toMatchObject(changed);
    await sweep();
    await sweep();
    expect(await read()).toMatchObject({ state: 'noticed', priceFen: wan(59), winnerId: bidders[1]!.application.id });
    clock.moveDays(4);
    await sweep();
    expect((await read()).state).toBe('noticed');
    clock.moveDays(2);
    await sweep();
    await sweep();
    const ended = await read();
    expect(ended.state).toBe('concluded');
    const [listing] = await db.select().from(listings).where(eq(listings.id, trade.listingId));
    expect(listing).toMatchObject({ state: 'concluded', concludedBy: 'trade', concludedOn: dayOf(clock.now()) });
    expect(await findSold(officer, trade.achievementId)).toMatchObject({ trade: { no: trade.no, priceFen: wan(59) } });
    const [deal] = await db.select().from(deals).where(eq(deals.id, ended.dealId!));
    expect(deal).toMatchObject({
      state: 'talking',
      origin: 'trade',
      licensorOrgId: trade.orgId,
      licenseeOrgId: b.actor.org!.orgId,
      sourceId: trade.id,
    });
    const paper = await tradePaperOf(officer, trade.id);
    expect(JSON.stringify(paper)).toContain(b.actor.org!.orgName);
    expect((await tradePaperOf(b, trade.id)).no).toBe(trade.no);
    await expect(tradePaperOf(a, trade.id)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('a bid in the last minutes moves the end, again and again, and the sweep waits for the new end', async () => {
    const { a, b, bid, read, toBidding, sweep, clock } = await scene();
    toBidding();
    await sweep();
    clock.moveDays(minutes(57));
    await bid(a, 58);
    const first = await read();
    expect([first.state, first.extensions]).toEqual(['bidding', 1]);
    expect(first.closesAt.getTime() - clock.now().getTime()).toBe(5 * 60_000);
    clock.moveDays(minutes(4));
    // Past the end that was announced, before the one that stands.
    await sweep();
    expect((await read()).state).toBe('bidding');
    expect(await bid(b, 59)).toMatchObject({ isExtending: true });
    expect((await read()).extensions).toBe(2);
    clock.moveDays(minutes(6));
    await sweep();
    expect(await read()).toMatchObject({ state: 'noticed', priceFen: wan(59) });
  });

  test('extensions end', async () => {
    const { a, bid, read, toBidding, sweep, clock, trade } = await scene();
    toBidding();
    await sweep();
    clock.moveDays(minutes(58));
    await db.update(trades).set({ extensions: mostExtensions }).where(eq(trades.id, trade.id));
    const { closesAt } = await read();
    await bid(a, 58);
    expect((await read()).closesAt).toEqual(closesAt);
  });

  test('equal bids at the same moment: one counts; a form sent twice is one bid; the log has no gaps', async () => {
    const { a, b, bid, read, toBidding, trade } = await scene();
    toBidding();
    const both = await Promise.allSettled([bid(a, 58), bid(b, 58)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const leads = both[0]?.status === 'fulfilled' ? a : b;
    const other = leads === a ? b : a;
    const key = crypto.randomUUID();
    const [one, again] = await Promise.all([bid(other, 60, { key }), bid(other, 60, { key })]);
    expect(again.id).toBe(one.id);
    const many = await Promise.allSettled(
      [61, 62, 63, 64, 65, 66].map((amount, at) => bid(at % 2 === 0 ? leads : other, amount)),
    );
    expect(many.some(({ status }) => status === 'fulfilled')).toBe(true);
    const log = await db.select().from(tradeBids).where(eq(tradeBids.tradeId, trade.id)).orderBy(asc(tradeBids.n));
    expect(log.map(({ n }) => n)).toEqual(log.map((_bid, at) => at + 1));
    for (const [at, entry] of log.entries()) {
      const before = log[at - 1];
      if (before === undefined) continue;
      expect(entry.amountFen).toBeGreaterThanOrEqual(before.amountFen + trade.stepFen);
      expect(entry.applicationId).not.toBe(before.applicationId);
    }
    expect(await read()).toMatchObject({ bidN: log.length, currentFen: log.at(-1)?.amountFen });
  });

  test('is for the qualified only, and an officer of theirs', async () => {
    const { bid, toBidding, ctx, officer, bidders } = await scene(3);
    toBidding();
    const stranger = await asActor(ctx, await makePerson(db, await makeOrganisation(db), ['officer']));
    await expect(bid(stranger, 58)).rejects.toMatchObject({ code: 'not_found' });
    await expect(bid(officer, 58)).rejects.toMatchObject({ code: 'forbidden' });
    const { orgId } = bidders[0]!.ctx.actor.org!;
    const finance = await asActor(ctx, await makePerson(db, { id: orgId }, ['finance']));
    await expect(bid(finance, 58)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('a bid log cannot be rewritten', async () => {
    const { a, bid, toBidding } = await scene();
    toBidding();
    const { id } = await bid(a, 58);
    await expect(db.update(tradeBids).set({ amountFen: 1n }).where(eq(tradeBids.id, id))).rejects.toThrow();
    await expect(db.delete(tradeBids).where(eq(tradeBids.id, id))).rejects.toThrow();
  });
});

describe('what a notice comes to', () => {
  test('one qualified bidder takes it at the asked price; none, or a floor not reached, ends it', async () => {
    const one = await scene(1);
    one.toBidding();
    await one.sweep();
    expect(await one.read()).toMatchObject({ state: 'noticed', priceFen: wan(58) });
    const none = await scene(0);
    none.toBidding();
    await none.sweep();
    expect((await none.read()).state).toBe('failed');
    const dear = await scene(2, { floorFen: wan(70) });
    dear.toBidding();
    await dear.bid(dear.a, 69);
    dear.clock.moveDays(1);
    await dear.sweep();
    expect((await dear.read()).state).toBe('failed');
    expect(JSON.stringify(await getPublicTrade(dear.ctx, dear.trade.no), bigintText)).not.toContain('70000000');
    expect((await getOwnTrade(dear.officer, dear.trade.id)).floor).toEqual({ fen: wan(70) });
  });

  test('a trade needs a listing priced so, one at a time; while it runs the listing stays', async () => {
    const { trade, officer, read, clock } = await scene(0);
    const again = openTrade(officer, { listingId: trade.listingId, terms: tradeTerms(clock.now()) });
    await expect(again).rejects.toMatchObject({ code: 'duplicate' });
    await expect(withdrawListing(officer, { listingId: trade.listingId })).rejects.toMatchObject({ code: 'invalid' });
    await withdrawTrade(officer, { tradeId: trade.id });
    expect((await read()).state).toBe('withdrawn');
    await withdrawListing(officer, { listingId: trade.listingId });
    const agreed = await listAchievement(officer, {
      id: trade.achievementId,
      terms: listingInput(7).parse({ modes: ['LIC_NON'], pricing: 'agreed', priceKind: 'negotiable' }),
    });
    const wrong = openTrade(officer, { listingId: agreed.id, terms: tradeTerms(clock.now()) });
    await expect(wrong).rejects.toMatchObject(changed);
  });

  test('who withdraws while a trade is being opened waits for it, and is refused then as always', async () => {
    const { trade, officer, clock } = await scene(0);
    const { listingId, achievementId } = trade;
    const withdrawals = [
      () => withdrawListing(officer, { listingId }),
      () => withdrawAchievement(officer, { id: achievementId }),
    ];
    for (const withdrawal of withdrawals) {
      const [running] = await db
        .select()
        .from(trades)
        .where(and(eq(trades.listingId, listingId), eq(trades.state, 'announced')));
      await withdrawTrade(officer, { tradeId: running!.id });
      const code = await inTransaction(officer, async (tx) => {
        await openTrade({ ...officer, db: tx.db }, { listingId, terms: tradeTerms(clock.now()) });
        const asked = codeOf(withdrawal());
        // Long enough for the other to have counted the trades that it sees, were it not waiting.
        await new Promise((resolve) => setTimeout(resolve, 300));
        return { asked };
      });
      expect(await code.asked).toBe('invalid');
    }
    const [listing] = await db.select().from(listings).where(eq(listings.id, listingId));
    expect(listing?.state).toBe('listed');
  });

  test('a listing under which a trade runs is not taken off for want of a confirmation', async () => {
    const made = await scene(1, { applyUntil: day(130), biddingAt: day(140), closesAt: day(141) });
    const stateOf = async () =>
      (await db.select().from(listings).where(eq(listings.id, made.trade.listingId)))[0]?.state;
    made.clock.moveDays(125);
    await made.sweep();
    expect(await stateOf()).toBe('stale');
    await withdrawTrade(made.officer, { tradeId: made.trade.id });
    await made.sweep();
    expect(await stateOf()).toBe('unlisted');
  });

  test('once it is time to bid nobody is let in, thrown out, or steps back', async () => {
    const { trade, officer, a, bidders, toBidding, sweep, ctx } = await scene();
    const applicationId = bidders[0]!.application.id;
    const citizen = await asActor(ctx, await makePerson(db, null));
    const grounds = '标的的权属还有争议，我方是共有人。';
    const late = await asActor(ctx, await makePerson(db, await makeOrganisation(db), ['officer']));
    const waiting = await applyToTrade(late, { tradeId: trade.id, statement: '本公司从事淀粉加工。' });
    toBidding();
    // Nobody swept, and an open objection may keep the state for days: the clock alone says so.
    await expect(withdrawTrade(officer, { tradeId: trade.id })).rejects.toMatchObject(changed);
    await expect(withdrawApplication(a, { tradeId: trade.id, applicationId })).rejects.toMatchObject(changed);
    const out = () => refuseApplication(officer, { tradeId: trade.id, applicationId, note: '资料不实' });
    const noted = { depositOn: '2026-11-21', depositReference: 'LS-9' };
    const letIn = () => qualifyApplication(officer, { tradeId: trade.id, applicationId: waiting.id, ...noted });
    for (const decide of [out, letIn]) await expect(decide()).rejects.toMatchObject(changed);
    await expect(objectToTrade(citizen, { ...objector, tradeId: trade.id, grounds })).rejects.toMatchObject(changed);
    await sweep();
    for (const decide of [out, letIn]) await expect(decide()).rejects.toMatchObject(changed);
  });
});

describe('applicants', () => {
  test('apply once, in time, and are qualified with a noted deposit, by the unit that sells', async () => {
    const { trade, officer, ctx, clock } = await scene(0);
    const company = await makeOrganisation(db);
    const bidder = await asActor(ctx, await makePerson(db, company, ['officer']));
    const apply = () => applyToTrade(bidder, { tradeId: trade.id, statement: '本公司从事淀粉加工。' });
    const { id: applicationId } = await apply();
    await expect(apply()).rejects.toMatchObject({ code: 'duplicate' });
    const input = { tradeId: trade.id, applicationId };
    const bare = qualifyApplication(officer, { ...input, depositOn: null, depositReference: '' });
    await expect(bare).rejects.toMatchObject({ code: 'invalid', field: 'depositOn' });
    const foreign = (await scene(0)).officer;
    const noted = { ...input, depositOn: '2026-11-20', depositReference: 'LS-1' };
    await expect(qualifyApplication(foreign, noted)).rejects.toMatchObject({ code: 'not_found' });
    const ahead = qualifyApplication(officer, { ...noted, depositOn: '2026-12-31' });
    await expect(ahead).rejects.toMatchObject({ code: 'invalid', field: 'depositOn' });
    expect(await qualifyApplication(officer, noted)).toMatchObject({ state: 'qualified', n: 1 });
    await withdrawApplication(bidder, input);
    const back = { ...input, way: 'return', on: '2026-11-21', reference: 'TK-1', note: '' } as const;
    await expect(endDeposit(officer, { ...back, on: '2026-11-19' })).rejects.toMatchObject({ code: 'invalid' });
    expect((await endDeposit(officer, back)).depositReturnedOn).toBe('2026-11-21');
    await expect(endDeposit(officer, back)).rejects.toMatchObject(changed);
    expect((await apply()).state).toBe('submitted');
    clock.moveDays(7);
    const late = await asActor(ctx, await makePerson(db, await makeOrganisation(db), ['officer']));
    await expect(applyToTrade(late, { tradeId: trade.id, statement: '晚到一步的公司。' })).rejects.toMatchObject(
      changed,
    );
  });

  test('are known to others by number only until there is a result; who they are the unit alone knows', async () => {
    const { trade, a, b, bid, toBidding, ctx, officer, sweep, clock } = await scene();
    toBidding();
    await bid(a, 58);
    await bid(b, 60);
    const names = [a, b].map((one) => one.actor.org!.orgName);
    const shown = JSON.stringify(await getPublicTrade(ctx, trade.no), bigintText);
    for (const name of names) expect(shown).not.toContain(name);
    expect(JSON.stringify(await getOwnTrade(officer, trade.id), bigintText)).toContain(names[0]);
    await expect(getOwnTrade(a, trade.id)).rejects.toMatchObject({ code: 'not_found' });
    clock.moveDays(1);
    await sweep();
    const result = JSON.stringify(await getPublicTrade(ctx, trade.no), bigintText);
    expect(result).toContain(names[1]);
    expect(result).not.toContain(names[0]);
    const told = await db.select().from(notices).where(eq(notices.userId, b.actor.userId));
    expect(told.map(({ kind }) => kind)).toContain('trade.result');
  });

  test('bring one payment each: a serial under which the unit noted another’s deposit is refused, here and in its other trades', async () => {
    const { trade, officer, ctx } = await scene(1);
    const other = await asActor(ctx, await makePerson(db, await makeOrganisation(db), ['officer']));
    const { id } = await applyToTrade(other, { tradeId: trade.id, statement: '从事淀粉加工多年的公司。' });
    const input = { tradeId: trade.id, applicationId: id, depositOn: '2026-11-20' } as const;
    const qualify = (depositReference: string) => qualifyApplication(officer, { ...input, depositReference });
    await expect(qualify(' ls0 ')).rejects.toMatchObject({ code: 'invalid', field: 'depositReference' });
    await expect(noteDeposit(officer, { ...input, reference: 'LS 0' })).rejects.toMatchObject({ field: 'reference' });
    expect((await qualify('LS-2')).state).toBe('qualified');
    // Another unit has its own bank.
    expect((await scene(1)).bidders[0]?.application.depositReference).toBe('LS0');
  });

  test('are no affair of the unit’s inventors and lawyers; finance reads deposits alone, the reserve is for who runs it', async () => {
    const { trade, a, officer, approver, ctx, clock, read, sweep } = await scene(2, { floorFen: wan(71) });
    const as = async (...roles: MemberRole[]) => asActor(ctx, await makePerson(db, { id: trade.orgId }, roles));
    const third = await asActor(ctx, await makePerson(db, await makeOrganisation(db), ['officer']));
    await applyToTrade(third, { tradeId: trade.id, statement: '还没有交保证金的公司。' });
    const told = async (by: ActorContext) => JSON.stringify(await getOwnTrade(by, trade.id), bigintText);
    for (const role of ['legal', 'secrecy', 'inventor'] as const) {
      const member = await as(role);
      await expect(getOwnTrade(member, trade.id)).rejects.toMatchObject({ code: 'not_found' });
      expect((await listOwnTrades(member)).map(({ isOwn }) => isOwn)).toEqual([false]);
      expect(await getPublicTrade(member, trade.no)).toMatchObject({ isUnit: true, maySee: false });
    }
    for (const one of [officer, approver]) {
      expect(await told(one)).toContain('本公司年加工马铃薯');
      expect(await told(one)).toContain('71000000');
    }
    const [owner, finance] = [await as('owner'), await as('finance')];
    expect(await told(owner)).toContain('本公司年加工马铃薯');
    expect(await told(owner)).not.toContain('71000000');
    const deposits = await told(finance);
    expect(deposits).toContain('LS0');
    expect(deposits).toContain(a.actor.org!.orgName);
    for (const secret of ['本公司年加工马铃薯', '71000000', '还没有交保证金', third.actor.org!.orgName])
      expect(deposits).not.toContain(secret);
    expect(await getOwnTrade(finance, trade.id)).toMatchObject({ bids: [], applications: [{ n: null }, { n: null }] });
    // Nobody reached the reserve: it is over, and the owner may know why.
    clock.moveDays(8);
    await sweep();
    clock.moveDays(1);
    await sweep();
    expect((await read()).endedAt).not.toBeNull();
    expect(await told(owner)).toContain('71000000');
    expect(await told(finance)).not.toContain('71000000');
  });
});

describe('a deposit', () => {
  const on = '2026-11-21';
  const setUp = async () => {
    const made = await scene();
    const [first, second] = made.bidders.map(({ application }) => ({
      tradeId: made.trade.id,
      applicationId: application.id,
    }));
    const end = (of: { tradeId: string; applicationId: string }, way: 'return' | 'apply' | 'forfeit') =>
      endDeposit(made.officer, { ...of, way, on: '2026-11-29', reference: 'TK-1', note: '成交后不签约，公告第五条。' });
    return { ...made, first: first!, second: second!, end };
  };

  test('stays while people bid; the loser’s goes back, the winner’s waits for the contract and ends one way', async () => {
    const { first, second, end, a, b, bid, toBidding, sweep, clock, ctx } = await setUp();
    toBidding();
    await bid(a, 58);
    await bid(b, 60);
    await expect(end(first, 'return')).rejects.toMatchObject(changed);
    clock.moveDays(1);
    await sweep();
    await expect(end(second, 'return')).rejects.toMatchObject(changed);
    await expect(end(first, 'forfeit')).rejects.toMatchObject(changed);
    expect((await end(first, 'return')).depositReturnedOn).toBe('2026-11-29');
    clock.moveDays(7);
    await sweep();
    expect(await codeOf(end(second, 'apply'))).toBe('invalid');
    const both = await Promise.allSettled([end(second, 'forfeit'), end(second, 'return')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const told = await db.select().from(notices).where(eq(notices.userId, a.actor.userId));
    expect(told.map(({ kind }) => kind)).toContain('trade.return_deposit');
    const stranger = await asActor(
      ctx,
      await makePerson(db, await makeOrganisation(db, { kind: 'institute' }), ['officer']),
    );
    await expect(
      endDeposit(stranger, { ...first, way: 'return', on: '2026-11-29', reference: 'TK', note: '' }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  test('of a refused applicant is not lost: he says that he paid, the unit finds it, it goes back', async () => {
    const { trade, officer, ctx, clock } = await scene(0);
    const bidder = await asActor(ctx, await makePerson(db, await makeOrganisation(db), ['officer']));
    const { id: applicationId } = await applyToTrade(bidder, { tradeId: trade.id, statement: '本公司从事淀粉加工。' });
    const of = { tradeId: trade.id, applicationId };
    const claim = { ...of, paidOn: on, reference: 'FK-1' };
    const other = await asActor(ctx, await makePerson(db, await makeOrganisation(db), ['officer']));
    await expect(claimDeposit(other, claim)).rejects.toMatchObject({ code: 'not_found' });
    await expect(claimDeposit(bidder, { ...claim, paidOn: '2026-12-31' })).rejects.toMatchObject({ code: 'invalid' });
    await claimDeposit(bidder, claim);
    await refuseApplication(officer, { ...of, note: '不符合条件' });
    expect((await listTradeTodos(officer)).map(({ kind }) => kind)).toEqual(['trade.deposit']);
    const found = () => noteDeposit(officer, { ...of, depositOn: on, reference: 'LS-9' });
    await found();
    await expect(found()).rejects.toMatchObject(changed);
    await expect(claimDeposit(bidder, claim)).rejects.toMatchObject(changed);
    expect((await listTradeTodos(officer)).map(({ kind }) => kind)).toEqual(['trade.deposit']);
    clock.moveDays(1);
    await endDeposit(officer, { ...of, way: 'return', on: '2026-11-22', reference: 'TK-2', note: '' });
    expect(await listTradeTodos(officer)).toEqual([]);
  });

  test('of an applicant whom nobody decided about in time is not asked for any more; what he said he paid stands on the desk, and he may leave', async () => {
    const { trade, officer, ctx, toBidding, sweep } = await scene();
    const applying = async () => {
      const by = await asActor(ctx, await makePerson(db, await makeOrganisation(db), ['officer']));
      const { id } = await applyToTrade(by, { tradeId: trade.id, statement: '本公司从事淀粉加工。' });
      return { by, of: { tradeId: trade.id, applicationId: id } };
    };
    const [paid, unpaid] = [await applying(), await applying()];
    await claimDeposit(paid.by, { ...paid.of, paidOn: on, reference: 'FK-3' });
    toBidding();
    await sweep();
    const late = () => claimDeposit(unpaid.by, { ...unpaid.of, paidOn: on, reference: 'FK-4' });
    await expect(late()).rejects.toMatchObject({ code: 'invalid' });
    await expect(withdrawApplication(unpaid.by, unpaid.of)).rejects.toMatchObject(changed);
    expect((await getPublicTrade(unpaid.by, trade.no)).payTo).toBeNull();
    expect((await listTradeTodos(officer)).map(({ kind }) => kind)).toEqual(['trade.deposit']);
    expect((await withdrawApplication(paid.by, paid.of)).state).toBe('withdrawn');
    await noteDeposit(officer, { ...paid.of, depositOn: on, reference: 'LS-10' });
    expect((await listTradeTodos(officer)).map(({ kind }) => kind)).toEqual(['trade.deposit']);
  });

  test('cannot be ended twice or before it came, whoever writes it', async () => {
    const { first } = await setUp();
    const where = eq(tradeApplications.id, first.applicationId);
    const both = { depositReturnedOn: on, depositAppliedOn: on };
    await expect(db.update(tradeApplications).set(both).where(where)).rejects.toThrow();
    await expect(
      db.update(tradeApplications).set({ depositOn: null, depositReturnedOn: on }).where(where),
    ).rejects.toThrow();
  });
});

test('bids of many at the closing second: each is in the log or refused, the end moves for those that count, and the last one wins', async () => {
  const { bidders, bid, read, toBidding, sweep, clock, trade } = await scene(6);
  toBidding();
  await sweep();
  const { closesAt } = await read();
  clock.moveDays((closesAt.getTime() - clock.now().getTime() - 1000) / 86_400_000);
  const tried = await Promise.allSettled(
    bidders.flatMap(({ ctx: by }, at) => [bid(by, 58 + at), bid(by, 70 + at, { isMeant: true })]),
  );
  const counted = tried.filter(({ status }) => status === 'fulfilled').length;
  for (const one of tried) {
    if (one.status === 'rejected')
      expect(['invalid', 'state_changed']).toContain((one.reason as { code: string }).code);
  }
  const log = await db.select().from(tradeBids).where(eq(tradeBids.tradeId, trade.id)).orderBy(asc(tradeBids.n));
  expect(log.length).toBe(counted);
  expect(counted).toBeGreaterThan(0);
  const stands = await read();
  expect(stands.closesAt.getTime()).toBe(clock.now().getTime() + 5 * 60_000);
  expect(log.at(-1)).toMatchObject({ amountFen: stands.currentFen, applicationId: stands.leaderId });
  // A second past the end that stands: the sweep and a late bid meet, and the late one is refused.
  clock.moveDays((5 * 60_000 + 1000) / 86_400_000);
  const late = bidders.find(({ application }) => application.id !== stands.leaderId)!;
  const [swept, lateBid] = await Promise.allSettled([sweep(), bid(late.ctx, 500, { isMeant: true })]);
  expect([swept.status, lateBid.status]).toEqual(['fulfilled', 'rejected']);
  expect(await read()).toMatchObject({ state: 'noticed', priceFen: stands.currentFen, winnerId: stands.leaderId });
});

describe('an objection', () => {
  const grounds = '公告里的专利权属有争议，请核实。';

  test('holds the beginning up, and bidding then has its whole length', async () => {
    const { trade, approver, ctx, toBidding, sweep, read, clock, a } = await scene();
    const citizen = await asActor(ctx, await makePerson(db, null));
    const key = crypto.randomUUID();
    const filed = await objectToTrade(citizen, { ...objector, tradeId: trade.id, grounds, key });
    expect((await objectToTrade(citizen, { ...objector, tradeId: trade.id, grounds, key })).id).toBe(filed.id);
    expect(JSON.stringify(await getPublicTrade(ctx, trade.no), bigintText)).not.toContain(grounds);
    toBidding();
    clock.moveDays(1);
    await sweep();
    expect((await read()).state).toBe('announced');
    const answer = { tradeId: trade.id, objectionId: filed.id, decision: '已核对登记簿副本。' };
    await expect(decideTradeObjection(a, { ...answer, outcome: 'dismiss' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await decideTradeObjection(approver, { ...answer, outcome: 'dismiss' });
    await sweep();
    const row = await read();
    expect(row.state).toBe('bidding');
    expect(row.closesAt.getTime() - clock.now().getTime()).toBe(3_600_000);
    const late = { openedAt: clock.now(), plannedClosesAt: trade.closesAt, lateBecause: 'objection' };
    expect(await getPublicTrade(ctx, trade.no)).toMatchObject({ ...late, biddingAt: trade.biddingAt });
    await expect(objectToTrade(citizen, { ...objector, tradeId: trade.id, grounds })).rejects.toMatchObject(changed);
  });

  test('taken back before it was time holds nothing up: what is late then is the platform', async () => {
    const { trade, ctx, sweep, read, clock } = await scene();
    const citizen = await asActor(ctx, await makePerson(db, null));
    const { id: objectionId } = await objectToTrade(citizen, { ...objector, tradeId: trade.id, grounds });
    await withdrawTradeObjection(citizen, { objectionId });
    clock.moveDays(9);
    await sweep();
    expect(await read()).toMatchObject({ state: 'bidding', openedAt: clock.now(), lateBecause: 'platform' });
  });

  test('against the result: upheld, the result is void and no deal comes of it; taken back, it goes on', async () => {
    for (const outcome of ['uphold', 'withdraw'] as const) {
      const { trade, approver, ctx, toBidding, sweep, read, clock } = await scene(1);
      const citizen = await asActor(ctx, await makePerson(db, null));
      toBidding();
      await sweep();
      const { id: objectionId } = await objectToTrade(citizen, { ...objector, tradeId: trade.id, grounds });
      clock.moveDays(10);
      await sweep();
      expect((await read()).state).toBe('noticed');
      if (outcome === 'uphold') {
        await decideTradeObjection(approver, { tradeId: trade.id, objectionId, outcome, decision: '异议成立' });
      } else await withdrawTradeObjection(citizen, { objectionId });
      await sweep();
      const row = await read();
      expect([row.state, row.dealId === null]).toEqual(outcome === 'uphold' ? ['voided', true] : ['concluded', false]);
    }
  });
});

describe('a record that is taken off', () => {
  const secrecyOf = async (ctx: Parameters<typeof asActor>[0], orgId: string) => {
    const [unit] = await db.select().from(organisations).where(eq(organisations.id, orgId));
    return asActor(ctx, await makePerson(db, unit!, ['secrecy']));
  };

  test('while others prepare to bid only the secrecy reviewer may; its trade stops wherever it stands', async () => {
    for (const days of [0, 8]) {
      const { ctx, trade, officer, clock, sweep, read, a, bid } = await scene();
      const withdrawn = { id: trade.achievementId };
      clock.moveDays(days);
      await sweep();
      if (days > 0) await bid(a, 58);
      await expect(withdrawAchievement(officer, withdrawn)).rejects.toMatchObject({ code: 'invalid' });
      await withdrawAchievement(await secrecyOf(ctx, trade.orgId), withdrawn);
      expect((await read()).state).toBe('withdrawn');
      await expect(bid(a, 70)).rejects.toMatchObject(changed);
      clock.moveDays(30);
      await sweep();
      expect(await read()).toMatchObject({ state: 'withdrawn', winnerId: null, dealId: null });
    }
  });

  test('its result is void, and of what was sold strangers read nothing any more', async () => {
    const { ctx, trade, officer, toBidding, clock, sweep, read, a, bid } = await scene();
    toBidding();
    await bid(a, 58);
    clock.moveDays(minutes(61));
    await sweep();
    expect((await read()).state).toBe('noticed');
    await withdrawAchievement(await secrecyOf(ctx, trade.orgId), { id: trade.achievementId });
    expect((await read()).state).toBe('voided');
    await expect(getPublicTrade(ctx, trade.no)).rejects.toMatchObject({ code: 'not_found' });
    expect(JSON.stringify(await listPublicTrades(ctx), bigintText)).not.toContain(trade.no);
    expect(await getPublicTrade(a, trade.no)).toMatchObject({ state: 'voided' });
    expect(await getPublicTrade(officer, trade.no)).toMatchObject({ state: 'voided' });
    const told = await db.select().from(notices).where(eq(notices.userId, a.actor.userId));
    expect(told.map(({ kind }) => kind)).toContain('trade.halt');
  });
});

test('an auction by a licensed house: its notice, and after the sale its 成交确认书', async () => {
  const clock = testClock();
  const ctx = makeContext(db, { now: clock.now });
  const unit = await makeOrganisation(db, { kind: 'institute' });
  const person = await makePerson(db, unit, ['officer']);
  const officer = await asActor(ctx, person);
  const { id } = await makeAchievement(db, unit, person);
  const terms = listingInput(7).parse({ modes: ['ASSIGN'], pricing: 'auction', priceKind: 'negotiable' });
  const { id: listingId } = await listAchievement(officer, { id, terms });
  const paper = async () => ({
    ...(await ctx.files.put(Readable.from(['%PDF-1.4\n%EOF']), 100)),
    name: '公告.pdf',
  });
  const announce = async () =>
    announceAuction(officer, {
      listingId,
      house: '示例拍卖有限公司',
      licenceNo: '拍62-001',
      place: '兰州',
      noticeOn: '2026-11-21',
      viewingFromOn: '2026-11-25',
      viewingToOn: '2026-11-26',
      saleOn: '2026-12-01',
      file: await paper(),
    });
  await announce();
  await expect(announce()).rejects.toMatchObject({ code: 'duplicate' });
  await expect(withdrawListing(officer, { listingId })).rejects.toMatchObject({ code: 'invalid' });
  const paid = { confirmationNo: 'CJ-1', buyerName: '示例买受入', buyerUscc: null, priceFen: wan(8) };
  const sale = async () => recordSale(officer, { listingId, ...paid, file: await paper() });
  await expect(sale()).rejects.toMatchObject({ code: 'invalid' });
  clock.moveDays(10);
  expect(await sale()).toMatchObject({ state: 'sold', priceFen: wan(8) });
  await expect(recordUnsold(officer, { listingId })).rejects.toMatchObject(changed);
  await expect(announce()).rejects.toMatchObject(changed);
  expect(await findSold(officer, id)).toEqual({ by: 'auction', on: '2026-12-01', trade: null });

  // From the sale to the contract: the paper's buyer and nobody else, once; at its price nothing is published.
  const [sold] = await db.select().from(auctions).where(eq(auctions.listingId, listingId));
  const [buyer, other] = [await makeOrganisation(db, { name: '示例买受人' }), await makeOrganisation(db)];
  const begin = (uscc: string, by = officer) => beginAuctionDeal(by, { listingId, auctionId: sold!.id, uscc });
  await expect(begin(other.uscc)).rejects.toMatchObject({ code: 'invalid', field: 'uscc' });
  const buyerOfficer = await asActor(ctx, await makePerson(db, buyer, ['officer']));
  expect(await codeOf(begin(buyer.uscc, buyerOfficer))).toBe('not_found');
  // A slip in name and price: put right until a contract is begun, what stood before is kept with the reason.
  await expect(begin(buyer.uscc)).rejects.toMatchObject({ code: 'invalid', field: 'uscc' });
  const approver = await asActor(ctx, await makePerson(db, unit, ['approver']));
  const right = { confirmationNo: 'CJ-1', buyerName: '示例买受人', buyerUscc: buyer.uscc, priceFen: wan(80) };
  const correct = (given: Partial<typeof right> = {}, by = officer) =>
    paper().then((file) =>
      askCorrection(by, { listingId, auctionId: sold!.id, ...right, ...given, reason: '登记时打错', file }),
    );
  expect(await codeOf(correct({}, approver))).toBe('forbidden');
  await expect(correct({ buyerUscc: other.uscc })).rejects.toMatchObject({ code: 'invalid', field: 'buyerName' });
  // Another price needs another paper, and counts once another person has looked at it; until then no contract begins.
  const unproved = { listingId, auctionId: sold!.id, ...right, reason: '登记时打错', file: null };
  await expect(askCorrection(officer, unproved)).rejects.toMatchObject({ code: 'invalid', field: 'file' });
  const { id: requestId } = await correct();
  await expect(correct()).rejects.toMatchObject({ code: 'invalid' });
  const org = { ...officer.actor.org!, roles: ['officer', 'approver'] as const };
  const both = { ...officer, actor: { ...officer.actor, org } };
  expect(await codeOf(grantSaleRequest(both, { listingId, requestId }))).toBe('forbidden');
  expect(await codeOf(begin(buyer.uscc))).toBe('invalid');
  await grantSaleRequest(approver, { listingId, requestId });
  const [put] = await db.select().from(auctions).where(eq(auctions.listingId, listingId));
  expect(put).toMatchObject({ state: 'sold', priceFen: wan(80), endedOn: '2026-12-01' });
  const [line] = await listAuctions(officer, listingId);
  expect(line?.corrections).toMatchObject([{ ...paid, reason: '登记时打错', correctedBy: person.id }]);
  expect(await kindsTold(approver)).toContain('sale_request.ask');
  expect(await kindsTold(officer)).toContain('auction.correct');
  // The code of the paper is the one that counts, whoever bears the same name.
  const namesake = await makeOrganisation(db, { name: '示例买受人' });
  await expect(begin(namesake.uscc)).rejects.toMatchObject({ code: 'invalid', field: 'uscc' });
  const dealId = await begin(buyer.uscc);
  await expect(correct({ priceFen: wan(81) })).rejects.toMatchObject({ code: 'invalid' });
  expect(await begin(buyer.uscc)).toBe(dealId);
  const { publicity } = await composerPage(officer, dealId);
  expect(publicity).toMatchObject({ result: { way: 'auction', no: 'CJ-1', priceFen: wan(80), modes: ['ASSIGN'] } });
  const [usual] = soundTerms().milestones as [MilestoneTerms];
  const at = (priceFen: bigint) =>
    soundTerms({
      kind: 'transfer',
      subKind: '技术秘密转让',
      trial: { months: 0, extensionMonths: 0 },
      royalty: null,
      milestones: [{ ...usual, trigger: 'signed', criteria: '', evidence: '', amountFen: priceFen }],
    });
  const contract = await proposeContract(officer, { dealId, terms: at(wan(79)) });
  const deed = { contractId: contract.id, versionN: 1 };
  expect(await agreeContract(buyerOfficer, deed)).toMatchObject({ state: 'agreed' });
  expect(await codeOf(skipPublicity(officer, deed))).toBe('state_changed');
  await counterContract(officer, { ...deed, terms: at(wan(80)) });
  expect(await agreeContract(buyerOfficer, { ...deed, versionN: 2 })).toMatchObject({ state: 'signing' });
  expect(await contractPage(officer, contract.id)).toMatchObject({
    requiresPublicity: false,
    pricing: { words: '拍卖（成交确认书 CJ-1）成交，成交价 80 万元' },
  });
  expect(await db.$count(auctions, eq(auctions.listingId, listingId))).toBe(1);
  // The buyer draws back: the sale stands until a second person has ended it, then the unit hears that it may list it anew.
  const undo = async () =>
    askEndOfSale(officer, {
      listingId,
      auctionId: sold!.id,
      kind: 'dissolve',
      reason: '买受人书面说不签了',
      file: await paper(),
    });
  await expect(undo()).rejects.toMatchObject({ code: 'invalid' });
  await withdrawContract(buyerOfficer, { ...deed, versionN: 2 });
  await endDeal(buyerOfficer, { id: dealId, reason: 'price', note: '' });
  expect(await findSold(officer, id)).not.toBeNull();
  expect(await kindsTold(officer)).toContain('sale.unsigned');
  expect(await listAuctions(officer, listingId)).toMatchObject([{ standing: 'fallen' }]);
  await grantSaleRequest(approver, { listingId, requestId: (await undo()).id });
  expect(await findSold(officer, id)).toBeNull();
  expect(await kindsTold(officer)).toContain('listing.free');
});

test('an auction that is told of here after it took place found no price in public: what is signed by it is published', async () => {
  const ctx = makeContext(db);
  const unit = await makeOrganisation(db, { kind: 'university', isStateEstablished: true });
  const person = await makePerson(db, unit, ['officer']);
  const officer = await asActor(ctx, person);
  const { id } = await makeAchievement(db, unit, person);
  const terms = listingInput(7).parse({ modes: ['ASSIGN'], pricing: 'auction', priceKind: 'negotiable' });
  const { id: listingId } = await listAchievement(officer, { id, terms });
  const paper = async () => ({ ...(await ctx.files.put(Readable.from(['%PDF-1.4\n%EOF']), 100)), name: '公告.pdf' });
  const days = { noticeOn: '2026-11-01', viewingFromOn: '2026-11-10', viewingToOn: '2026-11-11', saleOn: '2026-11-20' };
  const house = { house: '示例拍卖有限公司', licenceNo: '拍62-001', place: '兰州' };
  await announceAuction(officer, { listingId, ...house, ...days, file: await paper() });
  const [buyer, priceFen] = [await makeOrganisation(db, { name: `先来买受人${Date.now()}` }), wan(80)];
  const sale = { listingId, confirmationNo: 'CJ-9', buyerName: buyer.name, buyerUscc: buyer.uscc, priceFen };
  const { id: auctionId } = await recordSale(officer, { ...sale, file: await paper() });
  const dealId = await beginAuctionDeal(officer, { listingId, auctionId, uscc: buyer.uscc });
  const [usual] = soundTerms().milestones as [MilestoneTerms];
  const sold = soundTerms({
    kind: 'transfer',
    subKind: '技术秘密转让',
    trial: { months: 0, extensionMonths: 0 },
    royalty: null,
    milestones: [{ ...usual, trigger: 'signed', criteria: '', evidence: '', amountFen: priceFen }],
  });
  const contract = await proposeContract(officer, { dealId, terms: sold });
  const buyerOfficer = await asActor(ctx, await makePerson(db, buyer, ['officer']));
  const agreed = await agreeContract(buyerOfficer, { contractId: contract.id, versionN: 1 });
  expect(agreed).toMatchObject({ state: 'agreed' });
  expect((await contractPage(officer, contract.id)).pricing.words).toContain('公开不足 7 日');
});

test('a house sells nothing that was taken off', async () => {
  const ctx = makeContext(db);
  const unit = await makeOrganisation(db, { kind: 'institute' });
  const person = await makePerson(db, unit, ['officer']);
  const officer = await asActor(ctx, person);
  const { id } = await makeAchievement(db, unit, person);
  const terms = listingInput(7).parse({ modes: ['ASSIGN'], pricing: 'auction', priceKind: 'negotiable' });
  const { id: listingId } = await listAchievement(officer, { id, terms });
  const file = { ...(await ctx.files.put(Readable.from(['%PDF-1.4\n%EOF']), 100)), name: '公告.pdf' };
  const days = { noticeOn: '2026-11-21', viewingFromOn: '2026-11-25', viewingToOn: '2026-11-26', saleOn: '2026-12-01' };
  await announceAuction(officer, { listingId, house: '示例拍卖', licenceNo: '拍62-001', place: '兰州', ...days, file });
  await withdrawAchievement(officer, { id });
  expect(await db.select().from(auctions).where(eq(auctions.listingId, listingId))).toMatchObject([
    { state: 'withdrawn' },
  ]);
});

const kindsTold = async ({ actor }: ActorContext) =>
  (await db.select().from(notices).where(eq(notices.userId, actor.userId))).map(({ kind }) => kind);

const bigintText = (_key: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value);
