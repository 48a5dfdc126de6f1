import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { dayOf } from '#app/domain/days.ts';
import { organisations, receipts, refunds } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyClaims } from '#db/verify/verify-claims.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { codeOf } from '#seeds/code-of.ts';
import { fakeGateway } from '#seeds/fake-gateway.ts';
import { asActor, makeContext, testClock } from '#seeds/make.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { makeParties, makeSignedContract } from '#seeds/make-signed-contract.ts';
import { inTransaction } from '../context.server.ts';
import { followDispute } from '../disputes/follow-dispute.server.ts';
import { claimBankTransfer } from '../payments/claim-bank-transfer.server.ts';
import { confirmReceipt } from '../payments/confirm-receipt.server.ts';
import { openCardPayment } from '../payments/open-card-payment.server.ts';
import { placeAdvance } from '../payments/place-advance.server.ts';
import { getObligation } from '../payments/queries.server.ts';
import { raiseObligation } from '../payments/raise-obligation.server.ts';
import { getReceipt } from '../payments/receipt-queries.server.ts';
import { settlePayment } from '../payments/settle-payment.server.ts';
import { takeBackAdvance } from '../payments/take-back-advance.server.ts';
import { approveRefund } from './approve-refund.server.ts';
import { bookRefund } from './book-refund.server.ts';
import { confirmRefund } from './confirm-refund.server.ts';
import { pursueRefund } from './pursue-refund.server.ts';
import { recordRefund } from './record-refund.server.ts';
import { refundCard } from './refund-card.server.ts';

async function makeWorld() {
  const { db, sql } = await testDatabase();
  const gateway = fakeGateway();
  const clock = testClock();
  const ctx = makeContext(db, { payments: gateway, now: clock.now });
  const parties = await makeParties(db);
  const { unit } = parties;
  await db
    .update(organisations)
    .set({ stripeAccountId: 'acct_u', twoPersonFen: 10_000_000n })
    .where(eq(organisations.id, unit.id));
  const { contract, milestones } = await makeSignedContract(db, parties);
  const claim = { contract, kind: 'milestone' as const, subjectId: milestones[0]!.id, label: '里程碑 1' };
  const o = await inTransaction(ctx, (tx) =>
    raiseObligation(tx, { ...claim, amountFen: 30_000_000n, dueOn: '2026-12-21' }),
  );
  const as = (who: { id: string }) => asActor(ctx, who, { proved: true });
  const differences = async () => [...(await verifyClaims(sql)), ...(await verifyLedger(sql))];
  return { ...parties, db, ctx, clock, gateway, contract, o, as, differences };
}

/** The claim of 300,000.00, paid by a card receipt that was all in advance first and was put on the claim afterwards. */
async function makePlaced() {
  const w = await makeWorld();
  const { as, o, gateway, ctx, db, companyFinance, unitFinance, unitApprover, clock } = w;
  const attempt = await openCardPayment(await as(companyFinance), {
    obligationId: o.id,
    baseUrl: 'https://example.org',
  });
  const payByBank = async (amountFen: bigint) => {
    const slip = { bankSerial: randomUUID(), paidOn: dayOf(clock.now()) };
    const voucher = await receivedPdf(ctx, '回单.pdf');
    const claimed = { obligationId: o.id, amountFen, ...slip, voucher, isAdvance: true };
    const { id } = await claimBankTransfer(await as(companyFinance), claimed);
    const { state } = await confirmReceipt(await as(unitFinance), { receiptId: id });
    if (state !== 'confirmed') await confirmReceipt(await as(unitApprover), { receiptId: id });
    return id;
  };
  // The bank transfer comes first, and is given back.
  const bankId = await payByBank(30_000_000n);
  gateway.pay(attempt.id);
  await settlePayment(ctx, { attemptId: attempt.id });
  const [card] = await db.select().from(receipts).where(eq(receipts.attemptId, attempt.id));
  const receiptId = card!.id;
  const back = await recordRefund(await as(unitFinance), {
    receiptId: bankId,
    kind: 'refund',
    amountFen: 30_000_000n,
    reason: '重复付款',
    bankSerial: randomUUID(),
    paidOn: dayOf(clock.now()),
    voucher: await receivedPdf(ctx, '退款.pdf'),
  });
  await confirmRefund(await as(companyFinance), { refundId: back.id });
  const put = await placeAdvance(await as(unitFinance), { receiptId, obligationId: o.id, amountFen: 30_000_000n });
  const left = async () => (await getReceipt(await as(unitFinance), receiptId)).left;
  const claim = async () => {
    const { outstandingFen, paidFen } = await getObligation(await as(companyFinance), o.id);
    return { outstandingFen, paidFen };
  };
  const refund = async (amountFen: bigint) =>
    refundCard(await as(unitFinance), { receiptId, amountFen, reason: '商定退' });
  const takeBack = async () =>
    codeOf(takeBackAdvance(await as(unitFinance), { receiptId, allocationId: put.id, reason: '拒付' }));
  const disputeId = `dp_${attempt.id}`;
  const dispute = async (status: string) => {
    const paymentIntentId = `pi_${attempt.id}`;
    const facts = { paymentIntentId, amountFen: 30_000_000n, currency: 'CNY', reason: 'x', openedAt: ctx.now() };
    gateway.disputes.set(disputeId, { ...facts, disputeId, status, evidenceBy: null });
    await followDispute(ctx, { disputeId, account: 'acct_u' });
  };
  return { ...w, receiptId, payByBank, left, claim, refund, takeBack, dispute };
}

