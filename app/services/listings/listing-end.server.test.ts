import { Readable } from 'node:stream';
import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { LicenceKind } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import { listingInput } from '#app/domain/listing-input.ts';
import type { Database } from '#db/client.server.ts';
import { achievements, contracts, deals, listings, notices, searchChanges, trades } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { tradeTerms } from '#seeds/make-trade.ts';
import { asActor, makeContext, makePerson, testClock } from '#seeds/make.ts';
import { makeTalkingDeal, soundTerms } from '#seeds/make-talking-deal.ts';
import { objector } from '#seeds/make-objector.ts';
import { counterContract } from '../contracts/counter-contract.server.ts';
import { endDeal } from '../deals/end-deal.server.ts';
import { withdrawContract } from '../contracts/withdraw-contract.server.ts';
import { applyToTrade } from '../trades/apply-to-trade.server.ts';
import { qualifyApplication } from '../trades/decide-application.server.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { agreeContract } from '../contracts/agree-contract.server.ts';
import { signAmendment } from '../contracts/answer-amendment.server.ts';
import { prepareAmendment } from '../contracts/prepare-amendment.server.ts';
import { proposeAmendment } from '../contracts/propose-amendment.server.ts';
import { proposeContract } from '../contracts/propose-contract.server.ts';
import { signContract } from '../contracts/sign-contract.server.ts';
import { askToTalk } from '../deals/ask-to-talk.server.ts';
import { askEndOfSale } from '../trades/ask-end-of-sale.server.ts';
import { grantSaleRequest } from '../trades/grant-sale-request.server.ts';
import { openTrade } from '../trades/open-trade.server.ts';
import { keepListing } from './keep-listing.server.ts';
import { sellListing } from './sell-listing.server.ts';
import { bindingContractOf } from './binding-contract.server.ts';
import { confirmListings } from './confirm-listings.server.ts';
import { getPublicRecord } from '../open-data/public-records.server.ts';
import { terminateContract } from '../contracts/terminate-contract.server.ts';
import { findSold } from './find-sold.server.ts';
import { listingObjectionsPage, objectionsToEnded } from './objection-queries.server.ts';
import { decideListingObjection, objectToListing } from './object-to-listing.server.ts';
import { listAchievement } from './list-achievement.server.ts';
import { listListingTodos } from './queries.server.ts';
import { withdrawListing } from './withdraw-listing.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

/** A listed achievement and a contract about it that lacks the last signature. */
async function scene(licenceKind: LicenceKind, pricing: 'agreed' | 'exchange' = 'agreed') {
  const clock = testClock('2026-11-02T02:00:00Z');
  const ctx = makeContext(db, { now: clock.now });
  const talk = await makeTalkingDeal(ctx, { unit: { isStateEstablished: false } });
  const officer = await talk.as('unit', 'officer');
  const { achievementId } = talk.deal;
  const terms = listingInput(7).parse({ modes: ['LIC_NON'], pricing, priceKind: 'fixed', min: '58' });
  const listing = await listAchievement(officer, { id: achievementId, terms });
  const given = soundTerms({ licenceKind });
  const { id } = await proposeContract(officer, { dealId: talk.deal.id, terms: given });
  const deed = { contractId: id, versionN: 1 };
  await agreeContract(await talk.as('company', 'officer'), deed);
  await signContract(await talk.as('unit', 'approver'), deed);
  const company = await talk.as('company', 'approver');
  const read = async () => (await db.select().from(listings).where(eq(listings.id, listing.id)))[0]!;
  const isListed = async () =>
    (await db.select().from(achievements).where(eq(achievements.id, achievementId)))[0]?.isListed;
  return {
    clock,
    ctx,
    talk,
    officer,
    achievementId,
    terms,
    listing,
    contractId: id,
    sign: () => signContract(company, deed),
    read,
    isListed,
  };
}

