import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { and, eq, isNull } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import type { ActorContext, Context } from '#app/services/context.server.ts';
import { inTransaction } from '#app/services/context.server.ts';
import {
  allocations,
  auditLines,
  deadlines,
  ledgerEntries,
  milestones,
  notices,
  organisations,
  payeeAccounts,
  paymentAttempts,
  paymentEvents,
  receipts,
} from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { fakeGateway, type FakeGateway } from '#seeds/fake-gateway.ts';
import { asActor, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { makeParties, makeSignedContract, milestoneTerms, type Parties } from '#seeds/make-signed-contract.ts';
import { type BankTransfer, claimBankTransfer } from './claim-bank-transfer.server.ts';
import { listUnreadPayments } from './list-unread-payments.server.ts';
import type { Attempt } from './move-attempt.server.ts';
import { dunObligation } from './dun-obligation.server.ts';
import { moneyOverview } from './money-overview.server.ts';
import { getObligation, listOpenObligations } from './queries.server.ts';
import { confirmReceipt } from './confirm-receipt.server.ts';
import { openCardPayment } from './open-card-payment.server.ts';
import type { Obligation } from './raise-claim.server.ts';
import { raiseObligation } from './raise-obligation.server.ts';
import { rejectReceipt } from './reject-receipt.server.ts';
import { settlePayment } from './settle-payment.server.ts';
import { sweepPayments } from './sweep-payments.server.ts';
import { withdrawReceipt } from './withdraw-receipt.server.ts';

interface World extends Parties {
  readonly ctx: Context;
  readonly gateway: FakeGateway;
  readonly obligation: Obligation;
  readonly milestoneId: string;
  readonly moveDays: (days: number) => void;
  as(who: { id: string }, proved?: boolean): Promise<ActorContext>;
}

const account = 'acct_university';
const baseUrl = 'https://example.org';

/** One accepted milestone of 300,000.00 that the company owes the unit. */
async function makeWorld(given: { amountFen?: bigint; withoutAccount?: boolean } = {}): Promise<World> {
  const { db } = await testDatabase();
  const gateway = fakeGateway();
  const clock = testClock();
  const ctx = makeContext(db, { payments: gateway, now: clock.now });
  const parties = await makeParties(db);
  if (!given.withoutAccount) {
    await db.update(organisations).set({ stripeAccountId: account }).where(eq(organisations.id, parties.unit.id));
  }
  const amountFen = given.amountFen ?? 30_000_000n;
  const terms = { milestones: [milestoneTerms({ amountFen })] };
  const { contract, milestones } = await makeSignedContract(db, parties, { terms });
  const milestoneId = milestones[0]!.id;
  const raise = { contract, kind: 'milestone' as const, subjectId: milestoneId, label: '里程碑 1', amountFen };
  const obligation = await inTransaction(ctx, (tx) => raiseObligation(tx, { ...raise, dueOn: '2026-12-21' }));
  return {
    ...parties,
    ctx,
    gateway,
    obligation,
    milestoneId,
    moveDays: clock.moveDays,
    as: (who, proved = false) => asActor(ctx, who, { proved }),
  };
}

async function facts({ obligation }: World) {
  const { db } = await testDatabase();
  const arrived = await db.select().from(receipts).where(eq(receipts.obligationId, obligation.id));
  const allocated = await db.select().from(allocations).where(eq(allocations.obligationId, obligation.id));
  const [milestone] = await db.select().from(milestones).where(eq(milestones.id, obligation.subjectId));
  const books = await db.select().from(ledgerEntries).where(eq(ledgerEntries.contractId, obligation.contractId));
  return {
    receipts: arrived.map((row) => [row.method, row.state, row.amountFen]),
    allocated: allocated.map((row) => row.amountFen),
    milestone: milestone?.state,
    received: books.filter((entry) => entry.reference.startsWith('received:')).length,
  };
}

const paidOnce = {
  receipts: [['card', 'confirmed', 30_000_000n]],
  allocated: [30_000_000n],
  milestone: 'settled',
  received: 2,
};

async function voucher(ctx: Context) {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  );
  return { ...(await ctx.files.put(Readable.from(png), 1000)), name: '回单.png' };
}

