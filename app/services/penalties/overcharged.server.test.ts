import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { computeContract } from '#app/domain/compute-contract.ts';
import { restated, signed, sold } from '#app/domain/compute-for-tests.ts';
import { newTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import { obligations } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyClaims } from '#db/verify/verify-claims.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { asActor, makeContext, testClock } from '#seeds/make.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { makeParties, makeSignedContract } from '#seeds/make-signed-contract.ts';
import { getCreditSums } from '../credits/credit-sums.server.ts';
import { chargeInterest } from '../payments/charge-interest.server.ts';
import { claimBankTransfer } from '../payments/claim-bank-transfer.server.ts';
import { confirmReceipt } from '../payments/confirm-receipt.server.ts';
import { getObligation } from '../payments/queries.server.ts';
import { confirmRefund } from '../refunds/confirm-refund.server.ts';
import { recordRefund } from '../refunds/record-refund.server.ts';
import { fileStatement } from '../royalties/file-statement.server.ts';
import { statementPage } from '../royalties/statement-page.server.ts';
import { waivePenalty } from './waive-penalty.server.ts';

/**
 * A quarter of 1,000,000.00 at 3 %, paid twenty days late; the penalty of 300.00 charged for it and paid, or only so much of it as is given,
 * then the quarter corrected to 400,000.00: 120.00 is right, and a credit of 18,000.00 comes. With `otherGrossFen` a second quarter is open
 * and due before the penalty.
 */
async function makeWorld({ paidFen, otherGrossFen = 0n }: { paidFen?: bigint; otherGrossFen?: bigint } = {}) {
  const { db, sql } = await testDatabase();
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
  if (otherGrossFen > 0n) await file(otherGrossFen, false, '2026Q2');
  while (dayOf(clock.now()) <= late!.dueOn) clock.moveDays(1);
  clock.moveDays(19);
  const paidOn = dayOf(clock.now());
  await pay(late!.id, late!.amountFen);
  const penalty = await chargeInterest(await as(parties.unitFinance), { obligationId: late!.id });
  const given = paidFen ?? penalty.amountFen;
  const receipt = given > 0n ? await pay(penalty.id, given) : null;
  clock.moveDays(5);
  const correctedOn = dayOf(clock.now());
  const correction = await file(40_000_000n, true);
  const shown = async (id: string, who: { id: string } = parties.companyFinance) => getObligation(await as(who), id);
  const overcharge = async () => (await shown(penalty.id)).overcharges;
  const giveBack = async (amountFen: bigint) => {
    const slip = {
      bankSerial: crypto.randomUUID(),
      paidOn: dayOf(clock.now()),
      voucher: await receivedPdf(ctx, '退款.pdf'),
    };
    const refund = { receiptId: receipt?.id ?? '', kind: 'refund', amountFen, reason: '按更正后的数额退还' } as const;
    const { id: refundId } = await recordRefund(await as(parties.unitFinance), { ...refund, ...slip });
    await confirmRefund(await as(parties.companyFinance), { refundId });
  };
  const waive = async (amountFen: bigint) =>
    waivePenalty(await as(parties.unitApprover), {
      obligationId: penalty.id,
      amountFen,
      reason: '按更正后的数额',
      document: await receivedPdf(ctx, '批件.pdf'),
    });
  const sums = () => getCreditSums({ db }, contract.id);
  const isOwn = ({ subject }: { subject: string }) => subject.includes(contract.no);
  const clean = async () => [...(await verifyClaims(sql)).filter(isOwn), ...(await verifyLedger(sql))];
  const days = { filedOn, paidOn, correctedOn };
  const deeds = { file, shown, overcharge, giveBack, waive, sums, clean };
  return { ...parties, ...deeds, whole, late: late!, penalty, receipt, correction, as, days };
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
    freedFen: 0n,
    refundableFen: penalty.amountFen - shouldFen,
    receiptId: receipt?.id,
  };
  for (const who of [unitFinance, companyFinance]) {
    expect((await shown(penalty.id, who)).overcharges).toMatchObject([over]);
    expect((await shown(late.id, who)).overcharges).toMatchObject([over]);
    expect((await statementPage(await as(who), correction.id)).overcharges).toMatchObject([over]);
  }
});

