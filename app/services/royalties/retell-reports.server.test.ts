import { and, eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import type { Database } from '#db/client.server.ts';
import { calendarDays, contracts, deadlines } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { makePerformingContract } from '#seeds/make-performing-contract.ts';
import { takeOverDelivery } from '../contracts/answer-delivery.server.ts';
import { handInDelivery } from '../contracts/hand-in-delivery.server.ts';
import { obligationsOf } from '../payments/queries.server.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { retellReports } from './retell-reports.server.ts';
import { getRoyaltyAccount } from './royalty-account.server.ts';

const entered = ['2026-12-05', '2026-12-07'];
let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});
// A calendar holds for everybody.
afterAll(async () => {
  await db.delete(calendarDays).where(inArray(calendarDays.day, entered));
});

/** Signed and delivered on 2026-11-02; November is reported within five days, to Saturday 2026-12-05, which moves on to Monday. */
async function made() {
  const found = await makePerformingContract(db, {
    kind: 'licence',
    trial: { months: 0, extensionMonths: 0 },
    restDays: 'move',
    royalty: { ...newTerms.royalty!, period: 'month', reportWithinDays: 5, minimumFen: 100_000n, capFen: null },
  });
  const { ctx, contractId, clock, talk } = found;
  await handInDelivery(await talk.as('unit', 'officer'), { contractId, items: [0, 1], note: '' });
  await takeOverDelivery(await talk.as('company', 'officer'), { contractId });
  const contract = async () => (await db.select().from(contracts).where(eq(contracts.id, contractId)))[0]!;
  const report = and(eq(deadlines.subjectId, contractId), eq(deadlines.kind, 'report'));
  const days = async () => {
    const { next } = await getRoyaltyAccount({ db, now: clock.now }, await contract());
    return [next?.reportDueOn, ...(await db.select().from(deadlines).where(report)).map(({ dueAt }) => dayOf(dueAt))];
  };
  const enter = async (day: string, isWorking: boolean) => {
    const { createdBy: setBy } = await contract();
    const set = { isWorking, name: '通知', setBy, setAt: clock.now() };
    await db
      .insert(calendarDays)
      .values({ day, ...set })
      .onConflictDoUpdate({ target: calendarDays.day, set });
  };
  const raised = async () => {
    await sweepDeadlines(ctx);
    return (await obligationsOf({ db }, contractId)).map(({ kind }) => kind);
  };
  return { ...found, contract, days, enter, raised };
}

test('a day entered as worked while a report can be handed in makes it due no earlier than it was told; a day off moves it on', async () => {
  const { ctx, clock, contract, days, enter, raised } = await made();
  expect(await days()).toEqual(['2026-12-07', '2026-12-07']);
  clock.moveDays(29);
  await enter('2026-12-05', true);
  // Not even before the job has come by.
  expect(await days()).toEqual(['2026-12-07', '2026-12-07']);
  await retellReports(ctx);
  expect(await days()).toEqual(['2026-12-07', '2026-12-07']);
  clock.moveDays(5);
  expect(dayOf(clock.now())).toBe('2026-12-06');
  expect(await raised()).toEqual([]);
  await enter('2026-12-07', false);
  await retellReports(ctx);
  // By the calendar alone it would be Saturday; nobody told the eighth.
  expect(await days()).toEqual(['2026-12-07', '2026-12-07']);
  await enter('2026-12-05', false);
  await retellReports(ctx);
  expect(await days()).toEqual(['2026-12-08', '2026-12-08']);
  clock.moveDays(2);
  expect(await raised()).toEqual([]);
  clock.moveDays(1);
  expect(await raised()).toEqual(['royalty']);
  const { sql } = await testDatabase();
  const { no } = await contract();
  expect((await verifyLedger(sql)).filter(({ subject }) => subject.includes(no))).toEqual([]);
});

test('before the period is over the day follows the calendar both ways', async () => {
  await db.delete(calendarDays).where(inArray(calendarDays.day, entered));
  const { ctx, days, enter } = await made();
  await enter('2026-12-05', true);
  await retellReports(ctx);
  expect(await days()).toEqual(['2026-12-05', '2026-12-05']);
  await enter('2026-12-05', false);
  await retellReports(ctx);
  expect(await days()).toEqual(['2026-12-07', '2026-12-07']);
});