async function transfer(world: World, given: Partial<BankTransfer> = {}) {
  const ctx = await world.as(world.companyFinance);
  return claimBankTransfer(ctx, {
    obligationId: world.obligation.id,
    amountFen: 30_000_000n,
    bankSerial: `SN-${randomUUID()}`,
    paidOn: '2026-11-20',
    voucher: await voucher(ctx),
    ...given,
  });
}

const event = (attemptId: string, given: Partial<{ eventId: string; account: string }> = {}) => ({
  attemptId,
  event: {
    eventId: `evt_${randomUUID()}`,
    type: 'checkout.session.completed',
    account,
    sessionId: `cs_${attemptId}`,
    ...given,
  },
});

test('a claim is posted in both books, and only once', async () => {
  const world = await makeWorld();
  const { db } = await testDatabase();
  const [contract] = await db.query.contracts.findMany({
    where: (row, { eq }) => eq(row.id, world.obligation.contractId),
  });
  const again = await inTransaction(world.ctx, (tx) =>
    raiseObligation(tx, {
      contract: contract!,
      kind: 'milestone',
      subjectId: world.milestoneId,
      label: '里程碑 1',
      amountFen: 30_000_000n,
      dueOn: '2026-12-21',
    }),
  );
  expect(again.id).toBe(world.obligation.id);
  const books = await db.select().from(ledgerEntries).where(eq(ledgerEntries.contractId, world.obligation.contractId));
  expect(books.map((entry) => entry.reference)).toEqual(Array(2).fill(`milestone-due:${world.milestoneId}`));
  expect(new Set(books.map((entry) => entry.orgId))).toEqual(new Set([world.unit.id, world.company.id]));
});

test('a card payment counts from the day it was made, however late its news comes', async () => {
  const world = await makeWorld();
  const { db } = await testDatabase();
  const payer = await world.as(world.companyFinance);
  const { id, createdAt } = await openCardPayment(payer, { obligationId: world.obligation.id, baseUrl });
  const late = { ...world.ctx, now: () => new Date(createdAt.getTime() + 3 * 86_400_000) };
  world.gateway.pay(id, { paidAt: new Date(createdAt.getTime() + 60_000) });
  await settlePayment(late, { attemptId: id });
  const [receipt] = await db.select().from(receipts).where(eq(receipts.attemptId, id));
  expect(receipt).toMatchObject({ paidOn: dayOf(createdAt), confirmedAt: late.now() });
});

test("a card payment: opened on the payee's account, settled by webhook and return page at once, booked once", async () => {
  const world = await makeWorld();
  const payer = await world.as(world.companyFinance);
  const [first, second] = await Promise.all([
    openCardPayment(payer, { obligationId: world.obligation.id, baseUrl }),
    openCardPayment(payer, { obligationId: world.obligation.id, baseUrl }),
  ]);
  expect(second.id).toBe(first.id);
  expect(world.gateway.opened).toHaveLength(1);
  expect(world.gateway.opened[0]).toMatchObject({ account, amountFen: 30_000_000n, attemptId: first.id });
  world.gateway.pay(first.id);
  const message = event(first.id);
  await Promise.all([
    settlePayment(world.ctx, message),
    settlePayment(world.ctx, message),
    settlePayment(payer, { attemptId: first.id }),
    settlePayment(world.ctx, event(first.id)),
  ]);
  expect(await facts(world)).toEqual(paidOnce);
  await settlePayment(world.ctx, message);
  expect(await facts(world)).toEqual(paidOnce);
  const { db, sql } = await testDatabase();
  const waiting = await db
    .select({ kind: deadlines.kind })
    .from(deadlines)
    .where(and(eq(deadlines.orgId, world.unit.id), isNull(deadlines.doneAt)));
  expect(waiting).toEqual([{ kind: 'distribute' }]);
  expect(await verifyLedger(sql)).toEqual([]);
});

test('a webhook that comes before its truth is heard again when it is true', async () => {
  const world = await makeWorld();
  const attempt = await openCardPayment(await world.as(world.companyFinance), {
    obligationId: world.obligation.id,
    baseUrl,
  });
  const early = event(attempt.id);
  expect((await settlePayment(world.ctx, early)).state).toBe('pending');
  world.gateway.pay(attempt.id);
  expect((await settlePayment(world.ctx, early)).state).toBe('paid');
});

