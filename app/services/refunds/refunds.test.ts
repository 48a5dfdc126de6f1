import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { statesOf } from '#app/domain/machine.ts';
import { moneyRecord } from '#app/domain/money-record.ts';
import { receiptMachine, receiptStatesArrived } from '#app/domain/payment-machine.ts';
import { type Context, inTransaction } from '#app/services/context.server.ts';
import { listTodos } from '#app/services/desk/queries.server.ts';
import { approveDistribution } from '#app/services/distributions/approve-distribution.server.ts';
import { distribute } from '#app/services/distributions/distribute.server.ts';
import { proposeDistribution } from '#app/services/distributions/propose-distribution.server.ts';
import { recordTeam } from '#app/services/distributions/record-team.server.ts';
import { returnDistribution } from '#app/services/distributions/return-distribution.server.ts';
import { getShareFacts } from '#app/services/distributions/share-facts.server.ts';
import { claimBankTransfer } from '#app/services/payments/claim-bank-transfer.server.ts';
import { confirmReceipt } from '#app/services/payments/confirm-receipt.server.ts';
import { listGivenBack } from '#app/services/payments/list-given-back.server.ts';
import { listEntries } from '#app/services/ledger/queries.server.ts';
import { moneyOverview } from '#app/services/payments/money-overview.server.ts';
import { openCardPayment } from '#app/services/payments/open-card-payment.server.ts';
import { getObligation } from '#app/services/payments/queries.server.ts';
import { raiseObligation } from '#app/services/payments/raise-obligation.server.ts';
import { getReceipt, listReceipts } from '#app/services/payments/receipt-queries.server.ts';
import { settlePayment } from '#app/services/payments/settle-payment.server.ts';
import { distributions, ledgerEntries, milestones, organisations, receipts, refunds } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { fakeGateway } from '#seeds/fake-gateway.ts';
import { asActor, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { makeParties, makeSignedContract } from '#seeds/make-signed-contract.ts';
import { confirmRefund } from './confirm-refund.server.ts';
import { type BankRefund, recordRefund } from './record-refund.server.ts';
import { refundCard } from './refund-card.server.ts';
import { rejectRefund } from './reject-refund.server.ts';
import { sweepRefunds } from './sweep-refunds.server.ts';
import { withdrawRefund } from './withdraw-refund.server.ts';

async function slip(ctx: Context) {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  );
  return { ...(await ctx.files.put(Readable.from(png), 1000)), name: '回单.png' };
}

/** In days. */
const minute = 1 / 1440;

