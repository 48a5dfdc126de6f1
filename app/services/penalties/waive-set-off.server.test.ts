import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import { creditUses } from '#db/schema/index.ts';
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
import { getObligation, obligationsOf } from '../payments/queries.server.ts';
import { fileStatement } from '../royalties/file-statement.server.ts';
import { getWaivers } from './queries.server.ts';
import { waivePenalty } from './waive-penalty.server.ts';

/**
 * A quarter of 10,000,000.00 at 3 % is paid 41 days late, the penalty of 6,150.00 is charged, then the report is corrected to 8,000,000.00:
 * by it 4,920.00 would be the penalty, and the credit of 60,000.00 pays the 6,150.00 by itself.
 */
async function makeWorld() {
  const { db, sql } = await testDatabase();
  const clock = testClock();
  const ctx = makeContext(db, { now: clock.now });
  const parties = await makeParties(db);
  const { contract } = await makeSignedContract(db, parties, {
    terms: { milestones: [], royalty: { ...newTerms.royalty!, deductions: [], capFen: null }, termYears: 5 },
  });
  const as = (who: { id: string }) => asActor(ctx, who, { proved: true });
  const file = async (grossFen: bigint, isCorrection = false, period = '2026Q1') =>
    fileStatement(await as(parties.companyFinance), {
      contractId: contract.id,
      period,
      grossFen,
      deductionsFen: [],
      ...(isCorrection && { isCorrection, note: '退货' }),
    });
  const claims = () => obligationsOf({ db }, contract.id);
  await file(1_000_000_000n);
  clock.moveDays(71);
  const [claim] = await claims();
  const slip = { bankSerial: crypto.randomUUID(), paidOn: dayOf(clock.now()) };
  const voucher = await receivedPdf(ctx, '回单.pdf');
  const sent = { obligationId: claim!.id, amountFen: 30_000_000n, ...slip, voucher };
  const receipt = await claimBankTransfer(await as(parties.companyFinance), sent);
  await confirmReceipt(await as(parties.unitFinance), { receiptId: receipt.id });
  const penalty = await chargeInterest(await as(parties.unitFinance), { obligationId: claim!.id });
  expect(penalty.amountFen).toBe(615_000n);
  await file(800_000_000n, true);
  const waive = async (amountFen: bigint, key?: string) =>
    waivePenalty(await as(parties.unitApprover), {
      obligationId: penalty.id,
      amountFen,
      reason: '更正以后不欠的部分',
      document: await receivedPdf(ctx, '批件.pdf'),
      ...(key && { key }),
    });
  const sums = () => getCreditSums({ db }, contract.id);
  const uses = () => db.select().from(creditUses).where(eq(creditUses.obligationId, penalty.id));
  const isOwn = ({ subject }: { subject: string }) => subject.includes(contract.no);
  const clean = async () => [...(await verifyClaims(sql)).filter(isOwn), ...(await verifyLedger(sql))];
  return { ...parties, as, file, claims, claim: claim!, penalty, waive, sums, uses, clean };
}

test('what a credit paid of a penalty is waived: the part that by the corrected report was never owed is credit again', async () => {
  const world = await makeWorld();
  const approver = await world.as(world.unitApprover);
  expect(await world.sums()).toMatchObject({ setOffFen: 615_000n, leftFen: 5_385_000n });
  expect(await getObligation(approver, world.penalty.id)).toMatchObject({ outstandingFen: 0n, mayWaivePenalty: true });
  expect(await getWaivers(approver, world.penalty.id)).toMatchObject({
    mostFen: 615_000n,
    mayWaive: true,
    claim: { setOffFen: 615_000n, paidFen: 0n },
  });
  await world.waive(123_000n);
  expect(await world.sums()).toMatchObject({ setOffFen: 492_000n, leftFen: 5_508_000n });
  expect(await getWaivers(approver, world.penalty.id)).toMatchObject({
    mostFen: 492_000n,
    claim: { setOffFen: 492_000n, waivedFen: 123_000n, outstandingFen: 0n },
  });
  expect(await world.clean()).toEqual([]);
  // The next quarter draws on all that came back.
  await world.file(200_000_000n, false, '2026Q2');
  const next = (await world.claims()).find(
    ({ kind, subjectId }) => kind === 'royalty' && subjectId !== world.claim.subjectId,
  );
  expect(next).toMatchObject({ amountFen: 6_000_000n, creditedFen: 5_508_000n, outstandingFen: 492_000n });
  expect(await world.clean()).toEqual([]);
  await expect(world.waive(492_001n)).rejects.toMatchObject({ code: 'invalid', field: 'amount' });
  // Waived whole, the credit goes on to what is open.
  await world.waive(492_000n);
  expect((await world.claims()).every(({ outstandingFen }) => outstandingFen === 0n)).toBe(true);
  expect(await world.sums()).toMatchObject({ leftFen: 0n, setOffFen: 6_000_000n });
  await expect(world.waive(1n)).rejects.toMatchObject({ code: 'state_changed' });
  expect(await world.clean()).toEqual([]);
});

test('sent twice it is one waiver and frees the credit once; two at one moment free no more than it paid', async () => {
  const world = await makeWorld();
  const key = crypto.randomUUID();
  expect((await world.waive(123_000n, key)).id).toBe((await world.waive(123_000n, key)).id);
  const both = await Promise.allSettled([world.waive(400_000n), world.waive(400_000n)]);
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const uses = await world.uses();
  const sumOf = (kind: string) => uses.reduce((sum, use) => (use.kind === kind ? sum + use.amountFen : sum), 0n);
  expect([sumOf('penalty_waived'), sumOf('set_off')]).toEqual([523_000n, 92_000n]);
  expect(await world.clean()).toEqual([]);
});