test.each([
  ['amount', { amountFen: 29_999_999n }],
  ['currency', { currency: 'HKD' }],
])('a payment that differs in %s is refused and not booked', async (_what, given) => {
  const world = await makeWorld();
  const attempt = await openCardPayment(await world.as(world.companyFinance), {
    obligationId: world.obligation.id,
    baseUrl,
  });
  world.gateway.pay(attempt.id, given);
  expect((await settlePayment(world.ctx, event(attempt.id))).state).toBe('refused');
  expect((await facts(world)).receipts).toEqual([]);
});

test('a message from another account changes nothing and is kept', async () => {
  const world = await makeWorld();
  const attempt = await openCardPayment(await world.as(world.companyFinance), {
    obligationId: world.obligation.id,
    baseUrl,
  });
  world.gateway.pay(attempt.id);
  const foreign = event(attempt.id, { account: 'acct_other' });
  expect((await settlePayment(world.ctx, foreign)).state).toBe('pending');
  const { db } = await testDatabase();
  const kept = await db.select().from(paymentEvents).where(eq(paymentEvents.eventId, foreign.event.eventId));
  expect(kept.map((row) => row.outcome)).toEqual(['refused_account']);
  expect((await facts(world)).receipts).toEqual([]);
});

test('the sweep settles what no webhook told, and ends what was never paid', async () => {
  const paid = await makeWorld();
  const attempt = await openCardPayment(await paid.as(paid.companyFinance), {
    obligationId: paid.obligation.id,
    baseUrl,
  });
  paid.gateway.pay(attempt.id);
  const late = await makeWorld();
  const gone = await openCardPayment(await late.as(late.companyFinance), { obligationId: late.obligation.id, baseUrl });
  late.gateway.sessions.set(`cs_${gone.id}`, { ...late.gateway.sessions.get(`cs_${gone.id}`)!, status: 'expired' });
  await sweepPayments(paid.ctx);
  // The first of the two providers knows nothing of the other's page: it is asked about again when some time has passed.
  late.moveDays(1);
  await sweepPayments(late.ctx);
  expect(await facts(paid)).toEqual(paidOnce);
  const { db } = await testDatabase();
  const [after] = await db.select().from(paymentAttempts).where(eq(paymentAttempts.id, gone.id));
  expect(after?.state).toBe('expired');
  // Its news came late: the money is there all the same.
  late.gateway.pay(gone.id);
  expect((await settlePayment(late.ctx, event(gone.id))).state).toBe('paid');
});

test('a replaced page is closed at the provider; paid all the same, the sweep finds it within 48 hours', async () => {
  const world = await makeWorld();
  const { db } = await testDatabase();
  const payer = await world.as(world.companyFinance);
  const open = () => openCardPayment(payer, { obligationId: world.obligation.id, baseUrl });
  const stateOf = async (id: string) =>
    (await db.select().from(paymentAttempts).where(eq(paymentAttempts.id, id)))[0]?.state;
  const old = await open();
  await transfer(world, { amountFen: 10_000_000n });
  const current = await open();
  expect(current.id).not.toBe(old.id);
  expect(world.gateway.sessions.get(`cs_${old.id}`)?.status).toBe('expired');
  expect(world.gateway.sessions.get(`cs_${current.id}`)?.status).toBe('open');
  // The payer was quicker than the closing, and the webhook never came.
  world.gateway.pay(old.id);
  world.moveDays(1);
  await sweepPayments(world.ctx);
  expect(await stateOf(old.id)).toBe('paid');
  expect((await facts(world)).receipts).toContainEqual(['card', 'confirmed', 30_000_000n]);
});

