import { Readable } from 'node:stream';
import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { MilestoneTerms, PayLaterTerms } from '#app/domain/contract.ts';
import type { GivenMode } from '#app/domain/listing-end.ts';
import { listingInput } from '#app/domain/listing-input.ts';
import type { Database } from '#db/client.server.ts';
import { auctions, contracts, deals, notices, organisations, saleRequests } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { asActor, makeContext, makeOrganisation, makePerson } from '#seeds/make.ts';
import { makeTalkingDeal, soundTerms } from '#seeds/make-talking-deal.ts';
import { getFile } from '../files/get-file.server.ts';
import { agreeContract } from '../contracts/agree-contract.server.ts';
import { signAmendment } from '../contracts/answer-amendment.server.ts';
import { prepareAmendment } from '../contracts/prepare-amendment.server.ts';
import { proposeAmendment } from '../contracts/propose-amendment.server.ts';
import { proposeContract } from '../contracts/propose-contract.server.ts';
import { signContract } from '../contracts/sign-contract.server.ts';
import { listTodos } from '../desk/queries.server.ts';
import { findSold } from '../listings/find-sold.server.ts';
import { listAchievement } from '../listings/list-achievement.server.ts';
import { announceAuction } from './announce-auction.server.ts';
import { askEndOfSale } from './ask-end-of-sale.server.ts';
import { beginAuctionDeal } from './begin-auction-deal.server.ts';
import { grantSaleRequest } from './grant-sale-request.server.ts';
import { recallSaleRequest } from './recall-sale-request.server.ts';
import { recordSale } from './record-sale.server.ts';
import { refuseSaleRequest } from './refuse-sale-request.server.ts';
import { publicityDuty } from '../contracts/publicity-duty.server.ts';
import { salesBeside } from './sales-beside.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const [usual] = soundTerms().milestones as [MilestoneTerms];
const assigned = (amountFen: bigint): PayLaterTerms =>
  soundTerms({
    kind: 'transfer',
    subKind: '技术秘密转让',
    trial: { months: 0, extensionMonths: 0 },
    royalty: null,
    milestones: [{ ...usual, trigger: 'signed', criteria: '', evidence: '', amountFen }],
  });
const days = { noticeOn: '2026-11-01', viewingFromOn: '2026-11-10', viewingToOn: '2026-11-11', saleOn: '2026-11-20' };

/** A record that a house has knocked down to a buyer whom nobody has named here yet, and another company that talks about it. */
async function knockedDown(modes = ['ASSIGN']) {
  const ctx = makeContext(db);
  const talk = await makeTalkingDeal(ctx, { unit: { isStateEstablished: false } });
  const [officer, approver] = [await talk.as('unit', 'officer'), await talk.as('unit', 'approver')];
  const id = talk.deal.achievementId;
  const terms = listingInput(7).parse({ modes, pricing: 'auction', priceKind: 'negotiable' });
  const { id: listingId } = await listAchievement(officer, { id, terms });
  const paper = async () => ({ ...(await ctx.files.put(Readable.from(['%PDF-1.4\n%EOF']), 100)), name: '凭据.pdf' });
  const house = { house: '示例', licenceNo: '拍1', place: '兰州' };
  await announceAuction(officer, { listingId, ...house, ...days, file: await paper() });
  const buyer = await makeOrganisation(db, { name: `买受人${talk.deal.no}` });
  const sale = { confirmationNo: 'CJ-9', buyerName: buyer.name, buyerUscc: buyer.uscc, priceFen: 80_000_000n };
  const { id: auctionId } = await recordSale(officer, { listingId, ...sale, file: await paper() });
  const propose = (dealId: string, given = assigned(1_000_000n)) => proposeContract(officer, { dealId, terms: given });
  const end = async (kind: 'dissolve' | 'perform', given?: GivenMode) =>
    askEndOfSale(officer, { listingId, auctionId, kind, given, reason: '催告后三十日没有付款', file: await paper() });
  const dissolve = () => end('dissolve');
  return { ctx, talk, officer, approver, id, listingId, auctionId, buyer, propose, dissolve, end };
}

