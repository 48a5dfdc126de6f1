import { and, eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { dayOf } from '#app/domain/days.ts';
import { contracts, creditUses, notices } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyClaims } from '#db/verify/verify-claims.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { asActor, makeContext, testClock } from '#seeds/make.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { makeParties, makeSignedContract, milestoneTerms } from '#seeds/make-signed-contract.ts';
import { inTransaction } from '../context.server.ts';
import { contractPage } from '../contracts/queries.server.ts';
import { getFile } from '../files/get-file.server.ts';
import { issueInvoice } from '../invoices/issue-invoice.server.ts';
import { listOverInvoiced } from '../invoices/list-over-invoiced.server.ts';
import { listUninvoiced } from '../invoices/list-uninvoiced.server.ts';
import { invoicesPage } from '../invoices/queries.server.ts';
import { chargeInterest } from '../payments/charge-interest.server.ts';
import { claimBankTransfer } from '../payments/claim-bank-transfer.server.ts';
import { confirmReceipt } from '../payments/confirm-receipt.server.ts';
import { getObligation, listOpenObligations } from '../payments/queries.server.ts';
import { raiseObligation } from '../payments/raise-obligation.server.ts';
import { confirmRefund } from '../refunds/confirm-refund.server.ts';
import { recordRefund } from '../refunds/record-refund.server.ts';
import { approveWriteOff } from '../write-offs/approve-write-off.server.ts';
import { proposeWriteOff } from '../write-offs/propose-write-off.server.ts';
import { getWrittenOff } from '../write-offs/write-off-facts.server.ts';
import { listWaived } from './list-waived.server.ts';
import { getWaivers } from './queries.server.ts';
import { waivePenalty } from './waive-penalty.server.ts';

/** A milestone of 300,000.00 that was paid ten days late, and the 1,500.00 that were charged for it. */
async function makeWorld() {
  const { db, sql: connection } = await testDatabase();
  const clock = testClock();
  const ctx = makeContext(db, { now: clock.now });
  const parties = await makeParties(db);
  const { contract, milestones } = await makeSignedContract(db, parties, {
    terms: { milestones: [milestoneTerms()], royalty: null, termYears: 5 },
  });
  const raise = { contract, kind: 'milestone' as const, subjectId: milestones[0]!.id, label: '里程碑 1' };
  const stone = await inTransaction(ctx, (tx) =>
    raiseObligation(tx, { ...raise, amountFen: 30_000_000n, dueOn: '2026-11-23' }),
  );
  const as = (who: { id: string }, proved = true) => asActor(ctx, who, { proved });
  const slip = async () => ({
    bankSerial: crypto.randomUUID(),
    paidOn: dayOf(clock.now()),
    voucher: await receivedPdf(ctx, '回单.pdf'),
  });
  const pay = async (obligationId: string, amountFen: bigint) => {
    const input = { obligationId, amountFen, ...(await slip()) };
    const receipt = await claimBankTransfer(await as(parties.companyFinance), input);
    return confirmReceipt(await as(parties.unitFinance), { receiptId: receipt.id });
  };
  clock.moveDays(12);
  const paid = await pay(stone.id, 30_000_000n);
  const penalty = await chargeInterest(await as(parties.unitFinance), { obligationId: stone.id });
  const given = async (amountFen: bigint, key?: string) => ({
    obligationId: penalty.id,
    amountFen,
    reason: '双方商定减半',
    document: await receivedPdf(ctx, '批件.pdf'),
    ...(key && { key }),
  });
  const waive = async (amountFen: bigint, who = parties.unitApprover, key?: string) =>
    waivePenalty(await as(who), await given(amountFen, key));
  const shown = async (id: string, who = parties.companyFinance) => getObligation(await as(who), id);
  const stateOf = async () => (await db.select().from(contracts).where(eq(contracts.id, contract.id)))[0]?.state;
  const own = [contract.no, contract.id, parties.unit.id, parties.company.id];
  const differences = async () =>
    [...(await verifyClaims(connection)), ...(await verifyLedger(connection))].filter(
      ({ subject, check }) => check.includes('penalty') || own.some((id) => subject.includes(id)),
    );
  return {
    ...parties,
    db,
    ctx,
    clock,
    contract,
    stone,
    paid,
    penalty,
    as,
    slip,
    pay,
    given,
    waive,
    shown,
    stateOf,
    differences,
  };
}