test('a page that cannot be closed stands in nobody’s way, and after 48 hours nobody asks about it', async () => {
  const world = await makeWorld();
  const { db } = await testDatabase();
  const payer = await world.as(world.companyFinance);
  const open = () => openCardPayment(payer, { obligationId: world.obligation.id, baseUrl });
  const old = await open();
  world.gateway.sessions.delete(`cs_${old.id}`);
  await transfer(world, { amountFen: 10_000_000n });
  expect((await open()).state).toBe('pending');
  const asked: string[] = [];
  const payments = {
    ...world.gateway,
    readCheckout: (input: { sessionId: string; account: string }) => {
      asked.push(input.sessionId);
      return world.gateway.readCheckout(input);
    },
  };
  await sweepPayments({ ...world.ctx, payments });
  expect(asked).toContain(`cs_${old.id}`);
  asked.length = 0;
  world.moveDays(3);
  await sweepPayments({ ...world.ctx, payments });
  expect(asked).not.toContain(`cs_${old.id}`);
  const [after] = await db.select().from(paymentAttempts).where(eq(paymentAttempts.id, old.id));
  expect(after?.state).toBe('expired');
});

test('payments that can never be read do not keep the others from being asked about, and the operator is shown them', async () => {
  const world = await makeWorld();
  const { db } = await testDatabase();
  const open = async ({ as, companyFinance, obligation }: World) =>
    openCardPayment(await as(companyFinance), { obligationId: obligation.id, baseUrl });
  // As if all before had been asked about in this moment.
  await db.update(paymentAttempts).set({ askedAt: world.ctx.now() });
  const lost = await open(world);
  const others = [await makeWorld(), await makeWorld()];
  const rest: Attempt[] = [];
  for (const other of others) rest.push(await open(other));
  const asked: string[] = [];
  const payments = {
    ...world.gateway,
    readCheckout: async ({ sessionId }: { sessionId: string }) => {
      asked.push(sessionId);
      if (sessionId === lost.sessionId) throw new AppError('unavailable', { reason: 'unreadable_status' });
      const readers = others.map(({ gateway }) => gateway.sessions.get(sessionId)).filter((found) => found);
      if (readers[0] === undefined) throw new AppError('unavailable');
      return readers[0];
    },
  };
  const ctx = { ...world.ctx, payments };
  const sweep = async (limit: number) => {
    asked.length = 0;
    await sweepPayments(ctx, limit);
    return [...asked];
  };
  const first = [...(await sweep(1)), ...(await sweep(1)), ...(await sweep(1))];
  expect(first).toEqual(expect.arrayContaining([lost, ...rest].map(({ sessionId }) => sessionId)));
  // Ten minutes have not passed.
  expect(await sweep(200)).not.toContain(lost.sessionId);
  const reviewer = await asActor(ctx, await makePerson(db, null, [], { platformRoles: ['reviewer'] }));
  const shown = async () => (await listUnreadPayments(reviewer)).map(({ sessionId }) => sessionId);
  for (let day = 0; day < 2; day += 1) {
    expect(await shown()).not.toContain(lost.sessionId);
    world.moveDays(1);
    expect(await sweep(200)).toContain(lost.sessionId);
  }
  expect(await shown()).toContain(lost.sessionId);
  await expect(listUnreadPayments(await world.as(world.companyFinance))).rejects.toMatchObject({ code: 'forbidden' });
});

test('a page that opens after its attempt was replaced is closed again and remembered', async () => {
  const world = await makeWorld();
  const { db } = await testDatabase();
  const payer = await world.as(world.companyFinance);
  let replaced = '';
  const payments = {
    ...world.gateway,
    openCheckout: async (input: Parameters<FakeGateway['openCheckout']>[0]) => {
      const session = await world.gateway.openCheckout(input);
      replaced = input.attemptId;
      await db.update(paymentAttempts).set({ state: 'expired' }).where(eq(paymentAttempts.id, replaced));
      return session;
    },
  };
  const opening = openCardPayment({ ...payer, payments }, { obligationId: world.obligation.id, baseUrl });
  await expect(opening).rejects.toMatchObject({ code: 'state_changed' });
  expect(world.gateway.sessions.get(`cs_${replaced}`)?.status).toBe('expired');
  const [row] = await db.select().from(paymentAttempts).where(eq(paymentAttempts.id, replaced));
  expect(row).toMatchObject({ state: 'expired', sessionId: `cs_${replaced}`, checkoutUrl: null });
});

