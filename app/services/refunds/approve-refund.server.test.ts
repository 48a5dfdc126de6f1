import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { notices, organisations, receipts, refunds } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { fakeGateway } from '#seeds/fake-gateway.ts';
import { asActor, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { makeParties, makeSignedContract } from '#seeds/make-signed-contract.ts';
import { inTransaction } from '../context.server.ts';
import { proposeDistribution } from '../distributions/propose-distribution.server.ts';
import { openCardPayment } from '../payments/open-card-payment.server.ts';
import { raiseObligation } from '../payments/raise-obligation.server.ts';
import { settlePayment } from '../payments/settle-payment.server.ts';
import { approveRefund } from './approve-refund.server.ts';
import { followForeignRefund } from './follow-foreign-refund.server.ts';
import { pursueRefund } from './pursue-refund.server.ts';
import { refundCard } from './refund-card.server.ts';
import { sweepRefunds } from './sweep-refunds.server.ts';
import { withdrawRefund } from './withdraw-refund.server.ts';

/** 300,000.00 paid by card to a unit whose own limit is 100,000.00. */
async function makeWorld() {
  const { db, sql } = await testDatabase();
  const gateway = fakeGateway();
  const clock = testClock();
  const ctx = makeContext(db, { payments: gateway, now: clock.now });
  const parties = await makeParties(db);
  const { unit, companyFinance, unitFinance } = parties;
  const own = { stripeAccountId: 'acct_u', twoPersonFen: 10_000_000n };
  await db.update(organisations).set(own).where(eq(organisations.id, unit.id));
  const { contract, milestones } = await makeSignedContract(db, parties);
  const claim = { contract, kind: 'milestone' as const, subjectId: milestones[0]!.id, label: '里程碑 1' };
  const obligation = await inTransaction(ctx, (tx) =>
    raiseObligation(tx, { ...claim, amountFen: 30_000_000n, dueOn: '2026-12-21' }),
  );
  const as = (who: { id: string }, proved = true) => asActor(ctx, who, { proved });
  const attempt = await openCardPayment(await as(companyFinance), {
    obligationId: obligation.id,
    baseUrl: 'https://example.org',
  });
  gateway.pay(attempt.id);
  await settlePayment(ctx, { attemptId: attempt.id });
  const [receipt] = await db.select().from(receipts).where(eq(receipts.obligationId, obligation.id));
  const ask = async (amountFen: bigint) =>
    refundCard(await as(unitFinance), { receiptId: receipt!.id, amountFen, reason: '多收' });
  const approve = async (refundId: string, who = parties.unitApprover, proved = true) =>
    approveRefund(await as(who, proved), { refundId });
  const stateOf = async (id: string) => (await db.select().from(refunds).where(eq(refunds.id, id)))[0]?.state;
  const differences = () => verifyLedger(sql);
  return { ...parties, db, ctx, clock, gateway, as, receipt: receipt!, ask, approve, stateOf, differences };
}

test('up to the limit one person gives back; a fen above it nothing is asked of the provider before the second', async () => {
  const { ask, approve, gateway, stateOf, db, unitApprover, ctx, differences, clock } = await makeWorld();
  expect(await ask(10_000_000n)).toMatchObject({ state: 'confirmed', approvedBy: null });
  const { id } = await ask(10_000_001n);
  expect([await stateOf(id), gateway.refunds.size]).toEqual(['asked', 1]);
  const told = await db.select().from(notices).where(eq(notices.userId, unitApprover.id));
  expect(told.filter(({ kind }) => kind === 'refund.check')).toHaveLength(1);
  // Neither the sweep nor a message of the provider asks for it, however long it waits.
  clock.moveDays(3);
  await sweepRefunds(ctx);
  await pursueRefund(ctx, { id });
  expect([await stateOf(id), gateway.refunds.size]).toEqual(['asked', 1]);
  expect(await approve(id)).toMatchObject({ state: 'confirmed', approvedBy: unitApprover.id });
  expect(gateway.refunds.get(id)).toMatchObject({ amountFen: 10_000_001n });
  expect(await differences()).toEqual([]);
});

test('a large sum in parts is a large sum: what one person alone gave back of a receipt counts with the next part', async () => {
  const { ask, approve, as, db, unit, unitFinance, gateway, ctx, clock, receipt, stateOf, differences } =
    await makeWorld();
  expect(await ask(6_000_000n)).toMatchObject({ state: 'confirmed' });
  clock.moveDays(40);
  const second = await ask(4_000_001n);
  expect([second.state, gateway.refunds.size]).toEqual(['asked', 1]);
  // Taken back it counts no more; up to the limit one person still does it, whoever began.
  await withdrawRefund(await as(unitFinance), { refundId: second.id });
  const colleague = await as(await makePerson(db, unit, ['finance']));
  const third = await refundCard(colleague, { receiptId: receipt.id, amountFen: 4_000_000n, reason: '多收' });
  expect(third).toMatchObject({ state: 'confirmed', approvedBy: null });
  const { id } = await refundCard(colleague, { receiptId: receipt.id, amountFen: 1n, reason: '多收' });
  expect(await stateOf(id)).toBe('asked');
  expect(await approve(id)).toMatchObject({ state: 'confirmed' });
  // What failed at the provider went nowhere, and what two people let go does not count.
  gateway.refunds.get(third.id)!.status = 'failed';
  await pursueRefund(ctx, third);
  expect(await stateOf(third.id)).toBe('failed');
  expect(await ask(4_000_000n)).toMatchObject({ state: 'confirmed', approvedBy: null });
  expect(await differences()).toEqual([]);
});

test('the second person is another one of the payee, with a fresh second factor', async () => {
  const { ask, approve, db, unit, unitFinance, unitOfficer, unitApprover, companyFinance, stateOf } = await makeWorld();
  const { id } = await ask(20_000_000n);
  await expect(approve(id, unitFinance)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(approve(id, unitOfficer)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(approve(id, companyFinance)).rejects.toMatchObject({ code: 'forbidden' });
  const stranger = await makePerson(db, await makeOrganisation(db), ['finance', 'approver']);
  await expect(approve(id, stranger)).rejects.toMatchObject({ code: 'not_found' });
  await expect(approve(id, unitApprover, false)).rejects.toMatchObject({ code: 'proof_required' });
  expect(await stateOf(id)).toBe('asked');
  expect(await approve(id, await makePerson(db, unit, ['finance']))).toMatchObject({ state: 'confirmed' });
});

test('two approvals at once ask the provider once; approval and withdrawal at once leave one of them', async () => {
  const { ask, approve, as, unitFinance, gateway, stateOf, differences } = await makeWorld();
  const { id } = await ask(15_000_000n);
  const both = await Promise.allSettled([approve(id), approve(id)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'state_changed' });
  expect(gateway.refunds.size).toBe(1);
  const { id: next } = await ask(12_000_000n);
  const race = await Promise.allSettled([approve(next), withdrawRefund(await as(unitFinance), { refundId: next })]);
  expect(race.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(gateway.refunds.has(next)).toBe((await stateOf(next)) === 'confirmed');
  expect(await differences()).toEqual([]);
});

test('while it waits its money is neither shared nor given back again, and freed when it is taken back', async () => {
  const { ask, as, unitOfficer, unitFinance, receipt } = await makeWorld();
  const { id } = await ask(20_000_000n);
  await expect(ask(1n)).rejects.toMatchObject({ code: 'state_changed' });
  const shares = { receiptId: receipt.id, costs: [], teamPpm: 700_000, ttoPpm: 0 };
  await expect(proposeDistribution(await as(unitOfficer), shares)).rejects.toMatchObject({ code: 'state_changed' });
  await withdrawRefund(await as(unitFinance), { refundId: id });
  expect(await proposeDistribution(await as(unitOfficer), shares)).toMatchObject({ receiptFen: 30_000_000n });
});

test('a refund made at the provider is heard although one waits for its second person here', async () => {
  const { ask, approve, ctx, receipt, stateOf } = await makeWorld();
  const { id } = await ask(20_000_000n);
  const made = await followForeignRefund(ctx, receipt, { refundId: 're_foreign', amountFen: 30_000_000n });
  expect(made).toMatchObject({ state: 'open', requestedBy: null });
  expect(await stateOf(id)).toBe('withdrawn');
  await expect(approve(id)).rejects.toMatchObject({ code: 'state_changed' });
});
