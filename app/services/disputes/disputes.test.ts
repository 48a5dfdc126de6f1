import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { AppError } from '#app/domain/errors.ts';
import { inTransaction } from '#app/services/context.server.ts';
import { approveDistribution } from '#app/services/distributions/approve-distribution.server.ts';
import { recordTeam } from '#app/services/distributions/record-team.server.ts';
import { returnDistribution } from '#app/services/distributions/return-distribution.server.ts';
import { proposeDistribution } from '#app/services/distributions/propose-distribution.server.ts';
import { openCardPayment } from '#app/services/payments/open-card-payment.server.ts';
import { hearProvider } from '#app/services/payments/hear-provider.server.ts';
import type { WebhookMessage } from '#app/services/payments/gateway.server.ts';
import { obligationsOf } from '#app/services/payments/queries.server.ts';
import { raiseObligation } from '#app/services/payments/raise-obligation.server.ts';
import { settlePayment } from '#app/services/payments/settle-payment.server.ts';
import { refundCard } from '#app/services/refunds/refund-card.server.ts';
import { getReceiptUse } from '#app/services/payments/receipt-use.server.ts';
import { sweepRefunds } from '#app/services/refunds/sweep-refunds.server.ts';
import { auditLines, cardDisputes, distributions, organisations, receipts, refunds } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { fakeGateway } from '#seeds/fake-gateway.ts';
import { asActor, makeContext } from '#seeds/make.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { makeParties, makeSignedContract } from '#seeds/make-signed-contract.ts';
import { sweepDisputes } from './sweep-disputes.server.ts';

/** 300,000.00 paid by card; its payer's bank may dispute it. `isKnown` false: nobody has told us of the payment yet. */
async function makeWorld({ isKnown = true } = {}) {
  const { db, sql } = await testDatabase();
  const gateway = fakeGateway();
  const ctx = makeContext(db, { payments: gateway });
  const parties = await makeParties(db);
  const account = `acct_${crypto.randomUUID().slice(0, 8)}`;
  await db.update(organisations).set({ stripeAccountId: account }).where(eq(organisations.id, parties.unit.id));
  const { contract, milestones } = await makeSignedContract(db, parties);
  const claim = { contract, kind: 'milestone' as const, subjectId: milestones[0]!.id, label: '里程碑 1' };
  const obligation = await inTransaction(ctx, (tx) =>
    raiseObligation(tx, { ...claim, amountFen: 30_000_000n, dueOn: '2026-12-21' }),
  );
  const payer = await asActor(ctx, parties.companyFinance);
  const attempt = await openCardPayment(payer, { obligationId: obligation.id, baseUrl: 'https://example.org' });
  gateway.pay(attempt.id);
  if (isKnown) await settlePayment(ctx, { attemptId: attempt.id });
  const [receipt] = await db.select().from(receipts).where(eq(receipts.attemptId, attempt.id));
  const disputeId = `dp_${attempt.id}`;
  const says = (status: string, amountFen = 30_000_000n) =>
    gateway.disputes.set(disputeId, {
      disputeId,
      paymentIntentId: `pi_${attempt.id}`,
      amountFen,
      currency: 'CNY',
      reason: 'product_not_received',
      status,
      openedAt: ctx.now(),
      evidenceBy: null,
    });
  const message: WebhookMessage = {
    eventId: `evt_${attempt.id}`,
    type: 'charge.dispute.created',
    account,
    attemptId: null,
    sessionId: null,
    paymentIntentId: `pi_${attempt.id}`,
    disputeId,
    isOfAccount: false,
  };
  const hear = (given: Partial<WebhookMessage> = {}) => hearProvider(ctx, { ...message, ...given });
  const officer = await asActor(ctx, parties.unitOfficer);
  const shares = { receiptId: receipt?.id ?? '', costs: [], teamPpm: 700_000, ttoPpm: 0 };
  const propose = () => proposeDistribution(officer, shares);
  const disputes = () => db.select().from(cardDisputes).where(eq(cardDisputes.contractId, contract.id));
  const back = () => db.select().from(refunds).where(eq(refunds.contractId, contract.id));
  const arrived = () => db.select().from(receipts).where(eq(receipts.contractId, contract.id));
  const open = async () => (await obligationsOf({ db }, contract.id))[0]?.outstandingFen;
  const clean = () => verifyLedger(sql);
  return {
    ...parties,
    db,
    ctx,
    gateway,
    receipt: receipt!,
    says,
    hear,
    propose,
    disputes,
    back,
    arrived,
    open,
    clean,
    message,
    attempt,
  };
}

test('a card receipt has its line in the audit as a bank one has', async () => {
  const { db, receipt } = await makeWorld();
  const lines = await db.select().from(auditLines).where(eq(auditLines.subjectId, receipt.id));
  expect(lines.map(({ deed }) => deed)).toContain('receipt.confirm');
});

