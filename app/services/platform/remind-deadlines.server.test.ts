import { randomUUID } from 'node:crypto';
import { asc, eq, inArray, sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { newTerms, type PayLaterTerms } from '#app/domain/contract.ts';
import { addDays, dayOf, endOfDay } from '#app/domain/days.ts';
import type { Database } from '#db/client.server.ts';
import { notices, obligations } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeContext, testClock } from '#seeds/make.ts';
import { makePerformingContract, receivedPdf } from '#seeds/make-performing-contract.ts';
import { makeParties, makeSignedContract, milestoneTerms } from '#seeds/make-signed-contract.ts';
import { planTermEnd } from '../contracts/plan-term-end.server.ts';
import { submitMilestone } from '../contracts/submit-milestone.server.ts';
import { inTransaction } from '../context.server.ts';
import { claimBankTransfer } from '../payments/claim-bank-transfer.server.ts';
import { rejectReceipt } from '../payments/reject-receipt.server.ts';
import { fileStatement } from '../royalties/file-statement.server.ts';
import { setDeadline } from './deadline.server.ts';
import { sweepDeadlines } from './sweep-deadlines.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

/** What these people were reminded of, as `day person kind of what`, by day. */
async function reminders(people: Readonly<Record<string, { readonly id: string }>>, ...dues: string[]) {
  const names = new Map(Object.entries(people).map(([name, { id }]) => [id, name]));
  const told = await db
    .select()
    .from(notices)
    .where(inArray(notices.userId, [...names.keys()]))
    .orderBy(asc(notices.createdAt), asc(notices.id));
  return told
    .filter(({ kind, params }) => kind.startsWith('deadline.') && dues.includes(params.due ?? ''))
    .map(({ userId, kind, params, createdAt }) =>
      [dayOf(createdAt), names.get(userId), kind.replace('deadline.', ''), params.due].join(' '),
    )
    .sort();
}

/** A contract signed on 2026-11-02 whose first milestone was handed in on that day, with the days swept one by one. */
async function handedIn(given: Partial<PayLaterTerms> = {}) {
  const world = await makePerformingContract(db, given);
  const evidence = await receivedPdf(world.ctx, '检测报告.pdf');
  const unitOfficer = await world.talk.as('unit', 'officer');
  await submitMilestone(unitOfficer, { milestoneId: world.milestoneId, note: '', evidence });
  const until = async (day: string) => {
    while (dayOf(world.clock.now()) < day) {
      world.clock.moveDays(1);
      await Promise.all([sweepDeadlines(world.ctx), sweepDeadlines(world.ctx)]);
    }
  };
  return { ...world, until };
}

test('silence on a milestone, then a claim nobody pays: told 7 and 1 day before, on the day, 7 and 15 days after, once each', async () => {
  const { talk, milestoneId, contractId, until } = await handedIn();
  await until('2027-01-20');
  const { companyPeople, unitPeople } = talk;
  const payer = { approver: companyPeople.approver, finance: companyPeople.finance };
  expect(await reminders(payer, 'milestone.accept', 'obligation.pay', 'obligation.unpaid')).toEqual([
    '2026-11-10 approver soon milestone.accept',
    '2026-11-16 approver soon milestone.accept',
    '2026-11-17 approver soon milestone.accept',
    '2026-12-10 finance soon obligation.pay',
    '2026-12-16 finance soon obligation.pay',
    '2026-12-17 finance soon obligation.pay',
    '2026-12-24 finance late obligation.pay',
    '2027-01-01 finance late obligation.pay',
  ]);
  const payee = { finance: unitPeople.finance, approver: unitPeople.approver };
  expect(await reminders(payee, 'milestone.accept', 'obligation.pay', 'obligation.unpaid')).toEqual([
    '2026-12-24 finance late obligation.unpaid',
    '2027-01-01 finance late obligation.unpaid',
  ]);
  const [claim] = await db.select().from(obligations).where(eq(obligations.subjectId, milestoneId));
  const hrefs = await db
    .selectDistinct({ due: sql<string>`params ->> 'due'`, href: notices.href })
    .from(notices)
    .where(inArray(notices.userId, [companyPeople.officer.id]));
  expect(hrefs).toContainEqual({ due: 'milestone.accept', href: `/desk/contracts/${contractId}` });
  expect(hrefs).toContainEqual({ due: 'obligation.pay', href: `/desk/obligations/${claim?.id}` });
});

