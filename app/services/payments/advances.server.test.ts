import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { computeContract } from '#app/domain/compute-contract.ts';
import { aMilestone, signed, someTerms } from '#app/domain/compute-for-tests.ts';
import { addDays, dayOf } from '#app/domain/days.ts';
import { allocations, ledgerEntries, milestones, notices } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyClaims } from '#db/verify/verify-claims.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { asActor, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { makeParties, makeSignedContract, milestoneTerms } from '#seeds/make-signed-contract.ts';
import { inTransaction } from '../context.server.ts';
import { contestMilestone } from '../contracts/dispute-milestone.server.ts';
import { distribute } from '../distributions/distribute.server.ts';
import { approveDistribution } from '../distributions/approve-distribution.server.ts';
import { proposeDistribution } from '../distributions/propose-distribution.server.ts';
import { recordTeam } from '../distributions/record-team.server.ts';
import { getShareFacts } from '../distributions/share-facts.server.ts';
import { listBalances, listEntriesOfReceipt } from '../ledger/queries.server.ts';
import { confirmRefund } from '../refunds/confirm-refund.server.ts';
import { recordRefund } from '../refunds/record-refund.server.ts';
import { advanceOf } from './advance-of.server.ts';
import { listPlacements, placeableClaims } from './advance-queries.server.ts';
import { listAgeing } from './ageing.server.ts';
import { chargeInterest } from './charge-interest.server.ts';
import { claimBankTransfer } from './claim-bank-transfer.server.ts';
import { confirmReceipt } from './confirm-receipt.server.ts';
import { moneyOverview } from './money-overview.server.ts';
import { placeAdvance } from './place-advance.server.ts';
import { getObligation } from './queries.server.ts';
import { raiseObligation } from './raise-obligation.server.ts';
import { getReceipt, listReceipts } from './receipt-queries.server.ts';
import { takeBackAdvance } from './take-back-advance.server.ts';

/** Two milestones of 300,000.00 and 200,000.00, both due on 2026-12-21; 400,000.00 were paid on the first: 100,000.00 in advance. */
async function makeWorld() {
  const { db, sql } = await testDatabase();
  const clock = testClock();
  const ctx = makeContext(db, { now: clock.now });
  const parties = await makeParties(db);
  const { unit, company, unitFinance, unitOfficer, unitApprover, companyFinance } = parties;
  const { contract, milestones: stones } = await makeSignedContract(db, parties, {
    terms: {
      milestones: [milestoneTerms(), milestoneTerms({ name: '样机完成', amountFen: 20_000_000n })],
      royalty: null,
      termYears: 5,
    },
  });
  const raise = (at: number, amountFen: bigint, dueOn = '2026-12-21') =>
    inTransaction(ctx, (tx) =>
      raiseObligation(tx, {
        contract,
        kind: 'milestone',
        subjectId: stones[at]!.id,
        label: `里程碑 ${at + 1}`,
        amountFen,
        dueOn,
      }),
    );
  const one = await raise(0, 30_000_000n);
  const as = (who: { id: string }, proved = true) => asActor(ctx, who, { proved });
  const [payer, payee] = [await as(companyFinance), await as(unitFinance)];
  const proved = () => as(unitFinance);
  const pay = async (obligationId: string, amountFen: bigint) => {
    const slip = { bankSerial: randomUUID(), paidOn: dayOf(clock.now()), voucher: await receivedPdf(ctx, '回单.pdf') };
    const { id } = await claimBankTransfer(payer, { obligationId, amountFen, ...slip, isAdvance: true });
    return confirmReceipt(await proved(), { receiptId: id });
  };
  const receipt = await pay(one.id, 40_000_000n);
  const receiptId = receipt.id;
  const place = async (obligationId: string, amountFen: bigint, key?: string) =>
    placeAdvance(await proved(), { receiptId, obligationId, amountFen, ...(key && { key }) });
  const takeBack = async (allocationId: string) =>
    takeBackAdvance(await proved(), { receiptId, allocationId, reason: '抵错了款项' });
  const share = async () => {
    const officer = await as(unitOfficer);
    const { id } = await proposeDistribution(officer, { receiptId, costs: [], teamPpm: 700_000, ttoPpm: 0 });
    await recordTeam(officer, { id, note: '', paper: await receivedPdf(ctx, '分配表.pdf') });
    await approveDistribution(await as(unitApprover), { id });
    return distribute(await proved(), { id });
  };
  const stateOf = async (at: number) =>
    (await db.select().from(milestones).where(eq(milestones.id, stones[at]!.id)))[0]?.state;
  const own = [contract.no, contract.id, unit.id, company.id, receiptId];
  const differences = async () =>
    [...(await verifyClaims(sql)), ...(await verifyLedger(sql))].filter(({ subject }) =>
      own.some((id) => subject.includes(id)),
    );
  const figures = async () => {
    const { asPayee } = await moneyOverview(ctx, unit.id);
    const { asPayer } = await moneyOverview(ctx, company.id);
    return { asPayee, asPayer };
  };
  const world = {
    ...parties,
    proved,
    db,
    sql,
    ctx,
    clock,
    contract,
    stones,
    one,
    raise,
    as,
    payer,
    payee,
    pay,
    receiptId,
  };
  return { ...world, place, takeBack, share, stateOf, differences, figures };
}