/** 300,000.00 owed and paid to the unit, by bank or by card; `paidFen` more or less of it by bank. */
async function makeWorld(by: 'bank' | 'card', paidFen = 30_000_000n) {
  const { db, sql } = await testDatabase();
  const gateway = fakeGateway();
  const clock = testClock();
  const ctx = makeContext(db, { payments: gateway, now: clock.now });
  const parties = await makeParties(db);
  const { unit, companyFinance, unitFinance, unitOfficer, unitApprover } = parties;
  await db.update(organisations).set({ stripeAccountId: 'acct_u' }).where(eq(organisations.id, unit.id));
  const { contract, milestones: stones } = await makeSignedContract(db, parties);
  const claim = { contract, kind: 'milestone' as const, subjectId: stones[0]!.id, label: '里程碑 1' };
  const obligation = await inTransaction(ctx, (tx) =>
    raiseObligation(tx, { ...claim, amountFen: 30_000_000n, dueOn: '2026-12-21' }),
  );
  const as = (who: { id: string }, proved = true) => asActor(ctx, who, { proved });
  const payer = await as(companyFinance);
  const payee = await as(unitFinance);
  if (by === 'bank') {
    const transfer = { obligationId: obligation.id, amountFen: paidFen, bankSerial: `SN-${randomUUID()}` };
    const voucher = await slip(ctx);
    const { id } = await claimBankTransfer(payer, { ...transfer, paidOn: '2026-11-20', voucher, isAdvance: true });
    await confirmReceipt(payee, { receiptId: id });
  } else {
    const attempt = await openCardPayment(payer, { obligationId: obligation.id, baseUrl: 'https://example.org' });
    gateway.pay(attempt.id);
    await settlePayment(ctx, { attemptId: attempt.id });
  }
  const [receipt] = await db.select().from(receipts).where(eq(receipts.obligationId, obligation.id));
  const receiptId = receipt!.id;
  const record = async (given: Partial<BankRefund> = {}, who: { id: string } = unitFinance) => {
    const reader = await as(who);
    const money = { receiptId, kind: 'refund' as const, amountFen: 10_000_000n, reason: '多收' };
    const paper = { bankSerial: `TK-${randomUUID()}`, paidOn: '2026-11-21', voucher: await slip(ctx) };
    return recordRefund(reader, { ...money, ...paper, ...given });
  };
  const card = (amountFen: bigint, key?: string) =>
    refundCard(payee, { receiptId, amountFen, reason: '多收', ...(key && { key }) });
  const propose = async () =>
    proposeDistribution(await as(unitOfficer), { receiptId, costs: [], teamPpm: 700_000, ttoPpm: 0 });
  const entered = async () => {
    const { id } = await propose();
    await recordTeam(await as(unitOfficer), { id, note: '', paper: await receivedPdf(ctx, '分配表.pdf') });
    await approveDistribution(await as(unitApprover), { id });
    return distribute(payee, { id });
  };
  const facts = async () => {
    const [now] = await db.select().from(receipts).where(eq(receipts.id, receiptId));
    const [stone] = await db.select().from(milestones).where(eq(milestones.id, stones[0]!.id));
    const { outstandingFen } = await getObligation(payer, obligation.id);
    const { asPayee } = await moneyOverview(ctx, unit.id);
    const { shareableFen } = await getShareFacts(ctx, receiptId);
    const back = await db.select().from(refunds).where(eq(refunds.receiptId, receiptId));
    return {
      receipt: now?.state,
      milestone: stone?.state,
      outstandingFen,
      receivedFen: asPayee.receivedFen,
      shareableFen,
      refunds: back.map((row) => row.state).sort(),
      differences: await verifyLedger(sql),
    };
  };
  const entries = async () =>
    (await db.select().from(ledgerEntries).where(eq(ledgerEntries.contractId, contract.id))).filter((entry) =>
      entry.reference.startsWith('refunded:'),
    ).length;
  const world = { ...parties, db, ctx, gateway, as, payer, payee, receiptId, record, card, propose, entered, facts };
  return { ...world, entries, moveDays: clock.moveDays };
}

const untouched = {
  receipt: 'confirmed',
  milestone: 'settled',
  outstandingFen: 0n,
  receivedFen: 30_000_000n,
  shareableFen: 30_000_000n,
  differences: [],
};
/** 100,000.00 of it went back. */
const partBack = {
  ...untouched,
  milestone: 'accepted',
  outstandingFen: 10_000_000n,
  receivedFen: 20_000_000n,
  shareableFen: 20_000_000n,
};

test("a refund by bank counts when the payer's finance confirms it, once for two who confirm", async () => {
  const { record, facts, payer, entries } = await makeWorld('bank');
  const { id: refundId } = await record();
  expect(await facts()).toEqual({ ...untouched, refunds: ['open'] });
  const [todo] = await listTodos(payer);
  expect(todo).toMatchObject({ kind: 'refund.confirm', isMine: true });
  const both = await Promise.allSettled([confirmRefund(payer, { refundId }), confirmRefund(payer, { refundId })]);
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'state_changed' });
  expect(await facts()).toEqual({ ...partBack, refunds: ['confirmed'] });
  expect(await entries()).toBe(2);
  expect((await listTodos(payer)).map((row) => row.kind)).toEqual(['obligation.pay']);
});

test('after a refund the desk asks to share what is left, as the receipt and its list do', async () => {
  const { record, payer, payee, receiptId } = await makeWorld('bank');
  const { id: refundId } = await record();
  await confirmRefund(payer, { refundId });
  const todo = (await listTodos(payee)).find((row) => row.kind === 'receipt.distribute');
  expect(todo).toMatchObject({ amountFen: 20_000_000n });
  const [row] = await listReceipts(payee, receiptStatesArrived);
  expect(row?.left.allocatedFen).toBe(todo?.amountFen);
  expect((await getShareFacts(payee, receiptId)).shareableFen).toBe(todo?.amountFen);
});

