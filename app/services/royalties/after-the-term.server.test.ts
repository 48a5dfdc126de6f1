import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newTerms, type RoyaltyTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import { contracts, deadlines } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyClaims } from '#db/verify/verify-claims.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { asActor, makeContext, testClock } from '#seeds/make.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { makeParties, makeSignedContract } from '#seeds/make-signed-contract.ts';
import { contractPage } from '../contracts/queries.server.ts';
import { suspendContract } from '../contracts/suspend-contract.server.ts';
import { chargeInterest } from '../payments/charge-interest.server.ts';
import { claimBankTransfer } from '../payments/claim-bank-transfer.server.ts';
import { confirmReceipt } from '../payments/confirm-receipt.server.ts';
import { listOpenObligations, obligationsOf } from '../payments/queries.server.ts';
import { waivePenalty } from '../penalties/waive-penalty.server.ts';
import { confirmRefund } from '../refunds/confirm-refund.server.ts';
import { recordRefund } from '../refunds/record-refund.server.ts';
import { approveWriteOff } from '../write-offs/approve-write-off.server.ts';
import { proposeWriteOff } from '../write-offs/propose-write-off.server.ts';
import { answerStatement } from './answer-statement.server.ts';
import { fileStatement } from './file-statement.server.ts';
import { statementOf } from './queries.server.ts';
import { queryStatement } from './query-statement.server.ts';

const periods = ['2026Q1', '2026Q2', '2026Q3', '2026Q4', '2027Q1'];

/** A licence to 2027-01-23 without milestones; on 2027-02-01 every quarter of 1,000,000.00 at 3 % is reported, nothing paid yet. */
async function makeWorld(royalty: Partial<RoyaltyTerms> = {}) {
  const { db, sql } = await testDatabase();
  const clock = testClock();
  const ctx = makeContext(db, { now: clock.now });
  const parties = await makeParties(db);
  const { contract } = await makeSignedContract(db, parties, {
    terms: { milestones: [], royalty: { ...newTerms.royalty!, deductions: [], ...royalty }, termYears: 2 },
  });
  const as = (who: { id: string }) => asActor(ctx, who, { proved: true });
  const file = async (period: string, grossFen: bigint, isCorrection = false) =>
    fileStatement(await as(parties.companyFinance), {
      contractId: contract.id,
      period,
      grossFen,
      deductionsFen: [],
      ...(isCorrection && { isCorrection, note: '漏报' }),
    });
  const claims = () => obligationsOf({ db }, contract.id);
  const slip = async () => ({
    bankSerial: crypto.randomUUID(),
    paidOn: dayOf(clock.now()),
    voucher: await receivedPdf(ctx, '回单.pdf'),
  });
  const payOpen = async () => {
    const receipts = [];
    for (const { id: obligationId, outstandingFen: amountFen, kind } of await claims()) {
      if (amountFen === 0n) continue;
      const isBack = kind === 'credit_return';
      const [payer, payee] = isBack
        ? [parties.unitFinance, parties.companyFinance]
        : [parties.companyFinance, parties.unitFinance];
      const receipt = await claimBankTransfer(await as(payer), { obligationId, amountFen, ...(await slip()) });
      receipts.push(await confirmReceipt(await as(payee), { receiptId: receipt.id }));
    }
    return receipts;
  };
  const stateOf = async () => (await db.select().from(contracts).where(eq(contracts.id, contract.id)))[0]?.state;
  const isOwn = ({ subject }: { subject: string }) => subject.includes(contract.no);
  const clean = async () => [...(await verifyClaims(sql)).filter(isOwn), ...(await verifyLedger(sql))];
  const fileAll = async () => {
    clock.moveDays(72);
    for (const period of periods) await file(period, 100_000_000n);
  };
  return { ...parties, db, ctx, clock, contract, as, file, fileAll, claims, slip, payOpen, stateOf, clean };
}

/** Paid forty days late, and so closed. */
async function makeClosed() {
  const world = await makeWorld();
  await world.fileAll();
  expect(await world.stateOf()).toBe('performing');
  world.clock.moveDays(70);
  const receipts = await world.payOpen();
  expect(await world.stateOf()).toBe('closed');
  return { ...world, receipts };
}