test('an advance settles the next claim: both books move it, every sum says so, and it waits to be shared', async () => {
  const { raise, place, stateOf, differences, figures, payer, payee, receiptId, contract, db, companyFinance } =
    await makeWorld();
  const two = await raise(1, 20_000_000n);
  expect(
    await placeableClaims(payee, { contractId: contract.id, payerOrgId: two.payerOrgId, payeeOrgId: two.payeeOrgId }),
  ).toMatchObject([{ id: two.id, payableFen: 20_000_000n }]);
  const before = await figures();
  expect(before.asPayee).toMatchObject({
    advanceFen: 10_000_000n,
    outstandingFen: 20_000_000n,
    undistributedFen: 30_000_000n,
  });
  const { id } = await place(two.id, 10_000_000n);
  const after = await figures();
  // Nothing new arrived: what was in advance settles the claim.
  expect(after.asPayee).toMatchObject({
    receivedFen: before.asPayee.receivedFen,
    advanceFen: 0n,
    outstandingFen: 10_000_000n,
    undistributedFen: 40_000_000n,
  });
  expect(after.asPayer).toMatchObject({ receivedFen: 40_000_000n, advanceFen: 0n, outstandingFen: 10_000_000n });
  const aged = await listAgeing(payee, { by: 'contract', isPayer: false });
  expect(aged.reduce((sum, row) => sum + row.totalFen, 0n)).toBe(10_000_000n);
  expect(await advanceOf({ db }, contract)).toBe(0n);
  const [listed] = await listReceipts(payee, ['confirmed']);
  expect(listed).toMatchObject({ unsharedFen: 40_000_000n });
  expect((await listBalances(payee)).find(({ account }) => account === 'advance_received')).toMatchObject({
    debitFen: 10_000_000n,
    creditFen: 10_000_000n,
  });
  expect((await listBalances(payer)).find(({ account }) => account === 'advance_paid')).toMatchObject({
    debitFen: 10_000_000n,
    creditFen: 10_000_000n,
  });
  // The payer reads it on the claim and on the receipt, and was told.
  expect(await getObligation(payer, two.id)).toMatchObject({
    paidFen: 10_000_000n,
    placed: [{ id, receiptId, amountFen: 10_000_000n }],
  });
  expect(await listPlacements(payer, receiptId)).toMatchObject([{ obligation: { id: two.id }, takenBackAt: null }]);
  const told = await db.select().from(notices).where(eq(notices.userId, companyFinance.id));
  expect(told.filter(({ kind }) => kind === 'advance.place')).toHaveLength(1);
  expect(await stateOf(1)).toBe('accepted');
  const entries = await listEntriesOfReceipt(payee, { receiptId, distributionIds: [], refundIds: [] });
  expect(entries.map(({ reference }) => reference)).toContain(`advance-placed:${id}`);
  expect(await differences()).toEqual([]);
});

test('all of a claim out of the advance settles what it is for; the rest of the advance stays', async () => {
  const { raise, place, stateOf, differences, receiptId, payee } = await makeWorld();
  const two = await raise(1, 6_000_000n);
  await place(two.id, 6_000_000n);
  expect(await stateOf(1)).toBe('settled');
  expect((await getReceipt(payee, receiptId)).left).toMatchObject({ elsewhereFen: 6_000_000n, advanceFen: 4_000_000n });
  await expect(place(two.id, 1n)).rejects.toMatchObject({ code: 'invalid', field: 'amount' });
  expect((await differences()).filter(({ check }) => check !== 'amount of a claim')).toEqual([]);
});