test('all of it open, it is waived without a credit set free; then nothing is too much', async () => {
  const { overcharge, waive, clean, sums } = await makeWorld({ paidFen: 0n, otherGrossFen: 90_000_000n });
  const left = { overFen: 18_000n, waivableFen: 18_000n, freedFen: 0n, refundableFen: 0n, receiptId: null };
  expect(await overcharge()).toMatchObject([left]);
  await waive(18_000n);
  expect(await overcharge()).toEqual([]);
  expect(await sums()).toMatchObject({ setOffFen: 1_800_000n, leftFen: 0n });
  expect(await clean()).toEqual([]);
});

test('all of it paid by the credit of the correction, it is waived and credit again', async () => {
  const { overcharge, waive, clean, sums } = await makeWorld({ paidFen: 0n });
  expect(await sums()).toMatchObject({ setOffFen: 30_000n, leftFen: 1_770_000n });
  const left = { overFen: 18_000n, waivableFen: 18_000n, freedFen: 18_000n, refundableFen: 0n, receiptId: null };
  expect(await overcharge()).toMatchObject([left]);
  await waive(8_000n);
  expect(await overcharge()).toMatchObject([{ overFen: 10_000n, waivableFen: 10_000n, freedFen: 10_000n }]);
  await waive(10_000n);
  expect(await overcharge()).toEqual([]);
  expect(await sums()).toMatchObject({ setOffFen: 12_000n, leftFen: 1_788_000n });
  expect(await clean()).toEqual([]);
});

test('partly paid by money, what the credit paid is waived first and only the rest is given back', async () => {
  const { overcharge, waive, giveBack, receipt, clean } = await makeWorld({ paidFen: 20_000n });
  const credited = { overFen: 18_000n, waivableFen: 10_000n, freedFen: 10_000n, refundableFen: 8_000n };
  expect(await overcharge()).toMatchObject([{ ...credited, receiptId: receipt?.id }]);
  await waive(10_000n);
  expect(await overcharge()).toMatchObject([{ overFen: 8_000n, waivableFen: 0n, refundableFen: 8_000n }]);
  await giveBack(8_000n);
  expect(await overcharge()).toMatchObject([{ overFen: 8_000n, waivableFen: 8_000n, refundableFen: 0n }]);
  await waive(8_000n);
  expect(await overcharge()).toEqual([]);
  expect(await clean()).toEqual([]);
});

test('with little paid by money the credit bears all that is too much, and nothing is given back', async () => {
  const { overcharge } = await makeWorld({ paidFen: 5_000n });
  expect(await overcharge()).toMatchObject([{ overFen: 18_000n, waivableFen: 18_000n, refundableFen: 0n }]);
});

test('given back while a credit waits, the credit pays it at once, and it is waived all the same', async () => {
  const { overcharge, giveBack, waive, sums, clean } = await makeWorld();
  expect(await sums()).toMatchObject({ leftFen: 1_800_000n });
  expect(await overcharge()).toMatchObject([{ waivableFen: 0n, refundableFen: 18_000n }]);
  await giveBack(18_000n);
  expect(await sums()).toMatchObject({ leftFen: 1_782_000n });
  const left = { overFen: 18_000n, waivableFen: 18_000n, freedFen: 18_000n, refundableFen: 0n };
  expect(await overcharge()).toMatchObject([left]);
  await waive(18_000n);
  expect(await overcharge()).toEqual([]);
  expect(await sums()).toMatchObject({ leftFen: 1_800_000n });
  expect(await clean()).toEqual([]);
});

test('given back after the credit is used up, it is open and waived', async () => {
  const { file, overcharge, giveBack, waive, clean } = await makeWorld();
  await file(90_000_000n, false, '2026Q2');
  expect(await overcharge()).toMatchObject([{ waivableFen: 0n, refundableFen: 18_000n }]);
  await giveBack(18_000n);
  expect(await overcharge()).toMatchObject([{ overFen: 18_000n, waivableFen: 18_000n, freedFen: 0n }]);
  await waive(18_000n);
  expect(await overcharge()).toEqual([]);
  expect(await clean()).toEqual([]);
});