test('what a refund that waits for its second person draws on is not taken back beside a dispute: the claim opens once', async () => {
  const { refund, dispute, takeBack, as, unitApprover, left, claim, differences } = await makePlaced();
  const asked = await refund(20_000_000n);
  expect(asked).toMatchObject({ state: 'asked', advanceFen: 0n });
  await dispute('needs_response');
  expect(await takeBack()).toBe('state_changed');
  await dispute('won');
  const done = await approveRefund(await as(unitApprover), { refundId: asked.id });
  expect(done).toMatchObject({ state: 'confirmed', advanceFen: 0n });
  expect(await left()).toEqual({ allocatedFen: 10_000_000n, elsewhereFen: 0n, advanceFen: 0n });
  expect(await claim()).toEqual({ outstandingFen: 20_000_000n, paidFen: 10_000_000n });
  // What went back of it is not taken back once more either.
  expect(await takeBack()).toBe('state_changed');
  expect(await differences()).toEqual([]);
});

test('the same of one that the provider has not finished', async () => {
  const { gateway, ctx, refund, dispute, takeBack, left, claim, differences } = await makePlaced();
  gateway.refundAnswer = 'pending';
  const { id } = await refund(10_000_000n);
  await dispute('needs_response');
  expect(await takeBack()).toBe('state_changed');
  gateway.refunds.get(id)!.status = 'succeeded';
  expect(await pursueRefund(ctx, { id })).toMatchObject({ state: 'confirmed', advanceFen: 0n });
  expect(await left()).toEqual({ allocatedFen: 20_000_000n, elsewhereFen: 0n, advanceFen: 0n });
  expect(await claim()).toEqual({ outstandingFen: 10_000_000n, paidFen: 20_000_000n });
  expect(await differences()).toEqual([]);
});

test('a refund is split by what stands when it is booked: what became an advance meanwhile goes before the claim', async () => {
  const { gateway, ctx, refund, payByBank, left, claim, differences } = await makePlaced();
  const first = await refund(5_000_000n);
  await payByBank(5_000_000n);
  gateway.refundAnswer = 'pending';
  const next = await refund(5_000_000n);
  expect(next).toMatchObject({ state: 'open', advanceFen: 0n });
  // The first fails late, and its claim is paid by now: so much is an advance.
  gateway.refunds.get(first.id)!.status = 'failed';
  await pursueRefund(ctx, first);
  expect(await left()).toEqual({ allocatedFen: 25_000_000n, elsewhereFen: 0n, advanceFen: 5_000_000n });
  gateway.refunds.get(next.id)!.status = 'succeeded';
  expect(await pursueRefund(ctx, next)).toMatchObject({ state: 'confirmed', advanceFen: 5_000_000n });
  expect(await left()).toEqual({ allocatedFen: 25_000_000n, elsewhereFen: 0n, advanceFen: 0n });
  expect(await claim()).toEqual({ outstandingFen: 0n, paidFen: 30_000_000n });
  expect(await differences()).toEqual([]);
});

test('booked against what no longer stands it is refused, and the verifier names a receipt of which more went back than it settled', async () => {
  const { gateway, ctx, db, refund, receiptId, o, contract, differences } = await makePlaced();
  gateway.refundAnswer = 'pending';
  const open = await refund(10_000_000n);
  const part = { receiptId, contractId: contract.id, obligationId: o.id, payerOrgId: open.payerOrgId };
  const gone = { ...part, payeeOrgId: open.payeeOrgId, kind: 'refund', method: 'card', reason: '手工改的行' } as const;
  const state = { state: 'confirmed', paidOn: open.paidOn, createdAt: ctx.now() } as const;
  await db.insert(refunds).values({ ...gone, ...state, amountFen: 25_000_000n, advanceFen: 0n });
  await expect(inTransaction(ctx, (tx) => bookRefund(tx, open))).rejects.toMatchObject({ code: 'state_changed' });
  await db.update(refunds).set({ state: 'confirmed' }).where(eq(refunds.id, open.id));
  const check = 'no more of a claim goes back than the receipt settled';
  const named = { check, subject: receiptId, expected: '30000000', found: '35000000' };
  expect(await differences()).toContainEqual(named);
  await db.delete(refunds).where(eq(refunds.receiptId, receiptId));
});