test('the same form twice, or two forms at once for one advance: it is used once', async () => {
  const { raise, place, differences, db, receiptId } = await makeWorld();
  const two = await raise(1, 20_000_000n);
  const key = randomUUID();
  const [first, second] = await Promise.all([place(two.id, 4_000_000n, key), place(two.id, 4_000_000n, key)]);
  expect(second.id).toBe(first.id);
  const race = await Promise.allSettled([place(two.id, 6_000_000n), place(two.id, 6_000_000n)]);
  expect(race.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(race.find((one) => one.status === 'rejected')?.reason).toMatchObject({
    code: expect.stringMatching(/invalid|state_changed/),
  });
  const rows = await db.select().from(allocations).where(eq(allocations.receiptId, receiptId));
  expect(
    rows
      .filter(({ kind }) => kind === 'placed')
      .map(({ amountFen }) => amountFen)
      .toSorted(),
  ).toEqual([4_000_000n, 6_000_000n]);
  const posted = await db.select().from(ledgerEntries);
  expect(posted.filter(({ reference }) => reference === `advance-placed:${first.id}`)).toHaveLength(2);
  expect(await differences()).toEqual([]);
});

test('never more than the advance or than the claim has open, what is under way counted in', async () => {
  const { raise, place, payer, ctx } = await makeWorld();
  const two = await raise(1, 20_000_000n);
  await expect(place(two.id, 10_000_001n)).rejects.toMatchObject({ code: 'invalid', field: 'amount' });
  await expect(place(two.id, 0n)).rejects.toMatchObject({ code: 'invalid', field: 'amount' });
  const slip = { bankSerial: randomUUID(), paidOn: '2026-11-21', voucher: await receivedPdf(ctx, '回单.pdf') };
  await claimBankTransfer(payer, { obligationId: two.id, amountFen: 15_000_000n, ...slip });
  await expect(place(two.id, 5_000_001n)).rejects.toMatchObject({ code: 'invalid', field: 'amount' });
  expect(await place(two.id, 5_000_000n)).toMatchObject({ kind: 'placed' });
});

test('a contested claim is left alone', async () => {
  const { raise, place, stones, as, companyOfficer, payee, contract } = await makeWorld();
  const two = await raise(1, 20_000_000n);
  await contestMilestone(await as(companyOfficer), { milestoneId: stones[1]!.id, reason: '样机没有达到约定指标' });
  const between = { contractId: contract.id, payerOrgId: two.payerOrgId, payeeOrgId: two.payeeOrgId };
  expect(await placeableClaims(payee, between)).toEqual([]);
  await expect(place(two.id, 1n)).rejects.toMatchObject({ code: 'invalid', field: 'obligationId' });
});

test("only the payee's finance with a fresh second factor, and only a claim of the same contract between the same two", async () => {
  const { raise, as, receiptId, payer, unitFinance, unitOfficer, unitApprover, db, place } = await makeWorld();
  const two = await raise(1, 20_000_000n);
  const input = { receiptId, obligationId: two.id, amountFen: 1n };
  const stranger = await makePerson(db, await makeOrganisation(db), ['finance']);
  await expect(placeAdvance(await as(unitOfficer), input)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(placeAdvance(await as(unitApprover), input)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(placeAdvance(payer, input)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(placeAdvance(await as(stranger), input)).rejects.toMatchObject({ code: 'not_found' });
  await expect(placeAdvance(await as(unitFinance, false), input)).rejects.toMatchObject({ code: 'proof_required' });
  const elsewhere = await makeWorld();
  const foreign = await elsewhere.raise(1, 20_000_000n);
  await expect(place(foreign.id, 1n)).rejects.toMatchObject({ code: 'not_found' });
  const { id } = await place(two.id, 1n);
  const back = { receiptId, allocationId: id, reason: '抵错了' };
  await expect(takeBackAdvance(await as(unitOfficer), back)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(takeBackAdvance(payer, back)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(takeBackAdvance(await as(stranger), back)).rejects.toMatchObject({ code: 'not_found' });
  await expect(takeBackAdvance(await as(unitFinance, false), back)).rejects.toMatchObject({ code: 'proof_required' });
  // Another receipt's placement is not this one's.
  await expect(takeBackAdvance(elsewhere.payee, { ...back, receiptId: elsewhere.receiptId })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('what was put on a claim is taken back once: the claim is open, the advance there, the books agree', async () => {
  const { raise, place, takeBack, stateOf, differences, figures, payer, db, receiptId } = await makeWorld();
  const two = await raise(1, 10_000_000n);
  const { id } = await place(two.id, 10_000_000n);
  expect(await stateOf(1)).toBe('settled');
  const race = await Promise.allSettled([takeBack(id), takeBack(id)]);
  expect(race.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(race.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'state_changed' });
  expect(await stateOf(1)).toBe('accepted');
  expect((await figures()).asPayee).toMatchObject({ advanceFen: 10_000_000n, outstandingFen: 10_000_000n });
  expect(await getObligation(payer, two.id)).toMatchObject({ outstandingFen: 10_000_000n, placed: [] });
  expect(await listPlacements(payer, receiptId)).toMatchObject([
    { id, reason: '抵错了款项', takenBackAt: expect.any(Date) },
  ]);
  expect(await db.select().from(allocations).where(eq(allocations.obligationId, two.id))).toHaveLength(2);
  // And put there again.
  await place(two.id, 10_000_000n);
  expect(await stateOf(1)).toBe('settled');
  expect((await differences()).filter(({ check }) => check !== 'amount of a claim')).toEqual([]);
});

test('once it is shared it stays; what was put after the sharing is shared by itself', async () => {
  const { raise, place, takeBack, share, differences, payee, receiptId, clock } = await makeWorld();
  await share();
  clock.moveDays(1);
  const two = await raise(1, 20_000_000n);
  const { id } = await place(two.id, 10_000_000n);
  expect((await getShareFacts(payee, receiptId)).shareableFen).toBe(10_000_000n);
  const [listed] = await listReceipts(payee, ['confirmed']);
  expect(listed).toMatchObject({ unsharedFen: 10_000_000n });
  expect(await differences()).toEqual([]);
  clock.moveDays(1);
  await share();
  await expect(takeBack(id)).rejects.toMatchObject({ code: 'state_changed' });
  expect(await differences()).toEqual([]);
});

test('a refund takes the advance and the own claim, never what stands elsewhere', async () => {
  const { raise, place, takeBack, payee, payer, receiptId, ctx, differences } = await makeWorld();
  const two = await raise(1, 20_000_000n);
  const { id } = await place(two.id, 6_000_000n);
  const record = async (amountFen: bigint) =>
    recordRefund(payee, {
      receiptId,
      kind: 'refund',
      amountFen,
      reason: '多收',
      bankSerial: randomUUID(),
      paidOn: '2026-11-21',
      voucher: await receivedPdf(ctx, '退款回单.pdf'),
    });
  await expect(record(34_000_001n)).rejects.toMatchObject({ code: 'invalid', field: 'amount' });
  const { id: refundId, advanceFen } = await record(34_000_000n);
  expect(advanceFen).toBe(4_000_000n);
  // While it is on its way nothing is put anywhere or taken back.
  await expect(place(two.id, 1n)).rejects.toMatchObject({ code: 'state_changed' });
  await expect(takeBack(id)).rejects.toMatchObject({ code: 'state_changed' });
  await confirmRefund(payer, { refundId });
  expect((await getReceipt(payee, receiptId)).left).toEqual({
    allocatedFen: 6_000_000n,
    elsewhereFen: 6_000_000n,
    advanceFen: 0n,
  });
  expect(await differences()).toEqual([]);
  await takeBack(id);
  await confirmRefund(payer, { refundId: (await record(6_000_000n)).id });
  expect(await differences()).toEqual([]);
});

test('it counts as paid from the day of the money: no penalty for the days until finance put it there, as contract:compute has it', async () => {
  const { raise, place, takeBack, clock, payee, pay, differences, proved } = await makeWorld();
  const two = await raise(1, 10_000_000n, '2026-12-01');
  clock.moveDays(20);
  const lateOn = dayOf(clock.now());
  expect((await getObligation(payee, two.id)).interest?.amountFen).toBeGreaterThan(0n);
  const { id } = await place(two.id, 10_000_000n);
  expect((await getObligation(payee, two.id)).interest).toBeNull();
  const terms = someTerms(
    { milestones: [aMilestone(), aMilestone({ name: '样机完成', amountFen: 10_000_000n, payWithinDays: 10 })] },
    {},
  );
  const computed = computeContract(
    { ...terms, royalty: null },
    [
      signed('2026-01-01'),
      { kind: 'milestone_accepted', on: '2026-11-20', milestone: 1 },
      { kind: 'milestone_accepted', on: '2026-11-21', milestone: 2 },
      { kind: 'receipt', on: '2026-11-21', amountFen: 40_000_000n, claim: null },
    ],
    { asOf: lateOn },
  );
  expect(computed.obligations.filter(({ kind }) => kind === 'interest')).toEqual([]);
  expect(computed.advanceFen).toBe(0n);
  // Taken back, it had been paid until that day: what is late runs from there.
  await takeBack(id);
  clock.moveDays(4);
  const again = await getObligation(payee, two.id);
  expect(again.interest).toMatchObject({ fromOn: addDays(lateOn, 1), amountFen: 20_000n });
  // And what is charged on it is what the verifier works out: four days that stand, once the claim is paid by another's money.
  await pay(two.id, 10_000_000n);
  expect(await chargeInterest(await proved(), { obligationId: two.id })).toMatchObject({ amountFen: 20_000n });
  expect((await differences()).filter(({ check }) => check !== 'amount of a claim')).toEqual([]);
});
