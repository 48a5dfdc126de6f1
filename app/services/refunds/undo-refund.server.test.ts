import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { dayOf } from '#app/domain/days.ts';
import { allocations, notices, organisations, receipts, refunds } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyClaims } from '#db/verify/verify-claims.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { fakeGateway } from '#seeds/fake-gateway.ts';
import { asActor, makeContext, testClock } from '#seeds/make.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { makeParties, makeSignedContract, milestoneTerms } from '#seeds/make-signed-contract.ts';
import { inTransaction } from '../context.server.ts';
import { listPlacements } from '../payments/advance-queries.server.ts';
import { chargeInterest } from '../payments/charge-interest.server.ts';
import { claimBankTransfer } from '../payments/claim-bank-transfer.server.ts';
import { confirmReceipt } from '../payments/confirm-receipt.server.ts';
import { moneyOverview } from '../payments/money-overview.server.ts';
import { openCardPayment } from '../payments/open-card-payment.server.ts';
import { getObligation } from '../payments/queries.server.ts';
import { raiseObligation } from '../payments/raise-obligation.server.ts';
import { getReceipt } from '../payments/receipt-queries.server.ts';
import { settlePayment } from '../payments/settle-payment.server.ts';
import { waivePenalty } from '../penalties/waive-penalty.server.ts';
import { pursueRefund } from './pursue-refund.server.ts';
import { refundCard } from './refund-card.server.ts';
import { sweepRefunds } from './sweep-refunds.server.ts';

/** A milestone that was paid late by card, the 1,500.00 charged for it paid by card too, and given back by card. */
async function makeWorld(refundedFen = 150_000n) {
  const { db, sql } = await testDatabase();
  const gateway = fakeGateway();
  const clock = testClock();
  const ctx = makeContext(db, { payments: gateway, now: clock.now });
  const parties = await makeParties(db);
  const { unit, company, companyFinance, unitFinance, unitApprover } = parties;
  await db.update(organisations).set({ stripeAccountId: 'acct_u' }).where(eq(organisations.id, unit.id));
  const { contract, milestones } = await makeSignedContract(db, parties, {
    terms: { milestones: [milestoneTerms()], royalty: null, termYears: 5 },
  });
  const raise = { contract, kind: 'milestone' as const, subjectId: milestones[0]!.id, label: '里程碑 1' };
  const stone = await inTransaction(ctx, (tx) =>
    raiseObligation(tx, { ...raise, amountFen: 30_000_000n, dueOn: '2026-11-23' }),
  );
  const as = (who: { id: string }) => asActor(ctx, who, { proved: true });
  const payByCard = async (obligationId: string) => {
    const attempt = await openCardPayment(await as(companyFinance), { obligationId, baseUrl: 'https://example.org' });
    gateway.pay(attempt.id);
    await settlePayment(ctx, { attemptId: attempt.id });
    const [receipt] = await db.select().from(receipts).where(eq(receipts.attemptId, attempt.id));
    return receipt!;
  };
  clock.moveDays(12);
  await payByCard(stone.id);
  const penalty = await chargeInterest(await as(unitFinance), { obligationId: stone.id });
  const { id: receiptId } = await payByCard(penalty.id);
  const refund = await refundCard(await as(unitFinance), { receiptId, amountFen: refundedFen, reason: '商定不收' });
  const waive = async (amountFen: bigint) =>
    waivePenalty(await as(unitApprover), {
      obligationId: penalty.id,
      amountFen,
      reason: '双方商定不收',
      document: await receivedPdf(ctx, '批件.pdf'),
    });
  const payByBank = async (amountFen: bigint) => {
    const slip = { bankSerial: crypto.randomUUID(), paidOn: dayOf(clock.now()) };
    const voucher = await receivedPdf(ctx, '回单.pdf');
    const payer = await as(companyFinance);
    const { id } = await claimBankTransfer(payer, { obligationId: penalty.id, amountFen, ...slip, voucher });
    return confirmReceipt(await as(unitFinance), { receiptId: id });
  };
  const fail = () => {
    gateway.refunds.get(refund.id)!.status = 'failed';
  };
  const own = [contract.no, contract.id, unit.id, company.id];
  const facts = async () => {
    const [now] = await db.select().from(refunds).where(eq(refunds.id, refund.id));
    const { outstandingFen, paidFen, waivedFen } = await getObligation(await as(companyFinance), penalty.id);
    const { left, state } = await getReceipt(await as(unitFinance), receiptId);
    const { asPayee } = await moneyOverview(ctx, unit.id);
    const found = [...(await verifyClaims(sql)), ...(await verifyLedger(sql))];
    return {
      refund: now?.state,
      receipt: state,
      left,
      claim: { outstandingFen, paidFen, waivedFen },
      advanceFen: asPayee.advanceFen,
      receivedFen: asPayee.receivedFen,
      differences: found.filter(({ subject }) => own.some((id) => subject.includes(id)) || subject === receiptId),
    };
  };
  return { ...parties, db, ctx, gateway, clock, refund, receiptId, penalty, as, waive, payByBank, fail, facts };
}