test('nobody is asked to pay while his transfer is under way; the payee is asked to look for it', async () => {
  const { talk, milestoneId, ctx, until } = await handedIn();
  await until('2026-12-09');
  const [claim] = await db.select().from(obligations).where(eq(obligations.subjectId, milestoneId));
  const receipt = await claimBankTransfer(await talk.as('company', 'finance'), {
    key: randomUUID(),
    obligationId: claim!.id,
    amountFen: 30_000_000n,
    paidOn: '2026-12-09',
    bankSerial: `R${randomUUID()}`,
    voucher: await receivedPdf(ctx, '回单.pdf'),
  });
  await until('2026-12-20');
  const payer = { finance: talk.companyPeople.finance };
  expect(await reminders(payer, 'obligation.pay')).toEqual([]);
  const confirm = await reminders({ finance: talk.unitPeople.finance }, 'receipt.confirm', 'obligation.unpaid');
  expect(confirm.length).toBeGreaterThan(0);
  expect(new Set(confirm.map((line) => line.split(' ').at(-1)))).toEqual(new Set(['receipt.confirm']));
  await rejectReceipt(await talk.as('unit', 'finance'), { receiptId: receipt.id, reason: '没有到账' });
  await until('2026-12-22');
  expect(await reminders(payer, 'obligation.pay')).toEqual(['2026-12-21 finance late obligation.pay']);
});

test('nor while the claim waits for the agreed invoice: the payee is asked for that', async () => {
  const { talk, until } = await handedIn({ invoicing: 'invoice_first' });
  await until('2026-12-20');
  expect(await reminders({ payer: talk.companyPeople.finance }, 'obligation.pay')).toEqual([]);
  expect(await reminders({ payee: talk.unitPeople.finance }, 'obligation.invoice')).toEqual([
    '2026-12-10 payee soon obligation.invoice',
    '2026-12-16 payee soon obligation.invoice',
    '2026-12-17 payee soon obligation.invoice',
  ]);
});

test('a report that counts as accepted by silence: who may ask about it is told, and nobody of the payer', async () => {
  const clock = testClock();
  const ctx = makeContext(db, { now: clock.now });
  const parties = await makeParties(db);
  const { contract } = await makeSignedContract(db, parties, { terms: { royalty: newTerms.royalty!, milestones: [] } });
  const report = { contractId: contract.id, period: '2026Q1', grossFen: 120_000_000n, deductionsFen: [0n] };
  await fileStatement(await asActor(ctx, parties.companyFinance), report);
  const filedOn = dayOf(clock.now());
  for (let day = 1; day <= 45; day += 1) {
    clock.moveDays(1);
    await sweepDeadlines(ctx);
  }
  const { unitFinance, companyFinance } = parties;
  const dueOn = addDays(filedOn, 30);
  expect(await reminders({ unitFinance, companyFinance }, 'royalty.review')).toEqual(
    [-7, -1, 0].map((at) => `${addDays(dueOn, at)} unitFinance soon royalty.review`),
  );
});

test('the end of the term is told to both sides', async () => {
  const clock = testClock('2026-11-02T02:00:00Z');
  const ctx = makeContext(db, { now: clock.now });
  const parties = await makeParties(db);
  const terms = { milestones: [milestoneTerms()], royalty: null, termYears: 3 };
  const { contract } = await makeSignedContract(db, parties, { terms, signedAt: clock.now() });
  await inTransaction(ctx, (tx) => planTermEnd(tx, contract));
  clock.moveDays(1080);
  for (let day = 0; day < 20; day += 1) {
    clock.moveDays(1);
    await sweepDeadlines(ctx);
  }
  const people = { company: parties.companyOfficer, unit: parties.unitOfficer };
  const told = await reminders(people, 'contract.term');
  expect(told).toEqual(
    ['2029-10-25', '2029-10-31', '2029-11-01'].flatMap((day) =>
      ['company', 'unit'].map((side) => `${day} ${side} soon contract.term`),
    ),
  );
});

test('a date set again as it was tells nobody twice; moved, it is another date', async () => {
  const clock = testClock('2026-11-02T02:00:00Z');
  const ctx = makeContext(db, { now: clock.now });
  const parties = await makeParties(db);
  const { contract } = await makeSignedContract(db, parties, { terms: { milestones: [], royalty: null } });
  const deadline = { kind: 'contract.register', subjectId: contract.id, orgId: parties.unit.id } as const;
  const set = (day: string) => inTransaction(ctx, (tx) => setDeadline(tx, { ...deadline, dueAt: endOfDay(day) }));
  await set('2026-11-10');
  clock.moveDays(2);
  await sweepDeadlines(ctx);
  await set('2026-11-10');
  clock.moveDays(1);
  await sweepDeadlines(ctx);
  const told = () => reminders({ finance: parties.unitFinance }, 'contract.register');
  expect(await told()).toEqual(['2026-11-04 finance soon contract.register']);
  await set('2026-11-12');
  await sweepDeadlines(ctx);
  expect(await told()).toHaveLength(2);
});