test('what was knocked down is signed away or burdened for nobody but its buyer, who need not be named yet', async () => {
  const { ctx, talk, officer, buyer, listingId, auctionId, propose } = await knockedDown();
  const { id: contractId } = await propose(talk.deal.id);
  const company = await talk.as('company', 'officer');
  const refused = { code: 'invalid', params: { says: expect.stringContaining('已经拍定') as string } };
  await expect(agreeContract(company, { contractId, versionN: 1 })).rejects.toMatchObject(refused);
  // Once he is named his talk stands before the others', as before.
  const dealId = await beginAuctionDeal(officer, { listingId, auctionId, uscc: buyer.uscc });
  await expect(agreeContract(company, { contractId, versionN: 1 })).rejects.toMatchObject({
    params: { says: expect.stringContaining('起草合同') as string },
  });
  const { id: own } = await propose(dealId, assigned(80_000_000n));
  const buyerOfficer = await asActor(ctx, await makePerson(db, buyer, ['officer']));
  expect(await agreeContract(buyerOfficer, { contractId: own, versionN: 1 })).toMatchObject({ state: 'signing' });
});

test('only what he bought, signed in whichever talk, lets others go past the buyer, and leaves nothing to undo', async () => {
  const { ctx, talk, approver, listingId, auctionId, propose, dissolve } = await knockedDown();
  const { achievementId, achievementVersionN, licensorOrgId } = talk.deal;
  /** The buyer whom the paper names signs these terms in a talk of his own. */
  const buyerSigns = async (terms: PayLaterTerms) => {
    const { deal, as } = await makeTalkingDeal(ctx);
    await db.update(deals).set({ achievementId, achievementVersionN, licensorOrgId }).where(eq(deals.id, deal.id));
    const [buyer] = await db.select().from(organisations).where(eq(organisations.id, deal.licenseeOrgId));
    await db.update(auctions).set({ buyerUscc: buyer!.uscc }).where(eq(auctions.id, auctionId));
    const deed = { contractId: (await propose(deal.id, terms)).id, versionN: 1 };
    await agreeContract(await as('company', 'officer'), deed);
    await signContract(approver, deed);
    expect(await signContract(await as('company', 'approver'), deed)).toMatchObject({ state: 'performing' });
    return deed.contractId;
  };
  const small = await buyerSigns(soundTerms({ licenceKind: 'non_exclusive' }));
  expect(await salesBeside(ctx, { ...talk.deal, dealId: talk.deal.id })).toMatchObject([
    { says: expect.stringContaining('已经拍定') as string },
  ]);
  const asked = await dissolve();
  await db.update(contracts).set({ state: 'terminated' }).where(eq(contracts.id, small));
  await buyerSigns(assigned(80_000_000n));
  expect(await salesBeside(ctx, { ...talk.deal, dealId: talk.deal.id })).toEqual([]);
  expect(await codeOf(grantSaleRequest(approver, { listingId, requestId: asked.id }))).toBe('invalid');
});

