import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { dayOf } from '#app/domain/days.ts';
import { contracts, ledgerEntries, ledgerLines, notices, organisations } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyClaims } from '#db/verify/verify-claims.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { fakeGateway } from '#seeds/fake-gateway.ts';
import { asActor, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { makeParties, makeSignedContract, milestoneTerms } from '#seeds/make-signed-contract.ts';
import { inTransaction } from '../context.server.ts';
import { listContracts } from '../contracts/list-contracts.server.ts';
import { getFile } from '../files/get-file.server.ts';
import { listAgeing } from '../payments/ageing.server.ts';
import { chargeInterest } from '../payments/charge-interest.server.ts';
import { claimBankTransfer } from '../payments/claim-bank-transfer.server.ts';
import { confirmReceipt } from '../payments/confirm-receipt.server.ts';
import { dunObligation } from '../payments/dun-obligation.server.ts';
import { moneyOverview } from '../payments/money-overview.server.ts';
import { openCardPayment } from '../payments/open-card-payment.server.ts';
import { getObligation, listOpenObligations } from '../payments/queries.server.ts';
import { raiseObligation } from '../payments/raise-obligation.server.ts';
import { confirmRefund } from '../refunds/confirm-refund.server.ts';
import { recordRefund } from '../refunds/record-refund.server.ts';
import { approveWriteOff } from './approve-write-off.server.ts';
import { proposeWriteOff } from './propose-write-off.server.ts';
import { getWriteOffs, listWrittenOff } from './queries.server.ts';
import { returnWriteOff } from './return-write-off.server.ts';
import { withdrawWriteOff } from './withdraw-write-off.server.ts';

const claimFen = 30_000_000n;

/** A milestone of 300,000.00 that was due ten days ago, in a contract without royalty. */
async function makeWorld() {
  const { db, sql } = await testDatabase();
  const clock = testClock();
  const gateway = fakeGateway();
  const ctx = makeContext(db, { now: clock.now, payments: gateway });
  const parties = await makeParties(db);
  await db.update(organisations).set({ stripeAccountId: 'acct_w' }).where(eq(organisations.id, parties.unit.id));
  const { contract, milestones } = await makeSignedContract(db, parties, {
    terms: { milestones: [milestoneTerms()], royalty: null, termYears: 5 },
  });
  const raise = { contract, kind: 'milestone' as const, subjectId: milestones[0]!.id, label: '里程碑 1' };
  const claim = await inTransaction(ctx, (tx) =>
    raiseObligation(tx, { ...raise, amountFen: claimFen, dueOn: '2026-11-23' }),
  );
  clock.moveDays(12);
  const { id: obligationId } = claim;
  const as = (who: { id: string }, proved = true) => asActor(ctx, who, { proved });
  const send = async (amountFen: bigint) => {
    const slip = { bankSerial: crypto.randomUUID(), paidOn: dayOf(clock.now()) };
    const voucher = await receivedPdf(ctx, '回单.pdf');
    return claimBankTransfer(await as(parties.companyFinance), { obligationId, amountFen, voucher, ...slip });
  };
  const confirm = async (receiptId: string) => confirmReceipt(await as(parties.unitFinance), { receiptId });
  const pay = async (amountFen: bigint) => confirm((await send(amountFen)).id);
  const giveBack = async (receiptId: string, amountFen: bigint) => {
    const slip = { bankSerial: crypto.randomUUID(), paidOn: dayOf(clock.now()) };
    const voucher = await receivedPdf(ctx, '回单.pdf');
    const input = { receiptId, kind: 'refund' as const, amountFen, reason: '错付', voucher, ...slip };
    const refund = await recordRefund(await as(parties.unitFinance), input);
    return confirmRefund(await as(parties.companyFinance), { refundId: refund.id });
  };
  const propose = async (who = parties.unitFinance, key?: string) =>
    proposeWriteOff(await as(who), {
      obligationId,
      reason: 'bankrupt',
      note: '三次催款无果，破产清算终结',
      document: await receivedPdf(ctx, '核销批件.pdf'),
      ...(key === undefined ? {} : { key }),
    });
  const approve = async (writeOffId: string, who = parties.unitApprover) =>
    approveWriteOff(await as(who), { writeOffId });
  const writeOff = async () => approve((await propose()).id);
  const shown = async (who = parties.unitFinance) => getWriteOffs(await as(who), obligationId);
  const own = [contract.no, contract.id, parties.unit.id, parties.company.id, claim.id];
  const differences = async () =>
    [...(await verifyClaims(sql)), ...(await verifyLedger(sql))].filter(({ subject }) =>
      own.some((id) => subject.includes(id)),
    );
  /** Debit less credit of one account in an organisation's book. */
  const balance = async (orgId: string, account: string) => {
    const lines = await db
      .select({ line: ledgerLines })
      .from(ledgerLines)
      .innerJoin(ledgerEntries, eq(ledgerEntries.id, ledgerLines.entryId))
      .where(eq(ledgerEntries.orgId, orgId));
    return lines
      .filter(({ line }) => line.account === account)
      .reduce((sum, { line }) => sum + line.debitFen - line.creditFen, 0n);
  };
  const contractState = async () => (await db.select().from(contracts).where(eq(contracts.id, contract.id)))[0]?.state;
  return {
    ...parties,
    db,
    ctx,
    clock,
    gateway,
    contract,
    obligationId,
    as,
    send,
    confirm,
    pay,
    giveBack,
    propose,
    approve,
    writeOff,
    shown,
    differences,
    balance,
    contractState,
  };
}

test('finance proposes with the approval document, another person approves: it leaves the payee’s book, and the payer still owes it', async () => {
  const world = await makeWorld();
  const proposed = await world.propose();
  expect(proposed).toMatchObject({ state: 'proposed', amountFen: claimFen });
  expect(await world.balance(world.unit.id, 'receivable')).toBe(claimFen);
  expect(await world.approve(proposed.id)).toMatchObject({ state: 'approved', decidedBy: world.unitApprover.id });
  expect(await world.balance(world.unit.id, 'receivable')).toBe(0n);
  expect(await world.balance(world.unit.id, 'income_deferred')).toBe(0n);
  expect(await world.balance(world.unit.id, 'written_off')).toBe(claimFen);
  expect(await world.balance(world.company.id, 'payable')).toBe(-claimFen);
  // It is not settled: the contract goes on, and the payer's page says what it said before.
  expect(await world.contractState()).toBe('performing');
  const ofPayer = await getObligation(await world.as(world.companyFinance), world.obligationId);
  expect(ofPayer).toMatchObject({ outstandingFen: claimFen, payableFen: claimFen, mayPay: true });
  expect(await world.differences()).toEqual([]);
});

test('the payer is told nothing: no notice, no figure, no page, no document', async () => {
  const world = await makeWorld();
  await world.writeOff();
  const payer = await world.as(world.companyFinance);
  await expect(getWriteOffs(payer, world.obligationId)).rejects.toMatchObject({ code: 'not_found' });
  expect(await listWrittenOff(payer)).toEqual([]);
  expect(JSON.stringify(await getObligation(payer, world.obligationId), bigints)).not.toMatch(/writ|核销/i);
  expect(await listOpenObligations(payer)).toMatchObject([{ outstandingFen: claimFen, writtenOffFen: 0n }]);
  const told = await world.db.select().from(notices).where(eq(notices.userId, world.companyFinance.id));
  expect(told.filter(({ kind }) => kind.startsWith('write_off'))).toEqual([]);
  const { documentFileId } = (await world.shown()).writeOffs[0]!;
  await expect(getFile(payer, documentFileId)).rejects.toMatchObject({ code: 'not_found' });
  expect((await getFile(await world.as(world.unitFinance), documentFileId)).id).toBe(documentFileId);
});

const bigints = (_: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value);

test('what the payee still counts on is without it: its open sum, its list and the ageing', async () => {
  const world = await makeWorld();
  const finance = await world.as(world.unitFinance);
  const asked = { by: 'contract' as const, isPayer: false };
  const nextOf = async (who: typeof world.unitFinance) => {
    const { rows } = await listContracts(await world.as(who), { state: null, page: 1 });
    return rows.find(({ id }) => id === world.contract.id)?.nextDueOn;
  };
  expect(await listAgeing(finance, asked)).toMatchObject([{ totalFen: claimFen }]);
  expect(await nextOf(world.unitFinance)).toBe('2026-11-23');
  await world.writeOff();
  expect(await listAgeing(finance, asked)).toEqual([]);
  // The payer still has to pay it by its day.
  expect(await nextOf(world.companyFinance)).toBe('2026-11-23');
  expect(await nextOf(world.unitFinance)).not.toBe('2026-11-23');
  expect(await listOpenObligations(finance)).toEqual([]);
  expect(await listWrittenOff(finance)).toMatchObject([{ id: world.obligationId, writtenOffFen: claimFen }]);
  const { asPayee, asPayer } = await moneyOverview(world.ctx, world.unit.id);
  expect(asPayee).toMatchObject({ dueFen: claimFen, outstandingFen: 0n, writtenOffFen: claimFen });
  expect(asPayer.writtenOffFen).toBe(0n);
  const company = await moneyOverview(world.ctx, world.company.id);
  expect(company.asPayer).toMatchObject({ outstandingFen: claimFen, writtenOffFen: 0n });
});

test('what still arrives is taken into the book again and booked; what stays written off is the rest', async () => {
  const world = await makeWorld();
  await world.writeOff();
  await world.pay(5_000_000n);
  expect((await world.shown()).claim).toMatchObject({ outstandingFen: 25_000_000n, writtenOffFen: 25_000_000n });
  expect(await world.balance(world.unit.id, 'receivable')).toBe(0n);
  expect(await world.balance(world.unit.id, 'undistributed')).toBe(-5_000_000n);
  await world.pay(25_000_000n);
  expect((await world.shown()).claim).toMatchObject({ outstandingFen: 0n, writtenOffFen: 0n });
  expect(await world.balance(world.unit.id, 'written_off')).toBe(0n);
  expect(await world.contractState()).toBe('settled');
  expect(await world.differences()).toEqual([]);
});

test('money that goes back opens the claim in the book, not the write-off; it can be written off again', async () => {
  const world = await makeWorld();
  const paid = await world.pay(10_000_000n);
  await world.writeOff();
  await world.giveBack(paid.id, 4_000_000n);
  expect((await world.shown()).claim).toMatchObject({ writtenOffFen: 20_000_000n, inBookFen: 4_000_000n });
  // Paid again: first what is in the book.
  await world.pay(1_000_000n);
  expect((await world.shown()).claim).toMatchObject({ writtenOffFen: 20_000_000n, inBookFen: 3_000_000n });
  expect(await world.writeOff()).toMatchObject({ amountFen: 3_000_000n });
  expect((await world.shown()).claim).toMatchObject({ writtenOffFen: 23_000_000n, inBookFen: 0n });
  expect(await world.differences()).toEqual([]);
});

test('what is written off is not dunned, the rest of it is, and its default interest is owed like the debt', async () => {
  const world = await makeWorld();
  const paid = await world.pay(10_000_000n);
  await world.writeOff();
  const finance = await world.as(world.unitFinance);
  const { obligationId } = world;
  await expect(dunObligation(finance, { obligationId })).rejects.toMatchObject({ code: 'state_changed' });
  expect(await getObligation(finance, obligationId)).toMatchObject({ mayDun: false });
  await world.giveBack(paid.id, 4_000_000n);
  expect(await getObligation(finance, obligationId)).toMatchObject({ mayDun: true });
  // The payer is told of no write-off: all that is open stands in the notice.
  expect(await dunObligation(finance, { obligationId })).toMatchObject({ outstandingFen: 24_000_000n });
  world.clock.moveDays(500);
  await world.writeOff();
  const { mayDun, mayChargeInterest } = await getObligation(finance, obligationId);
  expect({ mayDun, mayChargeInterest }).toEqual({ mayDun: false, mayChargeInterest: true });
  expect(await chargeInterest(await world.as(world.unitFinance), { obligationId })).toMatchObject({ kind: 'interest' });
  expect(await world.differences()).toEqual([]);
});

test('not before it is late, not while money is under way, and not for another amount than was proposed', async () => {
  const world = await makeWorld();
  world.clock.moveDays(-10);
  await expect(world.propose()).rejects.toMatchObject({ code: 'invalid' });
  world.clock.moveDays(10);
  const sent = await world.send(5_000_000n);
  await expect(world.propose()).rejects.toMatchObject({ code: 'conflict' });
  await world.confirm(sent.id);
  const proposed = await world.propose();
  expect(proposed.amountFen).toBe(25_000_000n);
  await world.pay(5_000_000n);
  await expect(world.approve(proposed.id)).rejects.toMatchObject({ code: 'conflict' });
  const open = { obligationId: world.obligationId, baseUrl: 'https://example.org' };
  await openCardPayment(await world.as(world.companyFinance), open);
  await expect(world.approve(proposed.id)).rejects.toMatchObject({ code: 'conflict' });
  expect(await world.balance(world.unit.id, 'written_off')).toBe(0n);
});

test('the same form twice proposes once; two people at once propose once; two approvals at once book once', async () => {
  const world = await makeWorld();
  const key = crypto.randomUUID();
  const [first, again] = [await world.propose(world.unitFinance, key), await world.propose(world.unitFinance, key)];
  expect(again.id).toBe(first.id);
  await expect(world.propose()).rejects.toMatchObject({ code: 'state_changed' });
  const owner = await makePerson(world.db, world.unit, ['owner']);
  const answers = await Promise.allSettled([world.approve(first.id), world.approve(first.id, owner)]);
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await world.balance(world.unit.id, 'written_off')).toBe(claimFen);
  expect(await world.differences()).toEqual([]);
});