test('no card button without a connected account, none above the limit', async () => {
  const without = await makeWorld({ withoutAccount: true });
  const open = async (world: World, who = world.companyFinance) =>
    openCardPayment(await world.as(who), { obligationId: world.obligation.id, baseUrl });
  await expect(open(without)).rejects.toMatchObject({ code: 'payee_without_account' });
  const large = await makeWorld({ amountFen: 100_000_000n });
  await expect(open(large)).rejects.toMatchObject({ code: 'card_limit_exceeded' });
  const largest = await makeWorld({ amountFen: 99_999_999n });
  expect((await open(largest)).state).toBe('pending');
});

test('the payee, strangers and people without the role cannot pay', async () => {
  const world = await makeWorld();
  const { db } = await testDatabase();
  const open = async (who: { id: string }) =>
    openCardPayment(await world.as(who), { obligationId: world.obligation.id, baseUrl });
  await expect(open(world.unitFinance)).rejects.toMatchObject({ code: 'not_found' });
  await expect(open(await makePerson(db, await makeOrganisation(db), ['finance']))).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(open(await makePerson(db, world.company, ['legal']))).rejects.toMatchObject({ code: 'forbidden' });
});

test("a bank transfer counts when the payee's finance confirms it, once for two who confirm", async () => {
  const world = await makeWorld();
  const receipt = await transfer(world);
  expect((await facts(world)).allocated).toEqual([]);
  const finance = await world.as(world.unitFinance, true);
  const both = await Promise.allSettled([
    confirmReceipt(finance, { receiptId: receipt.id }),
    confirmReceipt(finance, { receiptId: receipt.id }),
  ]);
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'state_changed' });
  expect(await facts(world)).toEqual({ ...paidOnce, receipts: [['bank', 'confirmed', 30_000_000n]] });
});

