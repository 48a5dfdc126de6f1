import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { computeContract } from '#app/domain/compute-contract.ts';
import { newTerms } from '#app/domain/contract.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import type { Database } from '#db/client.server.ts';
import { contracts, deliveries, trials } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyClaims } from '#db/verify/verify-claims.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { makePerformingContract, receivedPdf } from '#seeds/make-performing-contract.ts';
import { acceptMilestone } from '../contracts/accept-milestone.server.ts';
import { takeOverDelivery } from '../contracts/answer-delivery.server.ts';
import { handInDelivery } from '../contracts/hand-in-delivery.server.ts';
import { contractPage } from '../contracts/queries.server.ts';
import { recordFirstSale } from '../contracts/record-first-sale.server.ts';
import { submitMilestone } from '../contracts/submit-milestone.server.ts';
import { obligationsOf } from '../payments/queries.server.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { reportFacts } from './contract-facts.server.ts';
import { fileStatement } from './file-statement.server.ts';
import { statementOf } from './queries.server.ts';
import { getRoyaltyAccount } from './royalty-account.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

/** Signed on 2026-11-02 without a trial: 3 % of each month, at least 1,000.00, reported within five days. */
async function made(given: Partial<PayLaterTerms> = {}) {
  const royalty = { ...newTerms.royalty!, period: 'month' as const, reportWithinDays: 5, minimumFen: 100_000n };
  const world = await makePerformingContract(db, {
    kind: 'licence',
    trial: { months: 0, extensionMonths: 0 },
    royalty,
    ...given,
  });
  const { ctx, clock, talk, contractId } = world;
  const officer = () => talk.as('company', 'officer');
  const { sql } = await testDatabase();
  return {
    ...world,
    officer,
    /** The days pass one after the other, as the job sees them. */
    pass: async (days: number) => {
      for (let i = 0; i < days; i += 1) {
        clock.moveDays(1);
        if (i % 5 === 4 || i === days - 1) await sweepDeadlines(ctx);
      }
    },
    deliver: async () => {
      await handInDelivery(await talk.as('unit', 'officer'), { contractId, items: [0, 1], note: '' });
      await takeOverDelivery(await officer(), { contractId });
    },
    royalties: async () =>
      (await obligationsOf({ db }, contractId))
        .filter(({ kind }) => kind === 'royalty')
        .map(({ label, amountFen }) => [label, amountFen]),
    differences: async () => {
      const [own] = await db.select({ no: contracts.no }).from(contracts).where(eq(contracts.id, contractId));
      const found = [...(await verifyClaims(sql)), ...(await verifyLedger(sql))];
      return found.filter(({ subject }) => subject.startsWith(own!.no)).map(({ check }) => check);
    },
  };
}

test('without a trial nothing is reported and no least sum falls due before what is listed was accepted; from that day on both do', async () => {
  const world = await made();
  const { contractId, talk, ctx, milestoneId } = world;
  await world.pass(63);
  // A milestone that is accepted meanwhile stands for no delivery.
  const evidence = await receivedPdf(ctx, '检测报告.pdf');
  await submitMilestone(await talk.as('unit', 'officer'), { milestoneId, note: '', evidence });
  await acceptMilestone(await world.officer(), { milestoneId });
  const trial = async () => (await db.select().from(trials).where(eq(trials.contractId, contractId)))[0]?.state;
  expect(await trial()).toBe('delivering');
  expect(await world.royalties()).toEqual([]);
  const waiting = await statementOf(await world.officer(), contractId);
  expect(waiting.account).toMatchObject({ next: null, start: { awaits: 'delivery', isDelivered: false } });
  expect(waiting.filing).toBeNull();
  const page = await contractPage(await world.officer(), contractId);
  expect(page.steps.find(({ key }) => key === 'report')?.title).toContain('交付验收合格以后才开始申报收入');
  await expect(
    fileStatement(await world.officer(), { contractId, period: '2026M11', grossFen: 1n, deductionsFen: [] }),
  ).rejects.toMatchObject({ code: 'state_changed' });
  await world.pass(6);
  // 2027-01-10.
  await world.deliver();
  expect((await statementOf(await world.officer(), contractId)).account?.next).toMatchObject({
    key: '2027M01',
    startOn: '2027-01-10',
  });
  await world.pass(27);
  expect(await world.royalties()).toEqual([['2027 年 1 月最低提成', 100_000n]]);
  await fileStatement(await world.officer(), {
    contractId,
    period: '2027M01',
    grossFen: 10_000_000n,
    deductionsFen: [],
  });
  expect((await world.royalties()).reduce((sum, [, fen]) => sum + BigInt(fen!), 0n)).toBe(300_000n);
  expect(await world.differences()).toEqual([]);
  // The books of the check go by the hand-in itself: accepted two months earlier, two least sums would be missing.
  await db
    .update(deliveries)
    .set({ decidedAt: new Date('2026-11-10T02:00:00Z') })
    .where(eq(deliveries.contractId, contractId));
  expect(await world.differences()).toContain('amount of a claim');
});

