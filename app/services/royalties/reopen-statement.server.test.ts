import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newTerms } from '#app/domain/contract.ts';
import { addDays, dayOf, endOfDay } from '#app/domain/days.ts';
import { obligations, royaltyStatements } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeContext, testClock } from '#seeds/make.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { makeParties, makeSignedContract } from '#seeds/make-signed-contract.ts';
import { listTodos } from '../desk/queries.server.ts';
import { claimBankTransfer } from '../payments/claim-bank-transfer.server.ts';
import { confirmReceipt } from '../payments/confirm-receipt.server.ts';
import { placeAdvance } from '../payments/place-advance.server.ts';
import { takeBackAdvance } from '../payments/take-back-advance.server.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { confirmRefund } from '../refunds/confirm-refund.server.ts';
import { recordRefund } from '../refunds/record-refund.server.ts';
import { acceptStatement } from './accept-statement.server.ts';
import { answerStatement } from './answer-statement.server.ts';
import { fileStatement } from './file-statement.server.ts';
import { queryStatement } from './query-statement.server.ts';

/** 2026Q1 reported and paid twice over: an advance as large as the royalty of 2026Q2, which is reported as well. */
async function makeWorld() {
  const { db } = await testDatabase();
  const clock = testClock();
  const ctx = makeContext(db, { now: clock.now });
  const parties = await makeParties(db);
  const { unitFinance, unitOfficer, companyFinance } = parties;
  const { contract } = await makeSignedContract(db, parties, { terms: { royalty: newTerms.royalty!, milestones: [] } });
  const payer = () => asActor(ctx, companyFinance, { proved: true });
  const payee = () => asActor(ctx, unitFinance, { proved: true });
  const file = async (period: string, grossFen = 120_000_000n) =>
    fileStatement(await payer(), { contractId: contract.id, period, grossFen, deductionsFen: [0n] });
  const claimOf = async (statementId: string) => {
    const [row] = await db
      .select()
      .from(obligations)
      .where(and(eq(obligations.kind, 'royalty'), eq(obligations.subjectId, statementId)));
    return row!;
  };
  const slip = async () => ({
    bankSerial: randomUUID(),
    paidOn: dayOf(clock.now()),
    voucher: await receivedPdf(ctx, '回单.pdf'),
  });
  const q1 = await file('2026Q1');
  const { id: obligationId } = await claimOf(q1.id);
  const paid = { obligationId, amountFen: q1.dueFen * 2n, ...(await slip()), isAdvance: true };
  const { id: receiptId } = await claimBankTransfer(await payer(), paid);
  await confirmReceipt(await payee(), { receiptId });
  const report = await file('2026Q2');
  const statementId = report.id;
  const place = async () => {
    const on = { receiptId, obligationId: (await claimOf(statementId)).id, amountFen: report.dueFen };
    return (await placeAdvance(await payee(), on)).id;
  };
  const takeBack = async (allocationId: string) =>
    takeBackAdvance(await payee(), { receiptId, allocationId, reason: '抵错了款项' });
  const refund = async (amountFen: bigint) => {
    const input = { receiptId, kind: 'refund' as const, amountFen, reason: '重复付款', ...(await slip()) };
    const { id: refundId } = await recordRefund(await payee(), input);
    await confirmRefund(await payer(), { refundId });
  };
  const stateOf = async (id = statementId) => {
    const [row] = await db.select().from(royaltyStatements).where(eq(royaltyStatements.id, id));
    return row?.state;
  };
  /** The days on which the reviews that the licensor's officer has before him are over. */
  const reviews = async () =>
    (await listTodos(await asActor(ctx, unitOfficer)))
      .filter(({ kind }) => kind === 'royalty.review')
      .map(({ dueAt, isMine }) => ({ dueAt, isMine }));
  const ask = async (id = statementId) =>
    queryStatement(await payee(), { statementId: id, line: 'gross', question: '与发票清单不符' });
  const until = (days: number) => ({ dueAt: endOfDay(addDays(dayOf(report.filedAt), days)), isMine: true });
  const passDays = async (days: number) => {
    clock.moveDays(days);
    await sweepDeadlines(ctx);
  };
  return {
    q1,
    report,
    statementId,
    payer,
    payee,
    place,
    takeBack,
    refund,
    file,
    stateOf,
    reviews,
    ask,
    until,
    passDays,
  };
}