test('a sale whose buyer does not perform is undone by a paper and another person’s word, and what was sold is free', async () => {
  const { ctx, talk, officer, approver, id, listingId, auctionId, buyer, propose, dissolve } = await knockedDown();
  const buyerOfficer = await asActor(ctx, await makePerson(db, buyer, ['officer']));
  const first = await dissolve();
  expect((await listTodos(approver)).map(({ kind }) => kind)).toContain('sale.decide');
  expect(await codeOf(grantSaleRequest(officer, { listingId, requestId: first.id }))).toBe('forbidden');
  expect(await codeOf(refuseSaleRequest(approver, { listingId: id, requestId: first.id, note: '再等' }))).toBe(
    'not_found',
  );
  await refuseSaleRequest(approver, { listingId, requestId: first.id, note: '先再催一次' });
  await recallSaleRequest(officer, { listingId, requestId: (await dissolve()).id });
  const last = await dissolve();
  expect(await codeOf(beginAuctionDeal(officer, { listingId, auctionId, uscc: buyer.uscc }))).toBe('invalid');
  expect(await findSold(officer, id)).toMatchObject({ by: 'auction' });
  await grantSaleRequest(approver, { listingId, requestId: last.id });
  expect(await codeOf(grantSaleRequest(approver, { listingId, requestId: last.id }))).toBe('state_changed');
  expect(await getFile(approver, last.fileId!)).toMatchObject({ purpose: 'auction' });
  expect(await codeOf(getFile(buyerOfficer, last.fileId!))).toBe('not_found');
  const [auction] = await db.select().from(auctions).where(eq(auctions.id, auctionId));
  expect(auction).toMatchObject({ state: 'dissolved', endedOn: '2026-11-21' });
  expect(await findSold(officer, id)).toBeNull();
  const told = async ({ actor }: typeof officer) =>
    (await db.select().from(notices).where(eq(notices.userId, actor.userId))).map(({ kind }) => kind);
  expect(await told(officer)).toEqual(expect.arrayContaining(['auction.dissolve', 'listing.free']));
  expect(await told(buyerOfficer)).toEqual(['auction.fall']);
  expect(await codeOf(beginAuctionDeal(officer, { listingId, auctionId, uscc: buyer.uscc }))).toBe('state_changed');
  const deed = { contractId: (await propose(talk.deal.id)).id, versionN: 1 };
  await agreeContract(await talk.as('company', 'officer'), deed);
  await signContract(approver, deed);
  expect(await signContract(await talk.as('company', 'approver'), deed)).toMatchObject({ state: 'performing' });
});

test('of two results with open talks the earlier is signed first, neither waits for the other', async () => {
  const { ctx, talk, officer, id, listingId, auctionId, buyer, propose } = await knockedDown();
  await beginAuctionDeal(officer, { listingId, auctionId, uscc: buyer.uscc });
  // A later sale of the same record, as non-exclusive sales leave it: to the company that talks already.
  const [first] = await db.select().from(auctions).where(eq(auctions.id, auctionId));
  const later = { ...first!, id: talk.deal.id, dealId: talk.deal.id, createdAt: new Date(Date.now() + 86_400_000) };
  await db.insert(auctions).values(later);
  const own = await propose(first!.dealId!, assigned(80_000_000n));
  const theirs = await propose(talk.deal.id);
  expect(await codeOf(agreeContract(await talk.as('company', 'officer'), { contractId: theirs.id, versionN: 1 }))).toBe(
    'invalid',
  );
  const buyerOfficer = await asActor(ctx, await makePerson(db, buyer, ['officer']));
  expect(await agreeContract(buyerOfficer, { contractId: own.id, versionN: 1 })).toMatchObject({ state: 'signing' });
  expect(await db.$count(deals, eq(deals.achievementId, id))).toBe(2);
});

test('a sale that was performed elsewhere is ended by a paper and another person’s word: nothing fell, what was assigned stays gone', async () => {
  const { ctx, talk, officer, approver, id, listingId, auctionId, buyer, propose, end } = await knockedDown();
  await db.update(auctions).set({ buyerUscc: null, buyerName: '自然人甲' }).where(eq(auctions.id, auctionId));
  const request = await end('perform');
  expect(await codeOf(grantSaleRequest(officer, { listingId, requestId: request.id }))).toBe('forbidden');
  await grantSaleRequest(approver, { listingId, requestId: request.id });
  const [auction] = await db.select().from(auctions).where(eq(auctions.id, auctionId));
  expect(auction).toMatchObject({ state: 'performed', endedOn: '2026-11-21' });
  const kinds = (await db.select().from(notices).where(eq(notices.userId, officer.actor.userId))).map(
    ({ kind }) => kind,
  );
  expect(kinds).toContain('sale.perform');
  expect(kinds).not.toContain('listing.free');
  expect(await findSold(officer, id)).toMatchObject({ by: 'auction' });
  // The right itself is gone: neither listed nor signed for anew.
  const terms = listingInput(7).parse({ modes: ['ASSIGN'], pricing: 'agreed', priceKind: 'negotiable' });
  expect(await codeOf(listAchievement(officer, { id, terms }))).toBe('invalid');
  const { id: contractId } = await propose(talk.deal.id);
  const company = await talk.as('company', 'officer');
  expect(await codeOf(agreeContract(company, { contractId, versionN: 1 }))).toBe('invalid');
  // Of licences beside others nobody waits for it any more.
  await db.update(saleRequests).set({ given: 'LIC_NON' }).where(eq(saleRequests.auctionId, auctionId));
  expect(await salesBeside(ctx, { ...talk.deal, dealId: talk.deal.id })).toEqual([]);
  expect(await agreeContract(company, { contractId, versionN: 1 })).toMatchObject({ state: 'signing' });
  expect(await codeOf(beginAuctionDeal(officer, { listingId, auctionId, uscc: buyer.uscc }))).toBe('state_changed');
});