test('a penalty charged after the term stands beside a contract that stays closed: asked of its payer, paid, waived, written off', async () => {
  const world = await makeClosed();
  const finance = await world.as(world.unitFinance);
  const [first, second, third] = await world.claims();
  const charged = await chargeInterest(finance, { obligationId: first!.id });
  expect(await world.stateOf()).toBe('closed');
  expect(charged.amountFen).toBe((3_000_000n * 40n * 5n) / 10_000n);
  const payer = await world.as(world.companyFinance);
  expect((await listOpenObligations(payer)).map(({ id }) => id)).toContain(charged.id);
  const page = await contractPage(payer, world.contract.id);
  expect(page.steps).toMatchObject([{ place: 'pay', subjectId: charged.id, isAsked: true }]);
  const isPay = and(eq(deadlines.subjectId, charged.id), eq(deadlines.kind, 'pay'));
  expect(await world.db.$count(deadlines, isPay)).toBe(1);
  // It is over: none of its deeds come back with the claim.
  const suspend = { contractId: world.contract.id, versionN: 1, ground: 'rights_changed', reason: '争议' } as const;
  await expect(suspendContract(await world.as(world.unitApprover), suspend)).rejects.toMatchObject({
    code: 'state_changed',
  });
  expect(await world.clean()).toEqual([]);
  await world.payOpen();
  expect(await world.stateOf()).toBe('closed');
  expect((await contractPage(payer, world.contract.id)).steps).toEqual([]);

  const waived = await chargeInterest(finance, { obligationId: second!.id });
  const document = await receivedPdf(world.ctx, '批件.pdf');
  const waive = { obligationId: waived.id, amountFen: waived.amountFen, reason: '双方商定', document };
  await waivePenalty(await world.as(world.unitApprover), waive);
  const dead = await chargeInterest(finance, { obligationId: third!.id });
  world.clock.moveDays(30);
  const paper = await receivedPdf(world.ctx, '核销批件.pdf');
  const given = { obligationId: dead.id, reason: 'bankrupt', note: '破产清算终结', document: paper } as const;
  const { id: writeOffId } = await proposeWriteOff(await world.as(world.unitFinance), given);
  await approveWriteOff(await world.as(world.unitApprover), { writeOffId });
  expect(await world.stateOf()).toBe('closed');
  expect(await world.clean()).toEqual([]);
});

test('money that goes back after the term opens its claim, not the contract; paid again nothing is left', async () => {
  const world = await makeClosed();
  const back = { receiptId: world.receipts[0]!.id, kind: 'refund' as const, amountFen: 1_000_000n, reason: '退票' };
  const refund = await recordRefund(await world.as(world.unitFinance), { ...back, ...(await world.slip()) });
  await confirmRefund(await world.as(world.companyFinance), { refundId: refund.id });
  expect(await world.stateOf()).toBe('closed');
  expect((await world.claims())[0]).toMatchObject({ outstandingFen: 1_000_000n });
  expect(await world.clean()).toEqual([]);
  await world.payOpen();
  expect(await world.stateOf()).toBe('closed');
  expect(await world.clean()).toEqual([]);
});

test('after the term a report is corrected up and down: what is more falls due, what is less is set off or repaid', async () => {
  const world = await makeClosed();
  const payer = await world.as(world.companyFinance);
  const page = await statementOf(payer, world.contract.id, '2026Q2');
  expect(page).toMatchObject({ mayReport: false, mayCorrect: true, filing: { isCorrection: true } });
  expect(page.account).toMatchObject({ isOpen: false, correctUntil: '2030-01-23', next: null });
  expect(await statementOf(await world.as(world.unitFinance), world.contract.id)).toMatchObject({ mayCorrect: false });

  await world.file('2026Q2', 120_000_000n, true);
  expect((await world.claims()).filter(({ outstandingFen }) => outstandingFen > 0n)).toMatchObject([
    { kind: 'royalty', outstandingFen: 600_000n },
  ]);
  expect(await world.stateOf()).toBe('closed');
  expect(await world.clean()).toEqual([]);
  // 6,000.00 of 9,000.00 pay what is open, the rest is repaid at once: nothing follows.
  await world.file('2026Q3', 70_000_000n, true);
  const open = (await world.claims()).filter(({ outstandingFen }) => outstandingFen > 0n);
  expect(open).toMatchObject([{ kind: 'credit_return', outstandingFen: 300_000n }]);
  expect(await world.clean()).toEqual([]);
  await world.payOpen();
  expect(await world.stateOf()).toBe('closed');
  expect(await world.clean()).toEqual([]);
  // Nothing new is reported.
  await expect(world.file('2027Q2', 1n)).rejects.toMatchObject({ code: 'state_changed' });
  await expect(world.file('2027Q1', 1n)).rejects.toMatchObject({ code: 'state_changed' });
});

