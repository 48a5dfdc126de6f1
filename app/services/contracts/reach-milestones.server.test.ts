import { and, eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { newTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import type { Database } from '#db/client.server.ts';
import { contracts, milestones, notices, obligations } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makePerformingContract, receivedPdf } from '#seeds/make-performing-contract.ts';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import { claimBankTransfer } from '../payments/claim-bank-transfer.server.ts';
import { confirmReceipt } from '../payments/confirm-receipt.server.ts';
import { fileStatement } from '../royalties/file-statement.server.ts';
import { contestMilestone, thawMilestone } from './dispute-milestone.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

/** A milestone due once 1,500,000.00 are sold, and 2,000,000.00 reported for the first quarter. */
async function reached() {
  const [usual] = soundTerms().milestones;
  const world = await makePerformingContract(db, {
    royalty: { ...newTerms.royalty!, deductions: [], capFen: null },
    trial: { months: 3, extensionMonths: 0 },
    milestones: [{ ...usual!, trigger: 'sales_reached', triggerFen: 1_500_000_00n }],
  });
  const { talk, ctx, clock, milestoneId } = world;
  const report = async (period: string, grossFen: bigint, isCorrection = false) => {
    const given = { contractId: world.contractId, period, grossFen, deductionsFen: [], isCorrection, note: '更正' };
    return fileStatement(await talk.as('company', 'finance'), given);
  };
  const stone = async () => (await db.select().from(milestones).where(eq(milestones.id, milestoneId)))[0];
  const told = (kind: string) =>
    db.$count(notices, and(eq(notices.userId, talk.companyPeople.officer.id), eq(notices.kind, kind)));
  const pay = async () => {
    const [claim] = await db.select().from(obligations).where(eq(obligations.subjectId, milestoneId));
    const slip = { bankSerial: crypto.randomUUID(), paidOn: dayOf(clock.now()) };
    const receipt = await claimBankTransfer(await talk.as('company', 'finance'), {
      obligationId: claim?.id ?? '',
      amountFen: claim?.amountFen ?? 0n,
      ...slip,
      voucher: await receivedPdf(ctx, '回单.pdf'),
    });
    await confirmReceipt(await talk.as('unit', 'finance'), { receiptId: receipt.id });
  };
  clock.moveDays(160);
  await report('2027Q1', 2_000_000_00n);
  expect(await stone()).toMatchObject({ state: 'accepted' });
  return { ...world, report, stone, told, pay };
}

test('a correction below the sales freezes the claim in nobody’s name, and says so', async () => {
  const { report, stone, told } = await reached();
  await report('2027Q1', 200_000_00n, true);
  expect(await stone()).toMatchObject({ state: 'frozen', disputedSide: null, disputeReason: null });
  expect([await told('milestone.freeze'), await told('milestone.contest')]).toEqual([1, 0]);
  await report('2027Q1', 1_800_000_00n, true);
  expect(await stone()).toMatchObject({ state: 'accepted', disputedAt: null });
  expect([await told('milestone.resume'), await told('milestone.thaw')]).toEqual([1, 0]);
});

test('what the licensee contests in person waits for a person, whatever words it was contested with', async () => {
  const { report, stone, talk, milestoneId } = await reached();
  const reason = '更正后的累计销售额没有达到约定';
  await contestMilestone(await talk.as('company', 'officer'), { milestoneId, reason });
  await report('2027Q1', 1_900_000_00n, true);
  expect(await stone()).toMatchObject({ state: 'frozen', disputedSide: 'licensee', disputeReason: reason });
});

test('of a paid milestone both are told by the report that takes the sales below it, not by those that follow', async () => {
  const { report, stone, told, pay, clock } = await reached();
  await pay();
  expect(await stone()).toMatchObject({ state: 'settled' });
  await report('2027Q1', 200_000_00n, true);
  expect(await told('milestone.unreached')).toBe(1);
  await report('2027Q1', 300_000_00n, true);
  clock.moveDays(91);
  await report('2027Q2', 100_000_00n);
  expect(await told('milestone.unreached')).toBe(1);
  await report('2027Q2', 1_300_000_00n, true);
  await report('2027Q2', 100_000_00n, true);
  expect(await told('milestone.unreached')).toBe(2);
  expect(await stone()).toMatchObject({ state: 'settled' });
});

test('the licensor lets a frozen claim go on, also after the contract ended, and no later report freezes it again', async () => {
  const { report, stone, talk, clock, milestoneId, contractId } = await reached();
  await report('2027Q1', 200_000_00n, true);
  await db.update(contracts).set({ state: 'terminated' }).where(eq(contracts.id, contractId));
  await thawMilestone(await talk.as('unit', 'officer'), { milestoneId });
  expect(await stone()).toMatchObject({ state: 'accepted', disputedAt: null });
  await report('2027Q1', 100_000_00n, true);
  clock.moveDays(91);
  expect(await stone()).toMatchObject({ state: 'accepted', disputedAt: null });
  await expect(
    contestMilestone(await talk.as('company', 'officer'), { milestoneId, reason: '合同已解除' }),
  ).rejects.toMatchObject({ code: 'state_changed' });
});