test('an exclusive licence ends the listing with its last signature, and shuts the door', async () => {
  const one = await scene('exclusive', 'exchange');
  // One side has signed: nothing is announced for sale that would end under its bidders.
  const announce = () => openTrade(one.officer, { listingId: one.listing.id, terms: tradeTerms(one.ctx.now()) });
  await expect(announce()).rejects.toMatchObject({ code: 'invalid' });
  await db.delete(searchChanges);
  await one.sign();
  expect(await one.read()).toMatchObject({ state: 'concluded', concludedBy: 'contract', concludedOn: '2026-11-02' });
  expect(await one.isListed()).toBe(false);
  expect(await db.$count(searchChanges, eq(searchChanges.rowId, one.achievementId))).toBeGreaterThan(0);
  expect(await findSold(one.ctx, one.achievementId)).toEqual({ by: 'contract', on: '2026-11-02', trade: null });
  expect(await bindingContractOf(one.ctx, one.achievementId)).toBe('exclusive');
  await expect(announce()).rejects.toThrow('state_changed');
  const asker = await (await makeTalkingDeal(one.ctx)).as('company', 'officer');
  const ask = () => askToTalk(asker, { achievementId: one.achievementId, purpose: '想在本厂试用这项技术，请联系。' });
  await expect(ask()).rejects.toMatchObject({ code: 'invalid' });
  // What came of nothing is listed anew, and asked for again.
  one.clock.moveDays(1);
  await listAchievement(one.officer, { id: one.achievementId, terms: one.terms });
  expect(await findSold(one.ctx, one.achievementId)).toBeNull();
  const asked = await ask();
  expect((await db.select().from(deals).where(eq(deals.id, asked.id)))[0]?.state).toBe('requested');
  // A change of the licence, exclusive as it was, ends no listing that came after it.
  const { contractId } = one;
  const { versionN } = await prepareAmendment(one.officer, {
    contractId,
    baseVersionN: 1,
    terms: soundTerms({ licenceKind: 'exclusive', territory: '宁夏回族自治区' }),
    effectiveOn: dayOf(one.ctx.now()),
    reason: '对方在宁夏设厂。',
  });
  await proposeAmendment(await one.talk.as('unit', 'approver'), { contractId, versionN });
  await signAmendment(await one.talk.as('company', 'approver'), { contractId, versionN });
  expect(await findSold(one.ctx, one.achievementId)).toBeNull();
  expect(await one.isListed()).toBe(true);
});

test('while a record is sold in public nobody signs it away; its buyer does, and others once he has stepped back', async () => {
  const clock = testClock('2026-11-02T02:00:00Z');
  const ctx = makeContext(db, { now: clock.now });
  const talk = await makeTalkingDeal(ctx, { unit: { isStateEstablished: false } });
  const officer = await talk.as('unit', 'officer');
  const { achievementId } = talk.deal;
  const terms = listingInput(7).parse({ modes: ['LIC_EXC'], pricing: 'exchange', priceKind: 'fixed', min: '58' });
  const listing = await listAchievement(officer, { id: achievementId, terms });
  const exclusive = soundTerms({ licenceKind: 'exclusive' });
  const propose = (dealId: string) => proposeContract(officer, { dealId, terms: exclusive });
  const [agreed, rival] = [await propose(talk.deal.id), await makeTalkingDeal(ctx)];
  const deed = { contractId: agreed.id, versionN: 1 };
  const company = await talk.as('company', 'officer');
  // Open for signing, nobody has signed: a trade may begin, and from then on nobody signs.
  await agreeContract(company, deed);
  const trade = await openTrade(officer, { listingId: listing.id, terms: tradeTerms(ctx.now(), { depositFen: 0n }) });
  const approver = await talk.as('unit', 'approver');
  await expect(signContract(approver, deed)).rejects.toMatchObject({
    code: 'invalid',
    params: { says: expect.stringContaining(trade.no) },
  });
  // Nor is signing opened: the terms that were agreed before have to wait, too.
  const wider = soundTerms({ licenceKind: 'exclusive', territory: '宁夏回族自治区' });
  await counterContract(officer, { ...deed, terms: wider });
  await expect(agreeContract(company, { ...deed, versionN: 2 })).rejects.toMatchObject({ code: 'invalid' });
  const buyer = await rival.as('company', 'officer');
  const { id: applicationId } = await applyToTrade(buyer, {
    tradeId: trade.id,
    statement: '本公司年加工马铃薯 20 万吨。',
  });
  await qualifyApplication(officer, { tradeId: trade.id, applicationId, depositOn: null, depositReference: '' });
  clock.moveDays(8);
  await sweepDeadlines(ctx);
  clock.moveDays(6);
  await sweepDeadlines(ctx);
  const [ended] = await db.select().from(trades).where(eq(trades.id, trade.id));
  expect(ended).toMatchObject({ state: 'concluded' });
  await expect(agreeContract(company, { ...deed, versionN: 2 })).rejects.toMatchObject({ code: 'invalid' });
  const own = await propose(ended!.dealId!);
  expect(await agreeContract(buyer, { contractId: own.id, versionN: 1 })).toMatchObject({ state: 'signing' });
  // The buyer steps back: the sale is still his until the unit and a second person have ended it; then the others go on.
  await withdrawContract(buyer, { contractId: own.id, versionN: 1 });
  await endDeal(buyer, { id: ended!.dealId!, reason: 'price', note: '' });
  await expect(agreeContract(company, { ...deed, versionN: 2 })).rejects.toMatchObject({ code: 'invalid' });
  const file = { ...(await ctx.files.put(Readable.from(['%PDF-1.4\n%EOF']), 100)), name: '函.pdf' };
  const undo = { tradeId: trade.id, kind: 'dissolve', reason: '成交方书面放弃签约。', file } as const;
  const { id: requestId } = await askEndOfSale(officer, undo);
  await grantSaleRequest(approver, { tradeId: trade.id, requestId });
  expect(await agreeContract(company, { ...deed, versionN: 2 })).toMatchObject({ state: 'signing' });
});