test('the records of both sides sum to their figures once a part went back', async () => {
  const { record, payer, payee, unit, company, ctx } = await makeWorld('bank', 35_000_000n);
  const { id: refundId } = await record();
  await confirmRefund(payer, { refundId });
  await record({ amountFen: 100n });
  const sides = [
    { reader: payee, figures: (await moneyOverview(ctx, unit.id)).asPayee },
    { reader: payer, figures: (await moneyOverview(ctx, company.id)).asPayer },
  ];
  for (const { reader, figures } of sides) {
    const givenBack = await listGivenBack(reader, { limit: 10 });
    expect(givenBack).toMatchObject([{ id: refundId, amountFen: -10_000_000n }]);
    const { counts } = moneyRecord(await listReceipts(reader, statesOf(receiptMachine)), givenBack);
    expect(counts.reduce((sum, row) => sum + row.amountFen, 0n)).toBe(figures.receivedFen);
    expect(figures.receivedFen).toBe(25_000_000n);
  }
  const [arrived] = await listReceipts(payee, receiptStatesArrived);
  expect(await getReceipt(payee, arrived!.id)).toMatchObject({ amountFen: 35_000_000n, backFen: 10_000_000n });
});

test('a transfer that the bank sent back goes back whole and ends the receipt; the claim is open as before', async () => {
  const { record, facts, payer } = await makeWorld('bank');
  await expect(record({ kind: 'bounced' })).rejects.toMatchObject({ code: 'invalid', field: 'amount' });
  const { id: refundId } = await record({ kind: 'bounced', amountFen: 30_000_000n });
  await confirmRefund(payer, { refundId });
  expect(await facts()).toEqual({
    ...partBack,
    receipt: 'returned',
    outstandingFen: 30_000_000n,
    receivedFen: 0n,
    shareableFen: 0n,
    refunds: ['confirmed'],
  });
});