test('an advance put on the royalty of a report and taken back leaves its review where it was', async () => {
  const { place, takeBack, stateOf, reviews, until, passDays, ask } = await makeWorld();
  await passDays(10);
  const placed = await place();
  expect(await stateOf()).toBe('settled');
  // Both reports are paid, of both he may still ask.
  expect(await reviews()).toEqual([until(30), until(30)]);
  await passDays(10);
  await takeBack(placed);
  expect(await stateOf()).toBe('filed');
  expect(await reviews()).toEqual([until(30), until(30)]);
  await passDays(10);
  expect((await ask()).state).toBe('queried');
  expect(await reviews()).toHaveLength(1);
});

test('reopened and not asked about, it counts as accepted after the same thirty days', async () => {
  const { place, takeBack, stateOf, reviews, passDays } = await makeWorld();
  await takeBack(await place());
  expect(await stateOf()).toBe('filed');
  await passDays(31);
  expect(await stateOf()).toBe('accepted');
  expect(await reviews()).toEqual([]);
});

test('the days over meanwhile, it is reopened as accepted and not asked about any more', async () => {
  const { place, takeBack, stateOf, reviews, passDays, ask } = await makeWorld();
  const placed = await place();
  await passDays(31);
  expect(await stateOf()).toBe('settled');
  expect(await reviews()).toEqual([]);
  await takeBack(placed);
  expect(await stateOf()).toBe('accepted');
  expect(await reviews()).toEqual([]);
  await expect(ask()).rejects.toMatchObject({ code: 'conflict' });
});

test('accepted before it was paid, or while it was, it is reopened as accepted', async () => {
  for (const isPaidFirst of [false, true]) {
    const { place, takeBack, stateOf, reviews, until, payee, statementId } = await makeWorld();
    const early = isPaidFirst ? await place() : null;
    await acceptStatement(await payee(), { statementId });
    const placed = early ?? (await place());
    expect(await stateOf()).toBe('settled');
    // Only the other report's.
    expect(await reviews()).toEqual([until(30)]);
    await takeBack(placed);
    expect(await stateOf()).toBe('accepted');
    expect(await reviews()).toEqual([until(30)]);
  }
});

test('asked about while it was paid it stays so when the money goes; answered, the days run from the answer', async () => {
  const { place, takeBack, stateOf, reviews, until, payer, ask, passDays, statementId } = await makeWorld();
  const placed = await place();
  await ask();
  await takeBack(placed);
  expect(await stateOf()).toBe('queried');
  await passDays(5);
  await answerStatement(await payer(), { statementId, reply: '两张发票跨期开具' });
  const again = await place();
  expect(await stateOf()).toBe('settled');
  await passDays(27);
  await takeBack(again);
  expect(await stateOf()).toBe('filed');
  expect(await reviews()).toEqual([until(35)]);
});

test('a refund that opens a royalty does the same, and what it does not open stays as it is', async () => {
  const { q1, report, refund, stateOf, reviews, until, ask } = await makeWorld();
  expect(await stateOf(q1.id)).toBe('settled');
  await refund(report.dueFen);
  expect(await stateOf(q1.id)).toBe('settled');
  await refund(1n);
  expect(await stateOf(q1.id)).toBe('filed');
  expect(await reviews()).toEqual([until(30), until(30)]);
  await refund(1n);
  expect(await stateOf(q1.id)).toBe('filed');
  expect((await ask(q1.id)).state).toBe('queried');
});

test('a report that owes nothing is on the desk as well while it can be asked about', async () => {
  const { file, reviews, passDays, stateOf } = await makeWorld();
  const nil = await file('2026Q3', 0n);
  expect(nil.state).toBe('settled');
  expect(await reviews()).toHaveLength(3);
  await passDays(31);
  expect(await reviews()).toEqual([]);
  expect(await stateOf(nil.id)).toBe('settled');
});