test('a refund that fails after its penalty was waived is booked: the money is an advance, the waiver stands', async () => {
  const { ctx, refund, waive, fail, facts, db, unitFinance, receiptId, as, penalty } = await makeWorld();
  await waive(150_000n);
  expect(await facts()).toMatchObject({ refund: 'confirmed', receipt: 'returned', advanceFen: 0n, differences: [] });
  fail();
  await pursueRefund(ctx, refund);
  const booked = {
    refund: 'failed',
    receipt: 'confirmed',
    left: { allocatedFen: 0n, elsewhereFen: 0n, advanceFen: 150_000n },
    claim: { outstandingFen: 0n, paidFen: 0n, waivedFen: 150_000n },
    advanceFen: 150_000n,
    receivedFen: 30_150_000n,
    differences: [],
  };
  expect(await facts()).toEqual(booked);
  const told = await db.select().from(notices).where(eq(notices.userId, unitFinance.id));
  expect(told.filter(({ kind }) => kind === 'refund.undo_advance')).toHaveLength(1);
  // The same message again, or the sweep beside it, changes nothing.
  await Promise.all([pursueRefund(ctx, refund), pursueRefund(ctx, refund), sweepRefunds(ctx)]);
  expect(await facts()).toEqual(booked);
  expect(await db.select().from(allocations).where(eq(allocations.obligationId, penalty.id))).toHaveLength(2);
  expect(await listPlacements(await as(unitFinance), receiptId)).toEqual([]);
});

test('two messages of the failure at once book it once', async () => {
  const { ctx, refund, waive, fail, facts, db, penalty } = await makeWorld();
  await waive(150_000n);
  fail();
  await Promise.all([1, 2, 3, 4].map(() => pursueRefund(ctx, refund)));
  expect(await facts()).toMatchObject({ refund: 'failed', advanceFen: 150_000n, differences: [] });
  expect(await db.select().from(allocations).where(eq(allocations.obligationId, penalty.id))).toHaveLength(2);
});

test('what of it was waived is an advance, what is still open is settled as before', async () => {
  const { ctx, refund, waive, fail, facts } = await makeWorld();
  await waive(60_000n);
  fail();
  await pursueRefund(ctx, refund);
  expect(await facts()).toMatchObject({
    left: { allocatedFen: 90_000n, advanceFen: 60_000n },
    claim: { outstandingFen: 0n, paidFen: 90_000n, waivedFen: 60_000n },
    advanceFen: 60_000n,
    differences: [],
  });
});

test('a failure told before the waiver leaves nothing to waive; told after the penalty was paid again it is an advance', async () => {
  const early = await makeWorld();
  early.fail();
  await pursueRefund(early.ctx, early.refund);
  await expect(early.waive(150_000n)).rejects.toMatchObject({ code: 'state_changed' });
  expect(await early.facts()).toMatchObject({ claim: { paidFen: 150_000n }, advanceFen: 0n, differences: [] });
  const again = await makeWorld();
  await again.payByBank(150_000n);
  again.fail();
  await pursueRefund(again.ctx, again.refund);
  expect(await again.facts()).toMatchObject({
    refund: 'failed',
    left: { allocatedFen: 0n, advanceFen: 150_000n },
    claim: { outstandingFen: 0n, paidFen: 150_000n },
    advanceFen: 150_000n,
    differences: [],
  });
});

test('the advance that it became goes back by card once more', async () => {
  const { ctx, refund, waive, fail, facts, as, unitFinance, receiptId, gateway } = await makeWorld();
  await waive(150_000n);
  fail();
  await pursueRefund(ctx, refund);
  const anew = await refundCard(await as(unitFinance), { receiptId, amountFen: 150_000n, reason: '上次没有退成' });
  expect(anew).toMatchObject({ state: 'confirmed', advanceFen: 150_000n });
  expect(gateway.refunds.size).toBe(2);
  expect(await facts()).toMatchObject({
    receipt: 'returned',
    advanceFen: 0n,
    receivedFen: 30_000_000n,
    differences: [],
  });
});