test("only the payee's finance confirms, with a fresh second factor", async () => {
  const world = await makeWorld();
  const { id: receiptId } = await transfer(world);
  const { db } = await testDatabase();
  const stranger = await makePerson(db, await makeOrganisation(db), ['finance']);
  const confirm = async (who: { id: string }, proved = true) =>
    confirmReceipt(await world.as(who, proved), { receiptId });
  await expect(confirm(world.companyFinance)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(confirm(world.unitOfficer)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(confirm(stranger)).rejects.toMatchObject({ code: 'not_found' });
  await expect(confirm(world.unitFinance, false)).rejects.toMatchObject({ code: 'proof_required' });
  expect((await facts(world)).allocated).toEqual([]);
});

test('one slip pays once; a rejected or withdrawn one may come again', async () => {
  const world = await makeWorld();
  const bankSerial = `SN-${randomUUID()}`;
  const half = { amountFen: 15_000_000n, bankSerial };
  const receipt = await transfer(world, half);
  await expect(transfer(world, half)).rejects.toMatchObject({ code: 'duplicate', field: 'bankSerial' });
  await rejectReceipt(await world.as(world.unitFinance, true), { receiptId: receipt.id, reason: '当日流水无此笔' });
  const second = await transfer(world, { bankSerial });
  await expect(withdrawReceipt(await world.as(world.unitOfficer), { receiptId: second.id })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await withdrawReceipt(await world.as(world.companyOfficer), { receiptId: second.id });
  const third = await transfer(world, { bankSerial });
  expect(third.state).toBe('claimed');
});

test('the same form sent twice claims once', async () => {
  const world = await makeWorld();
  const key = randomUUID();
  const [one, two] = await Promise.all([
    transfer(world, { key, bankSerial: 'same' }),
    transfer(world, { key, bankSerial: 'same' }),
  ]);
  expect(two.id).toBe(one.id);
  expect((await facts(world)).receipts).toHaveLength(1);
});

test('partial payments settle together, and what is too much is kept as an advance', async () => {
  const world = await makeWorld();
  const finance = await world.as(world.unitFinance, true);
  const first = await transfer(world, { amountFen: 10_000_000n });
  await confirmReceipt(finance, { receiptId: first.id });
  expect((await facts(world)).milestone).toBe('accepted');
  const second = await transfer(world, { amountFen: 25_000_000n, isAdvance: true });
  expect(second.isAdvanceMeant).toBe(true);
  await confirmReceipt(finance, { receiptId: second.id });
  expect(await facts(world)).toMatchObject({ allocated: [10_000_000n, 20_000_000n], milestone: 'settled' });
  const { sql } = await testDatabase();
  const [advance] = await sql<{ fen: string }[]>`
    select (sum(l.credit_fen - l.debit_fen))::text as fen from ledger_lines l join ledger_entries e on e.id = l.entry_id
    where e.org_id = ${world.unit.id} and l.account = 'advance_received'`;
  expect(advance?.fen).toBe('5000000');
  await expect(transfer(world)).rejects.toMatchObject({ code: 'over_allocated' });
  expect(await verifyLedger(sql)).toEqual([]);
});

test('what is under way by bank is not asked by card as well', async () => {
  const world = await makeWorld();
  await transfer(world, { amountFen: 10_000_000n });
  const payer = await world.as(world.companyFinance);
  const attempt = await openCardPayment(payer, { obligationId: world.obligation.id, baseUrl });
  expect(attempt.amountFen).toBe(20_000_000n);
});

test('the money paid both ways at once is all booked, and the claim settled once', async () => {
  const world = await makeWorld();
  const attempt = await openCardPayment(await world.as(world.companyFinance), {
    obligationId: world.obligation.id,
    baseUrl,
  });
  const receipt = await transfer(world);
  world.gateway.pay(attempt.id);
  const finance = await world.as(world.unitFinance, true);
  await Promise.all([settlePayment(world.ctx, event(attempt.id)), confirmReceipt(finance, { receiptId: receipt.id })]);
  const { allocated, receipts: arrived } = await facts(world);
  expect(allocated).toEqual([30_000_000n]);
  expect(arrived.map(([, state]) => state)).toEqual(['confirmed', 'confirmed']);
  const { sql } = await testDatabase();
  expect(await verifyLedger(sql)).toEqual([]);
});

test('a transfer of tomorrow or of nothing is refused beside its field', async () => {
  const world = await makeWorld();
  await expect(transfer(world, { amountFen: 0n })).rejects.toMatchObject({ code: 'invalid', field: 'amount' });
  const ctx = await world.as(world.companyFinance);
  const input = { obligationId: world.obligation.id, amountFen: 1n, bankSerial: 'x', voucher: await voucher(ctx) };
  await expect(claimBankTransfer(ctx, { ...input, paidOn: '2026-11-22' })).rejects.toMatchObject({ field: 'paidOn' });
});

test('more than is open is refused beside its field, until the payer says that it is an advance', async () => {
  const world = await makeWorld();
  await expect(transfer(world, { amountFen: 30_000_001n })).rejects.toMatchObject({ code: 'invalid', field: 'amount' });
  const advance = await transfer(world, { amountFen: 30_000_001n, isAdvance: true });
  expect(advance).toMatchObject({ isAdvanceMeant: true, state: 'claimed' });
});

test('what is under way counts as paid when the next slip comes; the box changes nothing where nothing exceeds', async () => {
  const world = await makeWorld();
  expect(await transfer(world, { amountFen: 20_000_000n, isAdvance: true })).toMatchObject({ isAdvanceMeant: false });
  await expect(transfer(world, { amountFen: 10_000_001n })).rejects.toMatchObject({ field: 'amount' });
  expect(await transfer(world, { amountFen: 10_000_000n })).toMatchObject({ isAdvanceMeant: false });
});

test('what is not arrived is what waits for the payee and what is still to be paid, on every page', async () => {
  const world = await makeWorld();
  const paid = await transfer(world, { amountFen: 5_000_000n });
  await confirmReceipt(await world.as(world.unitFinance, true), { receiptId: paid.id });
  await transfer(world, { amountFen: 10_000_000n });
  const open = { outstandingFen: 25_000_000n, awaitedFen: 10_000_000n };
  const payer = await world.as(world.companyFinance);
  expect(await getObligation(payer, world.obligation.id)).toMatchObject({ ...open, payableFen: 15_000_000n });
  expect(await listOpenObligations(payer)).toMatchObject([{ ...open, payableFen: 15_000_000n }]);
  expect((await moneyOverview(world.ctx, world.company.id)).asPayer).toMatchObject(open);
  expect((await moneyOverview(world.ctx, world.unit.id)).asPayee).toMatchObject(open);
  // More under way than is open is an advance: nothing is left to pay, and no sum falls below zero.
  await transfer(world, { amountFen: 20_000_000n, isAdvance: true });
  const all = { outstandingFen: 25_000_000n, awaitedFen: 25_000_000n };
  expect(await getObligation(payer, world.obligation.id)).toMatchObject({
    ...all,
    payableFen: 0n,
    claimedFen: 30_000_000n,
  });
  expect((await moneyOverview(world.ctx, world.company.id)).asPayer).toMatchObject(all);
});

test('two transfers of the whole at the same moment: one of them exceeds what is open', async () => {
  const world = await makeWorld();
  const both = await Promise.allSettled([transfer(world), transfer(world)]);
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'invalid', field: 'amount' });
});

test('the same slip typed otherwise is the same slip, also at the same moment', async () => {
  const world = await makeWorld();
  const half = { amountFen: 10_000_000n };
  const typed = ['sn-2026 0007', 'ＳＮ２０２６０００７'];
  const both = await Promise.allSettled(typed.map((bankSerial) => transfer(world, { ...half, bankSerial })));
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject({ field: 'bankSerial' });
  await expect(transfer(world, { ...half, bankSerial: 'SN 2026-0007' })).rejects.toMatchObject({ field: 'bankSerial' });
});

test('a transfer before the contract, or beyond every sum, is refused with all its faults at once', async () => {
  const world = await makeWorld();
  const wrong = { amountFen: 10n ** 18n, paidOn: '2025-01-23', isAdvance: true };
  await expect(transfer(world, wrong)).rejects.toMatchObject({
    code: 'invalid',
    faults: [{ field: 'amount' }, { field: 'paidOn' }],
  });
  expect((await transfer(world, { amountFen: 1n, paidOn: '2025-01-24' })).state).toBe('claimed');
});

test('every step of a card payment leaves its trace', async () => {
  const world = await makeWorld();
  const { db } = await testDatabase();
  const attempt = await openCardPayment(await world.as(world.companyFinance), {
    obligationId: world.obligation.id,
    baseUrl,
  });
  world.gateway.pay(attempt.id);
  await Promise.all([settlePayment(world.ctx, event(attempt.id)), settlePayment(world.ctx, event(attempt.id))]);
  const lines = await db.select().from(auditLines).where(eq(auditLines.subjectId, attempt.id)).orderBy(auditLines.id);
  expect(lines.map((line) => line.deed)).toEqual(['payment.create', 'payment.open', 'payment.pay']);
});

test('a page that nobody opened, and one that was replaced, expire with a trace', async () => {
  const world = await makeWorld();
  const { db } = await testDatabase();
  const payer = await world.as(world.companyFinance);
  const open = () => openCardPayment(payer, { obligationId: world.obligation.id, baseUrl });
  const first = await open();
  await transfer(world, { amountFen: 1n });
  const second = await open();
  expect(second.id).not.toBe(first.id);
  const expired = await db.select().from(auditLines).where(eq(auditLines.deed, 'payment.expire'));
  expect(expired.map((line) => line.subjectId)).toContain(first.id);
});

test('a slip closes the card page that stands open for the same claim', async () => {
  const world = await makeWorld();
  const { db } = await testDatabase();
  const payer = await world.as(world.companyFinance);
  const page = await openCardPayment(payer, { obligationId: world.obligation.id, baseUrl });
  await transfer(world, { amountFen: 15_000_000n });
  const [row] = await db.select().from(paymentAttempts).where(eq(paymentAttempts.id, page.id));
  expect([row?.state, world.gateway.sessions.get(row?.sessionId ?? '')?.status]).toEqual(['expired', 'expired']);
  // What is asked for next is what the slip leaves.
  const next = await openCardPayment(payer, { obligationId: world.obligation.id, baseUrl });
  expect(next.amountFen).toBe(15_000_000n);
  world.gateway.pay(next.id);
  await settlePayment(world.ctx, event(next.id));
  const [paid] = await db.select().from(receipts).where(eq(receipts.attemptId, next.id));
  expect(paid).toMatchObject({ state: 'confirmed', amountFen: 15_000_000n });
});

test('the payee reminds of what is due soon, once a day, and the payer is told', async () => {
  const world = await makeWorld();
  const { db } = await testDatabase();
  const officer = await world.as(world.unitOfficer);
  const dun = (ctx = officer) => dunObligation(ctx, { obligationId: world.obligation.id });
  await expect(dun()).rejects.toMatchObject({ code: 'state_changed' });
  world.moveDays(25);
  await expect(dun(await world.as(world.companyOfficer))).rejects.toMatchObject({ code: 'not_found' });
  await expect(dun(await world.as(world.unitApprover))).rejects.toMatchObject({ code: 'forbidden' });
  const both = await Promise.allSettled([dun(), dun(await world.as(world.unitFinance))]);
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'duplicate' });
  world.moveDays(1);
  expect(await dun()).toMatchObject({ outstandingFen: 30_000_000n, sentOn: '2026-12-17' });
  const told = await db.select().from(notices).where(eq(notices.userId, world.companyFinance.id));
  expect(told.filter((notice) => notice.kind === 'obligation.dun')).toHaveLength(2);
  const traces = await db.select().from(auditLines).where(eq(auditLines.subjectId, world.obligation.id));
  expect(traces.filter((line) => line.deed === 'obligation.dun')).toHaveLength(2);
  const shown = await getObligation(await world.as(world.companyFinance), world.obligation.id);
  expect(shown.dunnings.map(({ sentOn, sender }) => [sentOn, sender])).toEqual([
    ['2026-12-17', null],
    ['2026-12-16', null],
  ]);
});