test('a dispute is recorded once however often it is told, and freezes the receipt', async () => {
  const world = await makeWorld();
  world.says('needs_response');
  await Promise.all([world.hear(), world.hear(), world.hear({ type: 'charge.dispute.updated' })]);
  expect(await world.disputes()).toMatchObject([{ state: 'open', amountFen: 30_000_000n }]);
  await expect(world.propose()).rejects.toMatchObject({ code: 'state_changed' });
  const finance = await asActor(world.ctx, world.unitFinance, { proved: true });
  const back = { receiptId: world.receipt.id, amountFen: 100n, reason: '退' };
  await expect(refundCard(finance, back)).rejects.toMatchObject({ code: 'state_changed' });
  expect(await world.open()).toBe(0n);
});

test('won, the receipt is shared as before; the close may come before the opening', async () => {
  const world = await makeWorld();
  world.says('won');
  await world.hear({ type: 'charge.dispute.closed' });
  await world.hear();
  expect(await world.disputes()).toMatchObject([{ state: 'won' }]);
  await world.propose();
  expect(await world.clean()).toEqual([]);
});

test('lost, the money is booked as gone once, and the claim is open again', async () => {
  const world = await makeWorld();
  world.says('needs_response');
  await world.hear();
  world.says('lost');
  await Promise.all([world.hear({ type: 'charge.dispute.closed' }), sweepDisputes(world.ctx)]);
  await sweepDisputes(world.ctx);
  expect(await world.disputes()).toMatchObject([{ state: 'lost' }]);
  const gone = await world.db.select().from(refunds).where(eq(refunds.receiptId, world.receipt.id));
  expect(gone).toMatchObject([{ kind: 'dispute', state: 'confirmed', amountFen: 30_000_000n, requestedBy: null }]);
  expect(await world.open()).toBe(30_000_000n);
  expect(await world.clean()).toEqual([]);
});

test('lost after it was shared: nothing is taken from people, and the payee is told', async () => {
  const world = await makeWorld();
  await world.propose();
  world.says('lost');
  await world.hear();
  expect(await world.disputes()).toMatchObject([{ state: 'lost' }]);
  expect(await world.db.$count(refunds, eq(refunds.receiptId, world.receipt.id))).toBe(0);
  expect(await world.clean()).toEqual([]);
});

test('lost while a distribution waits: it is not approved on money that is gone; once it is returned the loss is booked', async () => {
  const { ctx, db, receipt, says, hear, propose, disputes, open, clean, unitFinance, unitOfficer } = await makeWorld();
  const { id } = await propose();
  await recordTeam(await asActor(ctx, unitOfficer), { id, note: '', paper: await receivedPdf(ctx, '分配表.pdf') });
  says('lost');
  await hear();
  expect(await disputes()).toMatchObject([{ state: 'lost' }]);
  const finance = await asActor(ctx, unitFinance, { proved: true });
  await expect(approveDistribution(finance, { id })).rejects.toMatchObject({ code: 'state_changed' });
  await returnDistribution(finance, { id, note: '拒付成立，款已退回' });
  await sweepDisputes(ctx);
  expect(await db.$count(refunds, eq(refunds.receiptId, receipt.id))).toBe(1);
  expect(await open()).toBe(30_000_000n);
  expect(await clean()).toEqual([]);
});

test('early warnings, other accounts and unknown payments change nothing', async () => {
  const world = await makeWorld();
  world.says('warning_needs_response');
  expect(await world.hear()).toBe(false);
  world.says('needs_response');
  expect(await world.hear({ account: 'acct_other' })).toBe(false);
  expect(await world.hear({ account: null })).toBe(false);
  expect(await world.disputes()).toEqual([]);
});

test('a message about a refund brings it to what the provider says', async () => {
  const world = await makeWorld();
  world.gateway.refundAnswer = 'pending';
  const finance = await asActor(world.ctx, world.unitFinance, { proved: true });
  const { id } = await refundCard(finance, { receiptId: world.receipt.id, amountFen: 10_000_000n, reason: '多收' });
  world.gateway.refunds.get(id)!.status = 'succeeded';
  const told = { type: 'refund.updated', disputeId: null };
  await Promise.all([world.hear(told), world.hear({ ...told, type: 'charge.refunded' })]);
  expect(await world.open()).toBe(10_000_000n);
  world.gateway.refunds.get(id)!.status = 'failed';
  await world.hear({ ...told, type: 'refund.failed' });
  expect(await world.open()).toBe(0n);
  expect(await world.clean()).toEqual([]);
});

/** Somebody gives money back in the provider's own pages. */
const refundThere = (world: Awaited<ReturnType<typeof makeWorld>>, amountFen: bigint) => {
  const ownId = `theirs_${crypto.randomUUID()}`;
  world.gateway.refunds.set(ownId, { amountFen, status: 'succeeded' });
  return { ownId, hear: () => world.hear({ type: 'charge.refunded', disputeId: null }) };
};
const refundsOf = (world: Awaited<ReturnType<typeof makeWorld>>) =>
  world.db.select().from(refunds).where(eq(refunds.receiptId, world.receipt.id));