test('an approver waives a part: both sides owe and claim so much less, the invoice needs a red one, and its days are not charged again', async () => {
  const world = await makeWorld();
  const finance = await world.as(world.unitFinance);
  await issueInvoice(finance, {
    obligationId: world.penalty.id,
    kind: 'ordinary',
    treatment: 'general_6',
    invoiceNo: '26620000000000008301',
    issuedOn: dayOf(world.clock.now()),
    total: 150_000n,
    tax: 8_491n,
    isAcknowledged: false,
    paper: await receivedPdf(world.ctx, '发票.pdf'),
  });
  const use = await world.waive(90_000n);
  expect(await world.shown(world.penalty.id)).toMatchObject({
    amountFen: 150_000n,
    creditedFen: 90_000n,
    waivedFen: 90_000n,
    payableFen: 60_000n,
    waivers: [{ amountFen: 90_000n, reason: '双方商定减半' }],
    mayWaivePenalty: false,
  });
  const open = (await listOpenObligations(await world.as(world.companyFinance))).find(
    ({ id }) => id === world.penalty.id,
  );
  expect(open).toMatchObject({ outstandingFen: 60_000n, waivedFen: 90_000n });
  expect(await listWaived(await world.as(world.companyFinance), 9)).toMatchObject([
    { amountFen: 90_000n, isPayer: true },
  ]);
  const { figures } = await contractPage(finance, world.contract.id);
  expect(figures).toMatchObject({
    dueFen: 30_060_000n,
    openFen: 60_000n,
    invoiceGaps: { leftFen: 30_000_000n, overFen: 90_000n },
  });
  expect(await listOverInvoiced(finance)).toMatchObject([
    { id: world.penalty.id, takenBackFen: 90_000n, billableFen: 60_000n, overFen: 90_000n },
  ]);
  const page = await invoicesPage(finance, world.contract.id);
  expect(page.claims.find(({ id }) => id === world.penalty.id)).toMatchObject({ dueFen: 60_000n, overFen: 90_000n });
  const waived = (await world.shown(world.stone.id, world.unitFinance)).interest;
  expect(waived).toMatchObject({ chargedFen: 150_000n, waivedFen: 90_000n, chargeableFen: 0n });
  await expect(chargeInterest(finance, { obligationId: world.stone.id })).rejects.toMatchObject({
    code: 'state_changed',
  });
  const told = and(eq(notices.userId, world.companyFinance.id), eq(notices.kind, 'penalty.waive'));
  expect(await world.db.$count(notices, told)).toBe(1);
  // The document is the payee's own.
  expect(await getFile(finance, use.documentFileId!)).toMatchObject({ purpose: 'penalty_waiver' });
  const payer = await world.as(world.companyFinance);
  await expect(getFile(payer, use.documentFileId!)).rejects.toMatchObject({ code: 'not_found' });
  await expect(getWaivers(payer, world.penalty.id)).rejects.toMatchObject({ code: 'not_found' });
  expect(await world.differences()).toEqual([]);
  await world.pay(world.penalty.id, 60_000n);
  expect(await world.stateOf()).toBe('settled');
  expect((await getWaivers(finance, world.penalty.id)).mostFen).toBe(0n);
  expect(await world.differences()).toEqual([]);
  // Late once more since money came back: the difference alone is charged, none of the days that were waived.
  const back = { receiptId: world.paid.id, kind: 'refund' as const, amountFen: 10_000_000n, reason: '退票' };
  const refund = await recordRefund(finance, { ...back, ...(await world.slip()) });
  await confirmRefund(payer, { refundId: refund.id });
  world.clock.moveDays(10);
  await world.pay(world.stone.id, 10_000_000n);
  const more = await chargeInterest(await world.as(world.unitFinance), { obligationId: world.stone.id });
  expect(more.amountFen).toBe(50_000n);
  expect(await world.differences()).toEqual([]);
});