test('the same record sent twice, or two at once, reserve the money once', async () => {
  const { record, facts } = await makeWorld('bank');
  const key = randomUUID();
  const [one, two] = await Promise.all([
    record({ key, bankSerial: 'TK-SAME' }),
    record({ key, bankSerial: 'TK-SAME' }),
  ]);
  expect(two.id).toBe(one.id);
  await expect(record({ amountFen: 25_000_000n })).rejects.toMatchObject({ code: 'state_changed' });
  expect((await facts()).refunds).toEqual(['open']);
  const other = await makeWorld('bank');
  const race = await Promise.allSettled([other.record(), other.record()]);
  expect(race.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(race.find((result) => result.status === 'rejected')?.reason).toMatchObject({ code: 'state_changed' });
});

test('one part after another, never more than arrived; each slip once', async () => {
  const { record, payer, facts } = await makeWorld('bank');
  const first = await record({ bankSerial: 'TK-2026 1' });
  await confirmRefund(payer, { refundId: first.id });
  await expect(record({ amountFen: 20_000_001n, bankSerial: 'ｔｋ２０２６１' })).rejects.toMatchObject({
    faults: [{ field: 'amount' }, { field: 'bankSerial' }],
  });
  const second = await record({ amountFen: 20_000_000n });
  await confirmRefund(payer, { refundId: second.id });
  expect(await facts()).toMatchObject({ receipt: 'returned', receivedFen: 0n, differences: [] });
  await expect(record({ amountFen: 1n })).rejects.toMatchObject({ code: 'invalid' });
});

test('what the payer does not find, or the payee takes back, changes nothing and may come again', async () => {
  const { record, payer, payee, facts } = await makeWorld('bank');
  const bankSerial = 'TK-AGAIN';
  const first = await record({ bankSerial });
  await rejectRefund(payer, { refundId: first.id, reason: '当日流水无此笔' });
  const second = await record({ bankSerial });
  await withdrawRefund(payee, { refundId: second.id });
  const third = await record({ bankSerial });
  expect(await facts()).toEqual({ ...untouched, refunds: ['open', 'rejected', 'withdrawn'] });
  await expect(withdrawRefund(payer, { refundId: third.id })).rejects.toMatchObject({ code: 'forbidden' });
});

test('an advance goes back first, and alone once the income is shared', async () => {
  const { record, payer, entered, facts } = await makeWorld('bank', 35_000_000n);
  await entered();
  await expect(record({ amountFen: 5_000_001n })).rejects.toMatchObject({ code: 'invalid', field: 'amount' });
  const { id: refundId, advanceFen } = await record({ amountFen: 5_000_000n });
  expect(advanceFen).toBe(5_000_000n);
  await confirmRefund(payer, { refundId });
  expect(await facts()).toEqual({ ...untouched, shareableFen: 0n, refunds: ['confirmed'] });
  await expect(record({ amountFen: 1n })).rejects.toMatchObject({ code: 'invalid', field: 'amount' });
});

test('a proposal stands in the way of a refund, and a refund in the way of a proposal', async () => {
  const { record, propose, payee, payer, facts } = await makeWorld('bank');
  const { id } = await propose();
  await expect(record()).rejects.toMatchObject({ code: 'invalid', field: 'amount' });
  await returnDistribution(payee, { id, note: '要先退款' });
  const both = await Promise.allSettled([record(), propose()]);
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  const [refund] = both;
  if (refund.status === 'rejected') return;
  await expect(propose()).rejects.toMatchObject({ code: 'state_changed' });
  await confirmRefund(payer, { refundId: refund.value.id });
  expect(await propose()).toMatchObject({ receiptFen: 20_000_000n });
  expect(await facts()).toMatchObject({ shareableFen: 20_000_000n, differences: [] });
});

test('the reopened claim is paid again and settled again', async () => {
  const { record, payer, payee, ctx, receiptId, db, facts } = await makeWorld('bank');
  await confirmRefund(payer, { refundId: (await record()).id });
  const [{ obligationId } = { obligationId: '' }] = await db.select().from(receipts).where(eq(receipts.id, receiptId));
  const again = { obligationId, amountFen: 10_000_000n, bankSerial: `SN-${randomUUID()}`, paidOn: '2026-11-21' };
  const { id } = await claimBankTransfer(payer, { ...again, voucher: await slip(ctx) });
  await confirmReceipt(payee, { receiptId: id });
  expect(await facts()).toMatchObject({ milestone: 'settled', outstandingFen: 0n, differences: [] });
});

test("only the payee's finance gives back, only the payer's confirms, each with a fresh second factor", async () => {
  const { db, as, record, receiptId, unitOfficer, companyFinance, companyOfficer, unitFinance } =
    await makeWorld('bank');
  const stranger = await makePerson(db, await makeOrganisation(db), ['finance']);
  await expect(record({}, unitOfficer)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(record({}, companyFinance)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(record({}, stranger)).rejects.toMatchObject({ code: 'not_found' });
  const unproved = await as(unitFinance, false);
  await expect(refundCard(unproved, { receiptId, amountFen: 1n, reason: 'x' })).rejects.toMatchObject({
    code: 'invalid',
  });
  const { id: refundId } = await record();
  const confirm = async (who: { id: string }, proved = true) => confirmRefund(await as(who, proved), { refundId });
  await expect(confirm(companyOfficer)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(confirm(unitFinance)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(confirm(stranger)).rejects.toMatchObject({ code: 'not_found' });
  await expect(confirm(companyFinance, false)).rejects.toMatchObject({ code: 'proof_required' });
});

test('a card refund is made once at the provider and booked once, however often it is sent', async () => {
  const { card, facts, gateway, entries } = await makeWorld('card');
  const key = randomUUID();
  const [one, two] = await Promise.all([card(10_000_000n, key), card(10_000_000n, key)]);
  expect(two.id).toBe(one.id);
  expect(await facts()).toEqual({ ...partBack, refunds: ['confirmed'] });
  expect(gateway.refunds.size).toBe(1);
  expect(await entries()).toBe(2);
});

test('an answer lost on the way: the refund waits, reserves its amount and is found by the sweep', async () => {
  const { card, facts, gateway, ctx } = await makeWorld('card');
  gateway.refundAnswer = 'silence';
  await card(10_000_000n);
  expect(await facts()).toEqual({ ...untouched, refunds: ['open'] });
  await expect(card(30_000_000n)).rejects.toMatchObject({ code: 'state_changed' });
  gateway.refundAnswer = 'succeeded';
  await Promise.all([sweepRefunds(ctx), sweepRefunds(ctx)]);
  expect(await facts()).toEqual({ ...partBack, refunds: ['confirmed'] });
  expect(gateway.refunds.size).toBe(1);
});

test('a pending refund is asked about by its own name; one never answered is looked up in the list of the provider after a day', async () => {
  const { card, facts, gateway, ctx } = await makeWorld('card');
  gateway.refundAnswer = 'pending';
  const { id } = await card(10_000_000n);
  await sweepRefunds(ctx);
  expect((await facts()).refunds).toEqual(['open']);
  gateway.refunds.get(id)!.status = 'succeeded';
  await sweepRefunds(ctx);
  expect((await facts()).refunds).toEqual(['confirmed']);
  const late = await makeWorld('card');
  late.gateway.refundAnswer = 'silence';
  await late.card(10_000_000n);
  late.gateway.refunds.clear();
  late.gateway.refundAnswer = 'succeeded';
  late.moveDays(1);
  await sweepRefunds(late.ctx);
  // It was never made there: nothing is asked for blindly, and the money is free again.
  expect(late.gateway.refunds.size).toBe(0);
  expect(await late.facts()).toEqual({ ...untouched, refunds: ['failed'] });
  const found = await makeWorld('card');
  found.gateway.refundAnswer = 'silence';
  await found.card(10_000_000n);
  found.moveDays(1);
  await sweepRefunds(found.ctx);
  expect(await found.facts()).toEqual({ ...partBack, refunds: ['confirmed'] });
});

test('a refund that fails after it was booked is taken back, and the claim is settled as before', async () => {
  const { card, facts, gateway, ctx, moveDays, payee, receiptId } = await makeWorld('card');
  const { id } = await card(30_000_000n);
  expect(await facts()).toMatchObject({ receipt: 'returned', receivedFen: 0n, differences: [] });
  gateway.refunds.get(id)!.status = 'failed';
  // Those that are booked are asked about once a day.
  moveDays(2);
  await sweepRefunds(ctx);
  expect((await facts()).refunds).toEqual(['failed']);
  expect(await facts()).toEqual({ ...untouched, refunds: ['failed'] });
  moveDays(2);
  await sweepRefunds(ctx);
  expect(await facts()).toEqual({ ...untouched, refunds: ['failed'] });
  // In the book both lead to the receipt.
  const { entries } = await listEntries(payee, { limit: 10 });
  const own = entries.filter(({ reference }) => reference.endsWith(id));
  expect(own.map(({ reference, shownOn }) => [reference, shownOn])).toEqual([
    [`refund-undone:${id}`, receiptId],
    [`refunded:${id}`, receiptId],
  ]);
});

test('one refund that cannot be read does not keep the others waiting', async () => {
  const stuck = await makeWorld('card');
  stuck.gateway.refundAnswer = 'pending';
  const { id } = await stuck.card(10_000_000n);
  stuck.gateway.refunds.delete(id);
  const other = await makeWorld('card');
  other.gateway.refundAnswer = 'pending';
  const waiting = await other.card(10_000_000n);
  other.gateway.refunds.get(waiting.id)!.status = 'succeeded';
  // Who was asked about longest ago comes next: time passes from sweep to sweep.
  for (let run = 0; run < 60; run += 1) {
    other.moveDays(minute);
    await sweepRefunds(other.ctx, 1);
  }
  expect(await other.facts()).toEqual({ ...partBack, refunds: ['confirmed'] });
});

test('what the provider refuses has not gone back and may be tried again', async () => {
  const { card, facts, gateway } = await makeWorld('card');
  gateway.refundAnswer = 'refuse';
  expect((await card(10_000_000n)).state).toBe('failed');
  expect(await facts()).toEqual({ ...untouched, refunds: ['failed'] });
  gateway.refundAnswer = 'succeeded';
  expect((await card(10_000_000n)).state).toBe('confirmed');
});

test('two card refunds of the whole at once: one of them finds the money taken', async () => {
  const { card, facts, gateway } = await makeWorld('card');
  const both = await Promise.allSettled([card(30_000_000n), card(30_000_000n)]);
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(gateway.refunds.size).toBe(1);
  expect(await facts()).toMatchObject({ receipt: 'returned', receivedFen: 0n, differences: [] });
});

test('a refund that fails after the rest was shared leaves what came back to be shared by itself, and the books agree', async () => {
  const { db, card, propose, entered, ctx, gateway, facts, moveDays, receiptId } = await makeWorld('card');
  await card(10_000_000n);
  await entered();
  for (const made of gateway.refunds.values()) made.status = 'failed';
  moveDays(2);
  await sweepRefunds(ctx);
  expect(await facts()).toEqual({ ...untouched, shareableFen: 10_000_000n, refunds: ['failed'] });
  // It is shared by a distribution of its own: once, whoever asks, and by the same floor.
  const both = await Promise.allSettled([propose(), propose()]);
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const rows = await db.select().from(distributions).where(eq(distributions.receiptId, receiptId));
  expect(rows.map(({ receiptFen }) => receiptFen).toSorted()).toEqual([10_000_000n, 20_000_000n]);
  expect((await facts()).differences).toEqual([]);
});