test('a small contract in the buyer’s own talk ends no guard; what he bought, signed there, does', async () => {
  const { ctx, talk, officer, approver, listingId, auctionId, buyer, propose, dissolve } = await knockedDown();
  const dealId = await beginAuctionDeal(officer, { listingId, auctionId, uscc: buyer.uscc });
  const beside = () => salesBeside(ctx, { ...talk.deal, dealId: talk.deal.id });
  const [buyerOfficer, buyerApprover] = await Promise.all(
    (['officer', 'approver'] as const).map(async (role) =>
      asActor(ctx, await makePerson(db, buyer, [role]), { proved: true }),
    ),
  );
  const sign = async (terms: PayLaterTerms) => {
    const deed = { contractId: (await propose(dealId, terms)).id, versionN: 1 };
    await agreeContract(buyerOfficer!, deed);
    await signContract(approver, deed);
    await signContract(buyerApprover!, deed);
    return deed.contractId;
  };
  const kinds = async () => (await listTodos(officer)).map(({ kind }) => kind);
  const small = await sign(soundTerms({ licenceKind: 'non_exclusive' }));
  expect((await db.select().from(deals).where(eq(deals.id, dealId)))[0]).toMatchObject({ state: 'performing' });
  // The sale still waits for its end, and says so on the desk as on its page.
  expect(await kinds()).toContain('sale.end');
  expect(await beside()).toMatchObject([{ says: expect.stringContaining('还没有按成交签合同') as string }]);
  await db.update(deals).set({ state: 'talking' }).where(eq(deals.id, dealId));
  await db.update(contracts).set({ state: 'terminated' }).where(eq(contracts.id, small));
  await sign(assigned(80_000_000n));
  expect(await beside()).toEqual([]);
  expect(await kinds()).not.toContain('sale.end');
  expect(await codeOf(dissolve())).toBe('invalid');
});

test('what the buyer has signed stays signed for when both sides lower the sum later', async () => {
  const { ctx, talk, officer, approver, buyer, listingId, auctionId, propose, end } = await knockedDown();
  const dealId = await beginAuctionDeal(officer, { listingId, auctionId, uscc: buyer.uscc });
  const terms = { ...assigned(0n), milestones: [{ ...usual, amountFen: 80_000_000n }] };
  const { id: contractId } = await propose(dealId, terms);
  const [theirOfficer, theirApprover] = [
    await asActor(ctx, await makePerson(db, buyer, ['officer'])),
    await asActor(ctx, await makePerson(db, buyer, ['approver']), { proved: true }),
  ];
  await agreeContract(theirOfficer, { contractId, versionN: 1 });
  await signContract(approver, { contractId, versionN: 1 });
  await signContract(theirApprover, { contractId, versionN: 1 });
  const lower = { ...terms, milestones: [{ ...usual, amountFen: 79_000_000n }] };
  const change = { contractId, baseVersionN: 1, effectiveOn: '2026-11-21', reason: '验收折让一万元，双方同意' };
  const { versionN } = await prepareAmendment(approver, { ...change, terms: lower });
  await proposeAmendment(approver, { contractId, versionN });
  await signAmendment(theirApprover, { contractId, versionN });
  const [contract] = await db.select().from(contracts).where(eq(contracts.id, contractId));
  expect(contract).toMatchObject({ state: 'performing', signedVersionN: versionN });
  expect(await salesBeside(ctx, { ...talk.deal, dealId: talk.deal.id })).toEqual([]);
  expect(await codeOf(end('dissolve'))).toBe('invalid');
  // His contract ended before its time: then the sale can be undone.
  await db.update(contracts).set({ state: 'terminated' }).where(eq(contracts.id, contractId));
  const asked = await end('dissolve');
  expect(asked).toMatchObject({ state: 'asked' });
  await grantSaleRequest(approver, { listingId, requestId: asked.id });
  // What was signed keeps the price basis by which it was signed.
  expect(await publicityDuty(ctx, contract!, 1)).toMatchObject({ pricing: { result: { way: 'auction' } } });
  expect(await publicityDuty(ctx, { ...contract!, signedAt: null }, 1)).toMatchObject({ pricing: { result: null } });
});