test('nobody is reminded of what is paid or under way', async () => {
  const world = await makeWorld();
  world.moveDays(40);
  await transfer(world);
  const dun = dunObligation(await world.as(world.unitOfficer), { obligationId: world.obligation.id });
  await expect(dun).rejects.toMatchObject({ code: 'state_changed' });
});

test('a large transfer needs two people of the payee; the second is never the first', async () => {
  const world = await makeWorld({ amountFen: 60_000_000n });
  const receipt = await transfer(world, { amountFen: 60_000_000n });
  const finance = await world.as(world.unitFinance, true);
  expect((await confirmReceipt(finance, { receiptId: receipt.id })).state).toBe('checked');
  expect((await facts(world)).allocated).toEqual([]);
  await expect(confirmReceipt(finance, { receiptId: receipt.id })).rejects.toMatchObject({ code: 'conflict' });
  await expect(withdrawReceipt(await world.as(world.companyFinance), { receiptId: receipt.id })).rejects.toMatchObject({
    code: 'state_changed',
  });
  await expect(
    confirmReceipt(await world.as(world.unitOfficer, true), { receiptId: receipt.id }),
  ).rejects.toMatchObject({ code: 'forbidden' });
  const second = await world.as(world.unitApprover, true);
  const both = await Promise.allSettled([
    confirmReceipt(second, { receiptId: receipt.id }),
    confirmReceipt(second, { receiptId: receipt.id }),
  ]);
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await facts(world)).toMatchObject({ allocated: [60_000_000n], milestone: 'settled', received: 2 });
});