test('a payment and an approval in the same second: whoever is first, the books are right', async () => {
  const world = await makeWorld();
  const proposed = await world.propose();
  const sent = await world.send(claimFen);
  await Promise.allSettled([world.approve(proposed.id), world.confirm(sent.id)]);
  expect((await world.shown()).claim).toMatchObject({ outstandingFen: 0n, writtenOffFen: 0n });
  expect(await world.balance(world.unit.id, 'undistributed')).toBe(-claimFen);
  expect(await world.differences()).toEqual([]);
});

test('who proposes does not approve, roles and organisations keep theirs, and the second factor is asked', async () => {
  const world = await makeWorld();
  const both = await makePerson(world.db, world.unit, ['finance', 'approver']);
  const proposed = await world.propose(both);
  await expect(world.approve(proposed.id, both)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(world.approve(proposed.id, world.unitFinance)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(world.propose(world.unitOfficer)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(world.propose(world.companyFinance)).rejects.toMatchObject({ code: 'not_found' });
  const elsewhere = await makePerson(world.db, await makeOrganisation(world.db), ['approver', 'finance']);
  await expect(world.approve(proposed.id, elsewhere)).rejects.toMatchObject({ code: 'not_found' });
  await expect(world.propose(elsewhere)).rejects.toMatchObject({ code: 'not_found' });
  const unproved = await world.as(world.unitApprover, false);
  await expect(approveWriteOff(unproved, { writeOffId: proposed.id })).rejects.toMatchObject({
    code: 'proof_required',
  });
});

test('it is sent back with a reason, or taken back, and can be proposed anew', async () => {
  const world = await makeWorld();
  const first = await world.propose();
  const approver = await world.as(world.unitApprover);
  const finance = await world.as(world.unitFinance);
  const note = '缺少破产裁定书';
  expect(await returnWriteOff(approver, { writeOffId: first.id, note })).toMatchObject({ state: 'returned' });
  await expect(world.approve(first.id)).rejects.toMatchObject({ code: 'state_changed' });
  const second = await world.propose();
  await expect(withdrawWriteOff(approver, { writeOffId: second.id })).rejects.toMatchObject({ code: 'forbidden' });
  expect(await withdrawWriteOff(finance, { writeOffId: second.id })).toMatchObject({ state: 'withdrawn' });
  await expect(returnWriteOff(approver, { writeOffId: second.id, note })).rejects.toMatchObject({
    code: 'state_changed',
  });
  const { writeOffs, mayPropose } = await world.shown();
  expect(writeOffs.map(({ state }) => state)).toEqual(['withdrawn', 'returned']);
  expect(mayPropose).toBe(true);
});