test('waived whole it is settled, invoiced by nobody, and said so', async () => {
  const world = await makeWorld();
  expect(await world.stateOf()).toBe('settled');
  await world.waive(150_000n);
  expect(await world.stateOf()).toBe('settled');
  expect(await world.shown(world.penalty.id)).toMatchObject({ outstandingFen: 0n, paidFen: 0n, waivedFen: 150_000n });
  const finance = await world.as(world.unitFinance);
  expect((await listUninvoiced(finance)).map(({ id }) => id)).toEqual([world.stone.id]);
  expect(await world.differences()).toEqual([]);
});

test("only the payee's approver or owner, with a fresh second factor, and only what is open and under nobody's payment", async () => {
  const world = await makeWorld();
  for (const who of [world.unitFinance, world.companyFinance]) {
    await expect(world.waive(1n, who)).rejects.toMatchObject({ code: 'forbidden' });
  }
  const elsewhere = await makeWorld();
  await expect(world.waive(1n, elsewhere.unitApprover)).rejects.toMatchObject({ code: 'not_found' });
  const unproved = await world.as(world.unitApprover, false);
  await expect(waivePenalty(unproved, await world.given(1n))).rejects.toMatchObject({ code: 'proof_required' });
  await expect(world.waive(150_001n)).rejects.toMatchObject({ code: 'invalid', field: 'amount' });
  await expect(world.waive(0n)).rejects.toMatchObject({ code: 'invalid', field: 'amount' });
  // The licence itself is no penalty.
  const approver = await world.as(world.unitApprover);
  const ofStone = { ...(await world.given(1n)), obligationId: world.stone.id };
  await expect(waivePenalty(approver, ofStone)).rejects.toMatchObject({ code: 'not_found' });
  const sent = { obligationId: world.penalty.id, amountFen: 100_000n, ...(await world.slip()) };
  await claimBankTransfer(await world.as(world.companyFinance), sent);
  await expect(world.waive(50_001n)).rejects.toMatchObject({ code: 'invalid', field: 'amount' });
  await world.waive(50_000n);
  await expect(world.waive(1n)).rejects.toMatchObject({ code: 'state_changed' });
  expect(await world.differences()).toEqual([]);
});

test('sent twice it is one waiver; two people at one moment never waive more than there is', async () => {
  const world = await makeWorld();
  const key = crypto.randomUUID();
  const [first, again] = [
    await world.waive(50_000n, world.unitApprover, key),
    await world.waive(50_000n, world.unitApprover, key),
  ];
  expect(again.id).toBe(first.id);
  const both = await Promise.allSettled([world.waive(60_000n), world.waive(60_000n)]);
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const rows = await world.db.select().from(creditUses).where(eq(creditUses.obligationId, world.penalty.id));
  expect(rows.reduce((sum, { amountFen }) => sum + amountFen, 0n)).toBe(110_000n);
  expect(await world.differences()).toEqual([]);
});

test('what was written off comes into the book before it is waived out of both; a wrong sum in the books is found', async () => {
  const world = await makeWorld();
  world.clock.moveDays(30);
  const document = await receivedPdf(world.ctx, '核销批件.pdf');
  const dead = { obligationId: world.penalty.id, reason: 'bankrupt', note: '破产清算终结', document } as const;
  const { id: writeOffId } = await proposeWriteOff(await world.as(world.unitFinance), dead);
  await approveWriteOff(await world.as(world.unitApprover), { writeOffId });
  await world.waive(100_000n);
  expect(await getWrittenOff(world.ctx, world.penalty.id)).toBe(50_000n);
  expect(await world.differences()).toEqual([]);
  await world.waive(50_000n);
  expect(await getWrittenOff(world.ctx, world.penalty.id)).toBe(0n);
  expect(await world.differences()).toEqual([]);
  const [use] = await world.db.select().from(creditUses).where(eq(creditUses.obligationId, world.penalty.id));
  const alter = (amountFen: bigint) =>
    world.db.transaction(async (tx) => {
      await tx.execute(sql`alter table credit_uses disable trigger credit_uses_append_only`);
      await tx.update(creditUses).set({ amountFen }).where(eq(creditUses.id, use!.id));
      await tx.execute(sql`alter table credit_uses enable trigger credit_uses_append_only`);
    });
  await alter(use!.amountFen - 1n);
  const found = (await world.differences()).filter(({ subject }) => subject.includes(`penalty-waived:${use!.id}`));
  // Two accounts of each book.
  expect(found).toHaveLength(4);
  await alter(use!.amountFen);
});