test('an approver is the second of two, never the first', async () => {
  const world = await makeWorld({ amountFen: 60_000_000n });
  const receipt = await transfer(world, { amountFen: 60_000_000n });
  await expect(
    confirmReceipt(await world.as(world.unitApprover, true), { receiptId: receipt.id }),
  ).rejects.toMatchObject({ code: 'forbidden' });
});

test("the payee's account is frozen into the payment as the payer was shown it; without a verified one nothing is paid", async () => {
  const world = await makeWorld();
  const { db } = await testDatabase();
  const { account: shown } = await getObligation(await world.as(world.companyFinance), world.obligation.id);
  const isOwn = eq(payeeAccounts.orgId, world.unit.id);
  await db.update(payeeAccounts).set({ state: 'replaced' }).where(isOwn);
  await expect(transfer(world)).rejects.toMatchObject({ code: 'invalid' });
  const receipt = await transfer(world, { amountFen: 1_000_000n, payeeAccountId: shown!.id });
  const { id: _, ...frozen } = shown!;
  expect(receipt).toMatchObject({ payeeAccountId: shown!.id, payeeAccount: frozen });
  const [foreign] = await db.select().from(payeeAccounts).where(eq(payeeAccounts.orgId, world.company.id));
  await expect(transfer(world, { amountFen: 1n, payeeAccountId: foreign!.id })).rejects.toMatchObject({
    code: 'state_changed',
  });
});