test('what is under way by bank keeps the credit until it has arrived', async () => {
  const world = await makeClosed();
  await world.file('2026Q2', 120_000_000n, true);
  const [open] = (await world.claims()).filter(({ outstandingFen }) => outstandingFen > 0n);
  const sent = { obligationId: open!.id, amountFen: 600_000n, ...(await world.slip()) };
  const receipt = await claimBankTransfer(await world.as(world.companyFinance), sent);
  await world.file('2026Q3', 70_000_000n, true);
  expect((await world.claims()).some(({ kind }) => kind === 'credit_return')).toBe(false);
  expect(await world.clean()).toEqual([]);
  await confirmReceipt(await world.as(world.unitFinance), { receiptId: receipt.id });
  const back = (await world.claims()).filter(({ kind }) => kind === 'credit_return');
  expect(back).toMatchObject([{ outstandingFen: 900_000n }]);
  expect(await world.clean()).toEqual([]);
});

test('two corrections of one period at one moment: the last is the truth, and both books agree', async () => {
  const world = await makeClosed();
  await Promise.all([world.file('2026Q2', 120_000_000n, true), world.file('2026Q2', 120_000_000n, true)]);
  const open = (await world.claims()).filter(({ outstandingFen }) => outstandingFen > 0n);
  expect(open).toMatchObject([{ outstandingFen: 600_000n }]);
  expect(await world.clean()).toEqual([]);
});

test('three years after the term no report is corrected any more', async () => {
  const world = await makeClosed();
  // 2027-04-12 to 2030-01-23.
  world.clock.moveDays(1017);
  expect(dayOf(world.clock.now())).toBe('2030-01-23');
  await world.file('2026Q2', 120_000_000n, true);
  world.clock.moveDays(1);
  await expect(world.file('2026Q2', 130_000_000n, true)).rejects.toMatchObject({ code: 'conflict' });
  const page = await statementOf(await world.as(world.companyFinance), world.contract.id);
  expect(page.mayCorrect).toBe(false);
});

test("the licensor's thirty days run on after the last quarter is paid, and his question is answered", async () => {
  const world = await makeWorld();
  await world.fileAll();
  world.clock.moveDays(1);
  await world.payOpen();
  expect(await world.stateOf()).toBe('closed');
  const officer = await world.as(world.unitOfficer);
  const { statements, mayJudge } = await statementOf(officer, world.contract.id);
  const last = statements.find(({ period }) => period === '2027Q1')!;
  expect(mayJudge).toBe(true);
  const asked = { statementId: last.id, line: 'gross', question: '年末的销售在内吗？' };
  expect(await queryStatement(officer, asked)).toMatchObject({ state: 'queried' });
  expect(await world.stateOf()).toBe('closed');
  const answered = await answerStatement(await world.as(world.companyFinance), {
    statementId: last.id,
    reply: '在内。',
  });
  expect(answered).toMatchObject({ state: 'settled' });
  expect(await world.clean()).toEqual([]);
});

test('a cap that a correction frees inside the term lets the contract go on; one that stays used up leaves it settled', async () => {
  const world = await makeWorld({ capFen: 3_000_000n });
  await world.file('2026Q1', 100_000_000n);
  await world.payOpen();
  expect(await world.stateOf()).toBe('settled');
  await world.file('2026Q1', 150_000_000n, true);
  expect(await world.stateOf()).toBe('settled');
  await world.file('2026Q1', 60_000_000n, true);
  expect(await world.stateOf()).toBe('performing');
  expect(await world.clean()).toEqual([]);
  // The credit of 12,000.00 pays the next quarter, which uses the cap up once more.
  await world.file('2026Q2', 40_000_000n);
  expect(await world.stateOf()).toBe('settled');
  expect(await world.clean()).toEqual([]);
});