test("a refund made in the provider's own pages is booked once, as one that nobody here asked for", async () => {
  const world = await makeWorld();
  const { hear } = refundThere(world, 10_000_000n);
  await Promise.all([hear(), hear(), hear()]);
  expect(await refundsOf(world)).toMatchObject([
    { state: 'confirmed', amountFen: 10_000_000n, requestedBy: null, method: 'card' },
  ]);
  expect(await world.open()).toBe(10_000_000n);
  expect(await world.clean()).toEqual([]);
});

test('made there while a distribution waits, it freezes the receipt: nothing is approved, and once it is returned it is booked', async () => {
  const world = await makeWorld();
  const distribution = await world.propose();
  const { hear } = refundThere(world, 30_000_000n);
  await hear();
  expect(await refundsOf(world)).toMatchObject([{ state: 'open' }]);
  const [receipt] = await world.db.select().from(receipts).where(eq(receipts.id, world.receipt.id));
  expect(await getReceiptUse(world, receipt!)).toMatchObject({ hasOpenRefund: true, hasOpenDispute: true });
  await sweepRefunds(world.ctx);
  expect(await refundsOf(world)).toMatchObject([{ state: 'open' }]);
  expect(await world.clean()).toEqual([]);
  await world.db
    .update(distributions)
    .set({ state: 'returned', returnNote: '款已退回' })
    .where(eq(distributions.id, distribution.id));
  await sweepRefunds(world.ctx);
  expect(await refundsOf(world)).toMatchObject([{ state: 'confirmed' }]);
  expect(await world.open()).toBe(30_000_000n);
  expect(await world.clean()).toEqual([]);
});

test('one that the provider has not finished freezes the receipt too; failed there, all is as before', async () => {
  const world = await makeWorld();
  const { ownId, hear } = refundThere(world, 10_000_000n);
  world.gateway.refunds.get(ownId)!.status = 'pending';
  await hear();
  await expect(world.propose()).rejects.toMatchObject({ code: 'state_changed' });
  world.gateway.refunds.get(ownId)!.status = 'failed';
  await hear();
  expect(await refundsOf(world)).toMatchObject([{ state: 'failed' }]);
  expect(await world.propose()).toMatchObject({ receiptId: world.receipt.id });
  expect(await world.clean()).toEqual([]);
});

test('a refund whose news comes before that of its payment: both are booked, and the claim is open', async () => {
  const { gateway, hear, arrived, back, open, clean, ctx, attempt } = await makeWorld({ isKnown: false });
  gateway.refunds.set('made-there', { amountFen: 30_000_000n, status: 'succeeded' });
  const refunded = { disputeId: null, type: 'charge.refunded' };
  expect(await Promise.all([hear(refunded), hear({ ...refunded, eventId: 'evt_again' })])).toEqual([true, true]);
  await settlePayment(ctx, { attemptId: attempt.id });
  expect(await arrived()).toMatchObject([{ state: 'returned' }]);
  expect(await back()).toMatchObject([{ state: 'confirmed', amountFen: 30_000_000n, requestedBy: null }]);
  expect(await open()).toBe(30_000_000n);
  expect(await clean()).toEqual([]);
});

test('a dispute whose news comes before that of its payment freezes the receipt as soon as there is one', async () => {
  const { says, hear, arrived, disputes } = await makeWorld({ isKnown: false });
  says('needs_response');
  expect(await hear()).toBe(true);
  expect(await arrived()).toMatchObject([{ state: 'confirmed' }]);
  expect(await disputes()).toMatchObject([{ state: 'open' }]);
});

test('news from another account books no payment, whatever attempt it names', async () => {
  const { hear, arrived } = await makeWorld({ isKnown: false });
  expect(await hear({ disputeId: null, type: 'charge.refunded', account: 'acct_of_somebody' })).toBe(false);
  expect(await arrived()).toEqual([]);
});

test('a payment that cannot be booked hinders no message; one that could not be asked for is told again', async () => {
  const { gateway, hear, arrived, attempt } = await makeWorld({ isKnown: false });
  const refunded = { disputeId: null, type: 'charge.refunded' };
  const { readCheckout } = gateway;
  gateway.readCheckout = () => Promise.reject(new AppError('unavailable'));
  await expect(hear(refunded)).rejects.toMatchObject({ code: 'unavailable' });
  gateway.readCheckout = async (input) => ({ ...(await readCheckout(input)), attemptId: 'another' });
  expect(await hear(refunded)).toBe(false);
  expect(await arrived()).toEqual([]);
  gateway.readCheckout = readCheckout;
  expect([await hear(refunded), (await arrived()).map(({ attemptId }) => attemptId)]).toEqual([true, [attempt.id]]);
});

test("news of a payment on the payee's account that is none of ours is taken and forgotten", async () => {
  const { hear, arrived } = await makeWorld({ isKnown: false });
  expect(await hear({ disputeId: null, type: 'charge.refunded', paymentIntentId: 'pi_of_another_shop' })).toBe(false);
  expect(await arrived()).toEqual([]);
});