test('sold as long as its contract binds: dissolved, it is for sale again, and its owner is told', async () => {
  const one = await scene('exclusive');
  await one.sign();
  const [record] = await db.select().from(achievements).where(eq(achievements.id, one.achievementId));
  const shown = async () => (await getPublicRecord(one.ctx, record!.no)).soldOn;
  expect(await shown()).toBe('2026-11-02');
  const told = async () =>
    (await db.select().from(notices).where(eq(notices.userId, one.officer.actor.userId))).map((row) => row.kind);
  expect(await told()).not.toContain('listing.free');
  await db.delete(searchChanges);
  const company = await one.talk.as('company', 'approver');
  const end = { contractId: one.contractId, versionN: 1, ground: 'by_law', reason: '标的技术已经公开。' } as const;
  await terminateContract(company, end);
  expect(await findSold(one.ctx, one.achievementId)).toBeNull();
  expect(await shown()).toBeNull();
  expect((await told()).filter((kind) => kind === 'listing.free')).toHaveLength(1);
  expect(await db.$count(searchChanges, eq(searchChanges.isUrgent, true))).toBeGreaterThan(0);
});

test('an objection outlives its listing: answered on record by who approves, read by who filed it, moving nothing', async () => {
  const one = await scene('exclusive');
  const stranger = await asActor(one.ctx, await makePerson(db, null));
  const state = async () => (await one.read()).state;
  await db
    .update(listings)
    .set({ noticeEndsAt: new Date('2026-11-20T00:00:00Z') })
    .where(eq(listings.id, one.listing.id));
  const { id: objectionId } = await objectToListing(stranger, {
    ...objector,
    listingId: one.listing.id,
    grounds: '与同类相比价格明显偏低。',
  });
  await one.sign();
  expect(await state()).toBe('concluded');
  const approver = await one.talk.as('unit', 'approver');
  const href = `/desk/listings/${one.listing.id}/objections`;
  expect(await listListingTodos(approver)).toMatchObject([{ kind: 'listing.answer', href, isMine: true }]);
  const open = { id: one.achievementId, orgId: one.talk.unit.id };
  expect(await objectionsToEnded(approver, open)).toMatchObject({ mayDecide: true, objections: [{ id: objectionId }] });
  expect(await objectionsToEnded(one.ctx, open)).toEqual({ mayDecide: false, objections: [] });
  const elsewhere = { objectionId, listingId: one.contractId, outcome: 'uphold', decision: '价格依据不足。' } as const;
  await expect(decideListingObjection(approver, elsewhere)).rejects.toThrow('not_found');
  await decideListingObjection(approver, { ...elsewhere, listingId: one.listing.id });
  expect(await state()).toBe('concluded');
  expect(await listListingTodos(approver)).toEqual([]);
  expect(await listingObjectionsPage(stranger, one.listing.id)).toMatchObject({
    mayDecide: false,
    objections: [{ state: 'upheld', decision: '价格依据不足。', isMine: true }],
  });
  const other = await asActor(one.ctx, await makePerson(db, null));
  await expect(listingObjectionsPage(other, one.listing.id)).rejects.toThrow('not_found');
});

test('another licence asks the owner: kept, confirmed, or sold as of the day of the contract', async () => {
  for (const answer of ['keep', 'confirm', 'sold'] as const) {
    const one = await scene(answer === 'keep' ? 'sole' : 'non_exclusive');
    const listingId = one.listing.id;
    await expect(sellListing(one.officer, { listingId })).rejects.toThrow('state_changed');
    await one.sign();
    expect(await one.read()).toMatchObject({ state: 'listed', askedContractId: one.contractId });
    expect((await listListingTodos(one.officer)).map(({ kind }) => kind)).toEqual(['listing.keep']);
    one.clock.moveDays(3);
    if (answer === 'confirm') {
      // That it still holds says nothing of whether it goes on: the question stays.
      await confirmListings(one.officer, { ids: [listingId] });
      expect(await one.read()).toMatchObject({ confirmedOn: '2026-11-05', askedContractId: one.contractId });
    }
    if (answer === 'sold') await sellListing(one.officer, { listingId });
    else await keepListing(one.officer, { listingId });
    expect(await listListingTodos(one.officer)).toEqual([]);
    const sold = { state: 'concluded', concludedBy: 'contract', concludedOn: '2026-11-02', askedContractId: null };
    expect(await one.read()).toMatchObject(answer === 'sold' ? sold : { state: 'listed', askedContractId: null });
  }
});

test('the last signature and the owner’s own end of it in one moment: the contract stands, the listing has one end', async () => {
  for (let round = 0; round < 4; round += 1) {
    const one = await scene('exclusive');
    const [signed, ended] = await Promise.allSettled([
      one.sign(),
      withdrawListing(one.officer, { listingId: one.listing.id }),
    ]);
    expect(signed.status).toBe('fulfilled');
    const [contract] = await db.select().from(contracts).where(eq(contracts.id, one.contractId));
    expect(contract?.state).toBe('performing');
    expect((await one.read()).state).toBe(ended.status === 'fulfilled' ? 'withdrawn' : 'concluded');
    expect(await one.isListed()).toBe(false);
  }
});