test('an exclusive licence performed elsewhere lets nobody else in, until that record is ended by a second person', async () => {
  const { ctx, talk, officer, approver, id, listingId, auctionId, buyer, propose, end } = await knockedDown([
    'LIC_EXC',
  ]);
  const buyerOfficer = await asActor(ctx, await makePerson(db, buyer, ['officer']));
  await grantSaleRequest(approver, { listingId, requestId: (await end('perform')).id });
  const company = await talk.as('company', 'officer');
  const beside = soundTerms({ licenceKind: 'non_exclusive' });
  const deed = { contractId: (await propose(talk.deal.id, beside)).id, versionN: 1 };
  const refused = { code: 'invalid', params: { says: expect.stringMatching(/CJ-9.*申请解除成交/) as string } };
  await expect(agreeContract(company, deed)).rejects.toMatchObject(refused);
  const terms = listingInput(7).parse({ modes: ['LIC_NON'], pricing: 'agreed', priceKind: 'negotiable' });
  await expect(listAchievement(officer, { id, terms })).rejects.toMatchObject(refused);

  expect(await codeOf(end('perform'))).toBe('state_changed');
  const request = await end('dissolve');
  expect(await codeOf(grantSaleRequest(officer, { listingId, requestId: request.id }))).toBe('forbidden');
  await db.update(auctions).set({ endedOn: '2026-11-20' }).where(eq(auctions.id, auctionId));
  await grantSaleRequest(approver, { listingId, requestId: request.id });
  const [after] = await db.select().from(auctions).where(eq(auctions.id, auctionId));
  expect(after).toMatchObject({ state: 'dissolved', endedOn: '2026-11-20' });
  expect(await codeOf(end('dissolve'))).toBe('state_changed');
  const told = await db.select().from(notices).where(eq(notices.userId, buyerOfficer.actor.userId));
  expect(told.map(({ kind }) => kind).toSorted()).toEqual(['auction.dissolve_performed', 'sale.recorded']);
  expect(await findSold(officer, id)).toBeNull();
  expect(await agreeContract(company, deed)).toMatchObject({ state: 'signing' });
});

test('of what was sold in several ways what was given elsewhere is said, and counts for who may sign and list next', async () => {
  const modes = ['LIC_EXC', 'LIC_NON'];
  const usual = soundTerms({ licenceKind: 'non_exclusive' });
  const relist = listingInput(7).parse({ modes: ['LIC_NON'], pricing: 'agreed', priceKind: 'negotiable' });
  for (const given of ['LIC_EXC', 'LIC_NON'] as const) {
    const { talk, officer, approver, id, listingId, propose, end } = await knockedDown(modes);
    for (const none of [undefined, 'ASSIGN'] as const) {
      await expect(end('perform', none)).rejects.toMatchObject({ code: 'invalid', field: 'given' });
    }
    const asked = await end('perform', given);
    expect(asked).toMatchObject({ given });
    await grantSaleRequest(approver, { listingId, requestId: asked.id });
    const deed = { contractId: (await propose(talk.deal.id, usual)).id, versionN: 1 };
    const company = await talk.as('company', 'officer');
    const signs = () => agreeContract(company, deed);
    const lists = () => listAchievement(officer, { id, terms: relist });
    const refused = { code: 'invalid', params: { says: expect.stringContaining('CJ-9') as string } };
    if (given === 'LIC_EXC') {
      await expect(signs()).rejects.toMatchObject(refused);
      await expect(lists()).rejects.toMatchObject(refused);
    } else {
      expect(await signs()).toMatchObject({ state: 'signing' });
      expect(await lists()).toMatchObject({ state: 'listed' });
    }
  }
});
