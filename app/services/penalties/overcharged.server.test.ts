import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { computeContract } from '#app/domain/compute-contract.ts';
import { restated, signed, sold } from '#app/domain/compute-for-tests.ts';
import { newTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import { obligations } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeContext, testClock } from '#seeds/make.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { makeParties, makeSignedContract } from '#seeds/make-signed-contract.ts';
import { chargeInterest } from '../payments/charge-interest.server.ts';
import { claimBankTransfer } from '../payments/claim-bank-transfer.server.ts';
import { confirmReceipt } from '../payments/confirm-receipt.server.ts';
import { getObligation } from '../payments/queries.server.ts';
import { confirmRefund } from '../refunds/confirm-refund.server.ts';
import { recordRefund } from '../refunds/record-refund.server.ts';
import { fileStatement } from '../royalties/file-statement.server.ts';
import { statementPage } from '../royalties/statement-page.server.ts';
import { waivePenalty } from './waive-penalty.server.ts';

/** A quarter of 1,000,000.00 at 3 %, paid twenty days late; the penalty charged for it and paid, then the quarter corrected to 400,000.00. */
async function makeWorld() {
  const { db } = await testDatabase();
  const clock = testClock();
  const ctx = makeContext(db, { now: clock.now });
  const parties = await makeParties(db);
  const terms = { milestones: [], royalty: { ...newTerms.royalty!, deductions: [] } };
  const { contract, terms: whole } = await makeSignedContract(db, parties, { terms });
  const as = (who: { id: string }) => asActor(ctx, who, { proved: true });
  const file = async (grossFen: bigint, isCorrection = false, period = '2026Q1') =>
    fileStatement(await as(parties.companyFinance), {
      contractId: contract.id,
      period,
      grossFen,
      deductionsFen: [],
      ...(isCorrection && { isCorrection, note: '退货' }),
    });
  const pay = async (obligationId: string, amountFen: bigint) => {
    const slip = {
      bankSerial: crypto.randomUUID(),
      paidOn: dayOf(clock.now()),
      voucher: await receivedPdf(ctx, '回单.pdf'),
    };
    const { id } = await claimBankTransfer(await as(parties.companyFinance), { obligationId, amountFen, ...slip });
    return confirmReceipt(await as(parties.unitFinance), { receiptId: id });
  };
  const filedOn = dayOf(clock.now());
  await file(100_000_000n);
  const [late] = await db.select().from(obligations).where(eq(obligations.contractId, contract.id));
  while (dayOf(clock.now()) <= late!.dueOn) clock.moveDays(1);
  clock.moveDays(19);
  const paidOn = dayOf(clock.now());
  await pay(late!.id, late!.amountFen);
  const penalty = await chargeInterest(await as(parties.unitFinance), { obligationId: late!.id });
  const receipt = await pay(penalty.id, penalty.amountFen);
  clock.moveDays(5);
  const correctedOn = dayOf(clock.now());
  const correction = await file(40_000_000n, true);
  const shown = async (id: string, who: { id: string } = parties.companyFinance) => getObligation(await as(who), id);
  const days = { filedOn, paidOn, correctedOn };
  return { ...parties, file, ctx, clock, contract, whole, late: late!, penalty, receipt, correction, shown, as, days };
}

test('a penalty that was charged and paid before a correction says on both sides by how much it is too much, as contract:compute has it', async () => {
  const { late, penalty, receipt, correction, shown, as, unitFinance, companyFinance, whole, days } = await makeWorld();
  const { asOf, facts } = {
    asOf: days.correctedOn,
    facts: [
      signed('2025-01-24'),
      sold('2026Q1', days.filedOn, 1_000_000),
      { kind: 'receipt' as const, on: days.paidOn, amountFen: late.amountFen, claim: null },
      restated('2026Q1', days.correctedOn, 400_000),
    ],
  };
  const computed = computeContract({ ...whole, trial: { months: 0, extensionMonths: 0 } }, facts, { asOf });
  const interest = computed.obligations.filter(({ kind }) => kind === 'interest');
  const shouldFen = interest.reduce((sum, { amountFen }) => sum + amountFen, 0n);
  expect(shouldFen).toBeGreaterThan(0n);
  expect(shouldFen).toBeLessThan(penalty.amountFen);
  const over = {
    claimId: penalty.id,
    lateId: late.id,
    shouldFen,
    overFen: penalty.amountFen - shouldFen,
    waivableFen: 0n,
    receiptId: receipt.id,
  };
  for (const who of [unitFinance, companyFinance]) {
    expect((await shown(penalty.id, who)).overcharges).toMatchObject([over]);
    expect((await shown(late.id, who)).overcharges).toMatchObject([over]);
    expect((await statementPage(await as(who), correction.id)).overcharges).toMatchObject([over]);
  }
});

test('once the credit of the correction is used up it is given back, open and waived; then nothing is too much', async () => {
  const { file, penalty, receipt, shown, as, ctx, clock, unitFinance, unitApprover, companyFinance } =
    await makeWorld();
  const [{ overFen } = { overFen: 0n }] = (await shown(penalty.id)).overcharges;
  expect((await shown(penalty.id)).overcharges).toMatchObject([{ isHeldByCredit: true }]);
  await file(90_000_000n, false, '2026Q2');
  expect((await shown(penalty.id)).overcharges).toMatchObject([{ overFen, isHeldByCredit: false }]);
  const slip = {
    bankSerial: crypto.randomUUID(),
    paidOn: dayOf(clock.now()),
    voucher: await receivedPdf(ctx, '退款.pdf'),
  };
  const { id: refundId } = await recordRefund(await as(unitFinance), {
    receiptId: receipt.id,
    kind: 'refund',
    amountFen: overFen,
    reason: '按更正后的数额退还',
    ...slip,
  });
  await confirmRefund(await as(companyFinance), { refundId });
  expect((await shown(penalty.id)).overcharges).toMatchObject([{ overFen, waivableFen: overFen }]);
  await waivePenalty(await as(unitApprover), {
    obligationId: penalty.id,
    amountFen: overFen,
    reason: '按更正后的数额',
    document: await receivedPdf(ctx, '批件.pdf'),
  });
  expect((await shown(penalty.id)).overcharges).toEqual([]);
});