test('what was agreed before royalties awaited delivery runs from the signing, as it was charged', async () => {
  const world = await made({ royaltyAwaits: undefined });
  await world.pass(35);
  expect(await world.royalties()).toEqual([['2026 年 11 月最低提成', 100_000n]]);
  await world.deliver();
  expect((await statementOf(await world.officer(), world.contractId)).account?.next).toMatchObject({ key: '2026M11' });
  await world.pass(31);
  expect((await world.royalties()).map(([label]) => label)).toEqual(['2026 年 11 月最低提成', '2026 年 12 月最低提成']);
  expect(await world.differences()).toEqual([]);
});

test('a first sale that is registered before delivery was accepted is asked for no more; the delivery is', async () => {
  const royalty = { ...newTerms.royalty!, startEvent: 'first_sale' as const };
  const world = await made({ royalty });
  const { contractId } = world;
  const start = async () => (await statementOf(await world.officer(), contractId)).account?.start;
  expect(await start()).toMatchObject({ awaits: 'first_sale', maySay: true, isDelivered: false });
  await recordFirstSale(await world.officer(), { contractId, versionN: 1, soldOn: '2026-11-02', note: '一吨，某厂' });
  expect(await start()).toMatchObject({ awaits: 'delivery', maySay: false, isDelivered: false });
  world.clock.moveDays(8);
  await world.deliver();
  const { account } = await statementOf(await world.officer(), contractId);
  expect(account).toMatchObject({ start: null, next: { key: '2026Q4', startOn: '2026-11-10' } });
});

test('trial.delivery: an agreed trial that awaits delivery converts by no day; platform and auditors’ command charge the same', async () => {
  const world = await made({ kind: 'pay_later', trial: { months: 3, extensionMonths: 0 }, milestones: [] });
  const { ctx, contractId, talk } = world;
  const agree = async () => {
    const [contract] = await db.select().from(contracts).where(eq(contracts.id, contractId));
    const { terms, facts, reports, chargedFen } = await getRoyaltyAccount(ctx, contract!);
    const filed = [...facts.filter(({ kind }) => kind !== 'trial_decision'), ...reportFacts(reports)];
    const { obligations } = computeContract(terms, filed, { asOf: dayOf(ctx.now()) });
    const claims = obligations.filter(({ kind }) => kind !== 'interest');
    expect(claims.reduce((sum, { amountFen }) => sum + amountFen, 0n)).toBe(chargedFen);
    return chargedFen;
  };
  // Planned to end on 2027-02-01, with days to decide and reports that nobody makes.
  await world.pass(200);
  expect(await world.royalties()).toEqual([]);
  expect(await agree()).toBe(0n);
  expect(await world.differences()).toEqual([]);
  // Going on all the same: from the planned end, and least sums of what is overdue with it.
  const report = { contractId, period: '2027M02', grossFen: 0n, deductionsFen: [] };
  await fileStatement(await talk.as('company', 'finance'), report);
  await sweepDeadlines(ctx);
  expect(await agree()).toBe(300_000n);
  expect(await world.differences()).toEqual([]);
});
