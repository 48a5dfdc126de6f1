import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { newTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import type { Database } from '#db/client.server.ts';
import { milestones } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makePerformingContract, receivedPdf } from '#seeds/make-performing-contract.ts';
import { chargeInterest } from '../payments/charge-interest.server.ts';
import { claimBankTransfer } from '../payments/claim-bank-transfer.server.ts';
import { confirmReceipt } from '../payments/confirm-receipt.server.ts';
import { obligationsOf } from '../payments/queries.server.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { acceptMilestone } from './accept-milestone.server.ts';
import { submitMilestone } from './submit-milestone.server.ts';
import { contractText } from './text-queries.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

/** Evidence so many days after Monday 2026-11-02, 15 days to answer it; 300,000.00. */
async function handedIn(restDays: 'move' | 'keep' | undefined, afterDays: number) {
  const made = await makePerformingContract(db, {
    ...(restDays && { restDays }),
    royalty: { ...newTerms.royalty!, deductions: [], capFen: null },
  });
  const { clock, ctx, talk, milestoneId, contractId } = made;
  clock.moveDays(afterDays);
  const evidence = await receivedPdf(ctx, '检测报告.pdf');
  await submitMilestone(await talk.as('unit', 'officer'), { milestoneId, note: '', evidence });
  const stone = async () => (await db.select().from(milestones).where(eq(milestones.id, milestoneId)))[0]!;
  const claim = async () => (await obligationsOf({ db }, contractId))[0];
  return { ...made, stone, claim };
}

test('the days to answer evidence end on the next working day: silence on a Saturday is no acceptance', async () => {
  const moved = await handedIn('move', 4);
  expect(dayOf((await moved.stone()).acceptDueAt!)).toBe('2026-11-23');
  moved.clock.moveDays(17);
  await sweepDeadlines(moved.ctx);
  expect(await moved.stone()).toMatchObject({ state: 'submitted' });
  moved.clock.moveDays(1);
  await sweepDeadlines(moved.ctx);
  expect(await moved.stone()).toMatchObject({ state: 'accepted' });
  for (const rule of ['keep', undefined] as const) {
    expect(dayOf((await (await handedIn(rule, 4)).stone()).acceptDueAt!)).toBe('2026-11-21');
  }
});

test('the days to pay end on the next working day, and default interest begins after it', async () => {
  const charged = async (restDays: 'move' | undefined) => {
    const { clock, talk, milestoneId, contractId, claim, ctx } = await handedIn(restDays, 3);
    await acceptMilestone(await talk.as('company', 'officer'), { milestoneId });
    const due = await claim();
    clock.moveDays(33);
    const { id: obligationId, outstandingFen: amountFen, dueOn } = due!;
    const slip = {
      bankSerial: crypto.randomUUID(),
      paidOn: dayOf(clock.now()),
      voucher: await receivedPdf(ctx, '回单.pdf'),
    };
    const receipt = await claimBankTransfer(await talk.as('company', 'finance'), { obligationId, amountFen, ...slip });
    await confirmReceipt(await talk.as('unit', 'finance'), { receiptId: receipt.id });
    await chargeInterest(await talk.as('unit', 'finance'), { obligationId });
    const interest = (await obligationsOf({ db }, contractId)).find(({ kind }) => kind === 'interest');
    return [dueOn, interest?.amountFen];
  };
  // 300,000.00 at 0.05 % a day, paid on Tuesday 2026-12-08: one day late, or three.
  expect(await charged('move')).toEqual(['2026-12-07', 15_000n]);
  expect(await charged(undefined)).toEqual(['2026-12-05', 45_000n]);
});

test('the contract says so in its words, and one that does not say so reads as before', async () => {
  const words = async (restDays: 'move' | undefined) => {
    const { talk, contractId } = await handedIn(restDays, 0);
    const text = await contractText(await talk.as('unit', 'officer'), contractId, 1);
    return JSON.stringify(text).includes('顺延到其后第一个工作日');
  };
  expect([await words('move'), await words(undefined)]).toEqual([true, false]);
});
