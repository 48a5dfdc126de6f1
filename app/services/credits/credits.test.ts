import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import type { Database } from '#db/client.server.ts';
import { contracts, distributions, milestones, obligations, organisations } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyClaims } from '#db/verify/verify-claims.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { fakeGateway } from '#seeds/fake-gateway.ts';
import { asActor, makeContext, makeOrganisation, makePerson } from '#seeds/make.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { makeParties, makeSignedContract, milestoneTerms } from '#seeds/make-signed-contract.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { inTransaction } from '../context.server.ts';
import { auditStatements } from '../auditors/audit-parts.server.ts';
import { chargeMilestone } from '../contracts/charge-milestone.server.ts';
import { lockContract } from '../contracts/own-contract.server.ts';
import { stepMilestone } from '../contracts/own-milestone.server.ts';
import { contractPage } from '../contracts/queries.server.ts';
import { settleContract } from '../contracts/settle-contract.server.ts';
import { terminateContract } from '../contracts/terminate-contract.server.ts';
import { proposeDistribution } from '../distributions/propose-distribution.server.ts';
import { issueInvoice } from '../invoices/issue-invoice.server.ts';
import { listOverInvoiced } from '../invoices/list-over-invoiced.server.ts';
import { listUninvoiced } from '../invoices/list-uninvoiced.server.ts';
import { invoicesPage } from '../invoices/queries.server.ts';
import { recordRedInvoice } from '../invoices/record-red-invoice.server.ts';
import { claimBankTransfer } from '../payments/claim-bank-transfer.server.ts';
import { confirmReceipt } from '../payments/confirm-receipt.server.ts';
import { moneyOverview } from '../payments/money-overview.server.ts';
import { openCardPayment } from '../payments/open-card-payment.server.ts';
import { getObligation, obligationsOf } from '../payments/queries.server.ts';
import { settlePayment } from '../payments/settle-payment.server.ts';
import { confirmRefund } from '../refunds/confirm-refund.server.ts';
import { recordRefund } from '../refunds/record-refund.server.ts';
import { fileStatement } from '../royalties/file-statement.server.ts';
import { statementOf } from '../royalties/queries.server.ts';
import { creditPage } from './credit-page.server.ts';
import { getCreditSums } from './credit-sums.server.ts';
import { getFile } from '../files/get-file.server.ts';
import { getWaivers } from '../penalties/queries.server.ts';
import { waiveCredit } from './waive-credit.server.ts';

/** Reports begin with 2026Q1 and it is 2026-11-21; each milestone of 10,000.00 has been reached and is not charged yet. */
async function makeWorld(given: { milestones?: number; termYears?: number } = {}) {
  const { db, sql } = await testDatabase();
  const ctx = makeContext(db);
  const parties = await makeParties(db);
  const companyApprover = await makePerson(db, parties.company, ['approver']);
  const { milestones: count = 1, termYears = newTerms.termYears } = given;
  const terms = {
    milestones: Array.from({ length: count }, () => milestoneTerms({ amountFen: 1_000_000n })),
    royalty: { ...newTerms.royalty!, deductions: [] },
    termYears,
  };
  const { contract, milestones: stones } = await makeSignedContract(db, parties, { terms });
  await db.update(milestones).set({ state: 'pending', acceptedAt: null }).where(eq(milestones.contractId, contract.id));
  const proved = async (who: { id: string }): Promise<ActorContext> => {
    const one = await asActor(ctx, who);
    return { ...one, actor: { ...one.actor, provedAt: ctx.now() } };
  };
  const company = await proved(parties.companyFinance);
  const unit = await proved(parties.unitFinance);
  const file = (period: string, grossFen: bigint, isCorrection = false) =>
    fileStatement(company, {
      contractId: contract.id,
      period,
      grossFen,
      deductionsFen: [],
      ...(isCorrection ? { isCorrection, note: '退货' } : {}),
    });
  const claims = () => obligationsOf({ db }, contract.id);
  const pay = async (payer: ActorContext, payee: ActorContext, id: string, amountFen: bigint) => {
    const slip = { bankSerial: crypto.randomUUID(), paidOn: dayOf(ctx.now()) };
    const voucher = await receivedPdf(ctx, '回单.pdf');
    const receipt = await claimBankTransfer(payer, { obligationId: id, amountFen, ...slip, voucher });
    return confirmReceipt(payee, { receiptId: receipt.id });
  };
  /** A report of 30,000.00, paid, then corrected to nothing: a credit of 30,000.00 that no open claim takes. */
  const makeCredit = async () => {
    await file('2026Q1', 100_000_000n);
    const [claim] = await claims();
    await pay(company, unit, claim!.id, claim!.outstandingFen);
    await file('2026Q1', 0n, true);
  };
  const charge = (at: number) =>
    inTransaction(ctx, async (tx) => {
      await lockContract(tx, contract.id);
      await stepMilestone(tx, stones[at]!.id, 'submit');
      await stepMilestone(tx, stones[at]!.id, 'accept', { acceptedAt: ctx.now() });
      await chargeMilestone(tx, contract, stones[at]!, dayOf(ctx.now()));
    });
  const stateOf = async () => (await db.select().from(contracts).where(eq(contracts.id, contract.id)))[0]?.state;
  const isOwn = ({ subject }: { subject: string }) => subject.startsWith(contract.no);
  const clean = async () => [...(await verifyClaims(sql)).filter(isOwn), ...(await verifyLedger(sql))];
  return {
    ...parties,
    companyApprover,
    org: parties.unit,
    db,
    ctx,
    contract,
    stones,
    company,
    unit,
    file,
    claims,
    pay,
    makeCredit,
    charge,
    stateOf,
    clean,
    proved,
  };
}

test('a milestone draws on a royalty credit: it is settled without money, and the books say so', async () => {
  const world = await makeWorld({ milestones: 2 });
  await world.makeCredit();
  expect(await getCreditSums(world, world.contract.id)).toMatchObject({ raisedFen: 3_000_000n, leftFen: 3_000_000n });
  await world.charge(0);
  const claim = (await world.claims()).find(({ kind }) => kind === 'milestone');
  expect(claim).toMatchObject({ amountFen: 1_000_000n, creditedFen: 1_000_000n, paidFen: 0n, outstandingFen: 0n });
  const [stone] = await world.db.select().from(milestones).where(eq(milestones.id, world.stones[0]!.id));
  expect(stone?.state).toBe('settled');
  expect(await getCreditSums(world, world.contract.id)).toMatchObject({ setOffFen: 1_000_000n, leftFen: 2_000_000n });
  const { asPayer, asPayee } = await moneyOverview(world, world.company.actor.org!.orgId);
  expect(asPayer).toMatchObject({ dueFen: 3_000_000n, receivedFen: 3_000_000n, outstandingFen: 0n });
  expect(asPayee.dueFen).toBe(0n);
  // Both sides read it line by line; a stranger finds nothing.
  for (const reader of [world.company, world.unit]) {
    const { lines, sums } = await creditPage(reader, world.contract.id);
    expect(lines.map(({ kind, amountFen, leftFen }) => [kind, amountFen, leftFen])).toEqual([
      ['raised', 3_000_000n, 3_000_000n],
      ['set_off', 1_000_000n, 2_000_000n],
    ]);
    expect(lines.at(-1)).toMatchObject({ what: expect.stringContaining('里程碑 1'), leftFen: sums.leftFen });
  }
  const stranger = await asActor(world.ctx, (await makeParties(world.db)).unitFinance);
  await expect(creditPage(stranger, world.contract.id)).rejects.toMatchObject({ code: 'not_found' });
  expect(await world.clean()).toEqual([]);
});

test('a period corrected down shows what it is charged; the one that its credit pays is invoiced in full, and itself for the rest', async () => {
  const world = await makeWorld();
  await world.file('2026Q1', 100_000_000n);
  const [paid] = await world.claims();
  await world.pay(world.company, world.unit, paid!.id, paid!.outstandingFen);
  await world.file('2026Q2', 100_000_000n);
  await world.file('2026Q1', 40_000_000n, true);
  const { statements, account } = await statementOf(world.company, world.contract.id);
  expect(statements.map(({ baseFen, chargedFen, takenBackFen }) => [baseFen, chargedFen, takenBackFen])).toEqual([
    [40_000_000n, 1_200_000n, 1_800_000n],
    [100_000_000n, 3_000_000n, 0n],
  ]);
  expect(statements.reduce((sum, { chargedFen }) => sum + chargedFen, 0n)).toBe(account?.chargedFen);
  const { reports } = await auditStatements(world.ctx, world.contract);
  expect(reports.map(({ n, state, dueFen }) => [n, state, dueFen])).toEqual([
    [1, 'superseded', 3_000_000n],
    [2, 'settled', 1_200_000n],
    [1, 'filed', 3_000_000n],
  ]);
  const { claims } = await invoicesPage(world.unit, world.contract.id);
  // The first is paid in money and less than was paid; the second in part by the credit of the first.
  expect(claims.map((row) => [row.leftFen, row.arrivedLeftFen, row.takenBackFen])).toEqual([
    [1_200_000n, 1_200_000n, 1_800_000n],
    [3_000_000n, 1_800_000n, 0n],
  ]);
  expect((await listUninvoiced(world.unit)).map((row) => [row.dueFen, row.arrivedLeftFen])).toEqual([
    [1_200_000n, 1_200_000n],
    [3_000_000n, 1_800_000n],
  ]);
  const invoice = {
    kind: 'ordinary' as const,
    treatment: 'general_6',
    issuedOn: dayOf(world.ctx.now()),
    isAcknowledged: false,
    paper: await receivedPdf(world.ctx, '发票.pdf'),
  };
  const first = { ...invoice, obligationId: claims[0]!.id, invoiceNo: '26620000000000009001' };
  const above = { ...first, total: 1_200_001n, tax: 67_925n };
  await expect(issueInvoice(world.unit, above)).rejects.toMatchObject({ code: 'invalid' });
  await issueInvoice(world.unit, { ...above, total: 1_200_000n });
  const second = { ...invoice, obligationId: claims[1]!.id, invoiceNo: '26620000000000009002' };
  await issueInvoice(world.unit, { ...second, total: 3_000_000n, tax: 169_811n });
  // Corrected further down: the red letter is of the quarter that became less, not of the one that its credit pays.
  await world.file('2026Q1', 30_000_000n, true);
  const after = (await invoicesPage(world.unit, world.contract.id)).claims;
  expect(after.map(({ leftFen, overFen }) => [leftFen, overFen])).toEqual([
    [0n, 300_000n],
    [0n, 0n],
  ]);
  const [over, ...others] = await listOverInvoiced(world.unit);
  expect([over?.id, over?.overFen, others]).toEqual([claims[0]!.id, 300_000n, []]);
  const { invoices } = await invoicesPage(world.unit, world.contract.id);
  const blue = invoices.find((row) => row.invoice.obligationId === claims[0]!.id)!.invoice;
  const red = {
    invoiceId: blue.id,
    invoiceNo: '26620000000000009003',
    issuedOn: dayOf(world.ctx.now()),
    reason: '申报更正',
  };
  await recordRedInvoice(world.unit, { ...red, total: 300_000n, paper: await receivedPdf(world.ctx, '红字.pdf') });
  expect(await listOverInvoiced(world.unit)).toEqual([]);
  const { figures } = await contractPage(world.unit, world.contract.id);
  expect(figures.invoiceGaps).toEqual({ leftFen: 0n, overFen: 0n });
  expect(figures.invoicedFen).toBe(figures.chargedFen);
  expect(await world.clean()).toEqual([]);
});

test('an unpaid quarter whose correction paid an earlier milestone is paid as it was charged: both pages say where it went', async () => {
  const world = await makeWorld();
  await world.charge(0);
  await world.file('2026Q1', 100_000_000n);
  await world.file('2026Q1', 80_000_000n, true);
  const [stone, quarter] = await world.claims();
  expect([stone, quarter]).toMatchObject([
    { kind: 'milestone', payableFen: 400_000n, creditedFen: 600_000n },
    { kind: 'royalty', payableFen: 3_000_000n, creditedFen: 0n },
  ]);
  const moved = { fen: 600_000n, on: dayOf(world.ctx.now()) };
  for (const reader of [world.company, world.unit]) {
    expect((await getObligation(reader, quarter!.id)).corrections).toMatchObject({
      loweredFen: 600_000n,
      elsewhere: [{ id: stone!.id, label: stone!.label, ...moved }],
      ofOthers: [],
      waitingFen: 0n,
    });
    expect((await getObligation(reader, stone!.id)).corrections).toMatchObject({
      loweredFen: 0n,
      elsewhere: [],
      ofOthers: [{ id: quarter!.id, label: quarter!.label, ...moved }],
    });
  }
  const { statements } = await statementOf(world.company, world.contract.id);
  expect(statements).toMatchObject([
    { chargedFen: 2_400_000n, outstandingFen: 3_000_000n, elsewhere: [{ id: stone!.id, fen: 600_000n }] },
  ]);
  expect(await world.clean()).toEqual([]);
});

test('two milestones at the same moment never use more credit than there is', async () => {
  const world = await makeWorld({ milestones: 5 });
  await world.makeCredit();
  await Promise.all([0, 1, 2, 3, 4].map((at) => world.charge(at)));
  const { raisedFen, setOffFen, leftFen } = await getCreditSums(world, world.contract.id);
  expect([setOffFen, leftFen]).toEqual([raisedFen, 0n]);
  const open = (await world.claims()).reduce((sum, { outstandingFen }) => sum + outstandingFen, 0n);
  expect(open).toBe(2_000_000n);
  expect(await world.clean()).toEqual([]);
});

test('what is under way by bank is not set off a second time', async () => {
  const world = await makeWorld();
  await world.file('2026Q1', 100_000_000n);
  const [claim] = await world.claims();
  const slip = { bankSerial: crypto.randomUUID(), paidOn: dayOf(world.ctx.now()) };
  const voucher = await receivedPdf(world.ctx, '回单.pdf');
  const transfer = { obligationId: claim!.id, amountFen: 3_000_000n, ...slip, voucher };
  const receipt = await claimBankTransfer(world.company, transfer);
  await world.file('2026Q1', 50_000_000n, true);
  expect(await getCreditSums(world, world.contract.id)).toMatchObject({ setOffFen: 0n, leftFen: 1_500_000n });
  await confirmReceipt(world.unit, { receiptId: receipt.id });
  expect((await world.claims())[0]).toMatchObject({ paidFen: 3_000_000n, outstandingFen: 0n });
  expect(await world.clean()).toEqual([]);
});

/** All periods of a term of two years are reported, the first of them corrected; a credit is left and nothing can follow. */
async function makeEnd() {
  const world = await makeWorld({ milestones: 0, termYears: 2 });
  const now = () => new Date('2027-02-01T02:00:00Z');
  await world.makeCredit();
  const at = (ctx: ActorContext): ActorContext => ({ ...ctx, now, actor: { ...ctx.actor, provedAt: now() } });
  const [company, unit] = [at(world.company), at(world.unit)];
  const approver = at(await world.proved(world.companyApprover));
  for (const period of ['2026Q2', '2026Q3', '2026Q4', '2027Q1']) {
    await fileStatement(company, { contractId: world.contract.id, period, grossFen: 0n, deductionsFen: [] });
  }
  const returns = async () => (await world.claims()).filter(({ kind }) => kind === 'credit_return');
  return { ...world, company, unit, approver, returns };
}

test('a credit left at the end is owed by the licensor, repaid through the same way, and shared by nobody', async () => {
  const world = await makeEnd();
  const [owed, ...more] = await world.returns();
  expect(more).toEqual([]);
  expect(owed).toMatchObject({ amountFen: 3_000_000n, outstandingFen: 3_000_000n });
  const [row] = await world.db.select().from(obligations).where(eq(obligations.id, owed!.id));
  expect(row).toMatchObject({ payerOrgId: world.contract.licensorOrgId, payeeOrgId: world.contract.licenseeOrgId });
  expect(await world.stateOf()).toBe('performing');
  await inTransaction(world.ctx, (tx) => settleContract(tx, world.contract.id));
  expect(await world.returns()).toHaveLength(1);
  expect(await world.clean()).toEqual([]);

  const receipt = await world.pay(world.unit, world.company, owed!.id, 3_000_000n);
  expect(await world.stateOf()).toMatch(/^(settled|closed)$/);
  expect(await world.clean()).toEqual([]);
  const officer = await world.proved(world.companyOfficer);
  const shares = { receiptId: receipt.id, costs: [], teamPpm: 600_000, ttoPpm: 0 };
  await expect(proposeDistribution(officer, shares)).rejects.toMatchObject({ code: 'state_changed' });
  expect(await world.db.$count(distributions, eq(distributions.receiptId, receipt.id))).toBe(0);
  const { asPayee } = await moneyOverview(world, world.contract.licenseeOrgId);
  expect(asPayee).toMatchObject({ receivedFen: 3_000_000n, outstandingFen: 0n, undistributedFen: 0n });

  // The bank sends the repayment back: it is owed again.
  const slip = { bankSerial: crypto.randomUUID(), paidOn: dayOf(world.company.now()) };
  const voucher = await receivedPdf(world.ctx, '退票.pdf');
  const bounced = {
    receiptId: receipt.id,
    kind: 'bounced' as const,
    amountFen: 3_000_000n,
    reason: '退票',
    ...slip,
    voucher,
  };
  const refund = await recordRefund(world.company, bounced);
  await confirmRefund(world.unit, { refundId: refund.id });
  expect((await world.returns())[0]).toMatchObject({ paidFen: 0n, outstandingFen: 3_000_000n });
  // Its term is over: it is owed beside a contract that stays closed.
  expect(await world.stateOf()).toBe('closed');
  expect(await world.clean()).toEqual([]);
});

test('what is repaid was invoiced too much: page and desk ask for a red invoice, and for none where it is waived', async () => {
  const world = await makeWorld({ milestones: 0 });
  await world.file('2026Q1', 100_000_000n);
  const [claim] = await world.claims();
  await issueInvoice(world.unit, {
    obligationId: claim!.id,
    kind: 'ordinary',
    treatment: 'general_6',
    invoiceNo: '26620000000000009101',
    issuedOn: dayOf(world.ctx.now()),
    total: 3_000_000n,
    tax: 169_811n,
    isAcknowledged: false,
    paper: await receivedPdf(world.ctx, '发票.pdf'),
  });
  await world.pay(world.company, world.unit, claim!.id, 3_000_000n);
  await world.file('2026Q1', 40_000_000n, true);
  const over = async () => (await invoicesPage(world.unit, world.contract.id)).claims.map(({ overFen }) => overFen);
  // It waits for the next claim; whether it is set off, repaid or waived is not known yet.
  expect([await over(), await listOverInvoiced(world.unit)]).toEqual([[0n], []]);
  const approver = await world.proved(await makePerson(world.db, world.org, ['approver']));
  const ended = { contractId: world.contract.id, versionN: 1, ground: 'by_law', reason: '双方协商解除合同' } as const;
  await terminateContract(approver, ended);
  const later = { ...world.company, now: () => new Date('2026-11-22T02:00:00Z') };
  for (const period of ['2026Q2', '2026Q3', '2026Q4']) {
    await fileStatement(later, { contractId: world.contract.id, period, grossFen: 0n, deductionsFen: [] });
  }
  expect(await over()).toEqual([1_800_000n]);
  const [row] = await listOverInvoiced(world.unit);
  expect(row).toMatchObject({ id: claim!.id, billedFen: 3_000_000n, billableFen: 1_200_000n, overFen: 1_800_000n });
  const [owed] = (await world.claims()).filter(({ kind }) => kind === 'credit_return');
  const owner = await asActor(later, world.companyApprover, { proved: true });
  const document = await receivedPdf(world.ctx, '批件.pdf');
  await waiveCredit(owner, { obligationId: owed!.id, reason: '抵作赞助', document });
  expect([await over(), await listOverInvoiced(world.unit)]).toEqual([[0n], []]);
});

test('the licensee may waive it: its approver or owner by its document, with a fresh second factor, and once', async () => {
  const world = await makeEnd();
  const [owed] = await world.returns();
  const document = () => receivedPdf(world.ctx, '批件.pdf');
  const input = { obligationId: owed!.id, reason: '双方商定不再退还', document: await document() };
  await expect(waiveCredit(await world.proved(world.unitApprover), input)).rejects.toMatchObject({ code: 'not_found' });
  for (const one of [world.companyOfficer, world.companyFinance]) {
    await expect(waiveCredit(await world.proved(one), input)).rejects.toMatchObject({ code: 'forbidden' });
  }
  const stranger = await world.proved(await makePerson(world.db, await makeOrganisation(world.db), ['approver']));
  await expect(waiveCredit(stranger, input)).rejects.toMatchObject({ code: 'not_found' });
  const unproved = await asActor(world.ctx, world.companyApprover);
  await expect(waiveCredit(unproved, input)).rejects.toMatchObject({ code: 'proof_required' });
  const key = crypto.randomUUID();
  const send = async () => waiveCredit(world.approver, { ...input, document: await document(), key });
  const [one, again] = await Promise.all([send(), send()]);
  expect(again.id).toBe(one.id);
  const other = waiveCredit(world.approver, { ...input, document: await document() });
  await expect(other).rejects.toMatchObject({ code: 'state_changed' });
  // The licensee's own people read who waived it by what; the licensor reads sum and reason on the claim.
  expect(await getWaivers(world.company, owed!.id)).toMatchObject({
    isCredit: true,
    mostFen: 0n,
    waived: [{ amountFen: 3_000_000n, reason: '双方商定不再退还', document: { name: '批件.pdf' } }],
  });
  await expect(getWaivers(world.unit, owed!.id)).rejects.toMatchObject({ code: 'not_found' });
  expect((await getObligation(world.unit, owed!.id)).waivers).toMatchObject([{ amountFen: 3_000_000n }]);
  await expect(getFile(world.unit, one.documentFileId!)).rejects.toMatchObject({ code: 'not_found' });
  expect(await getFile(world.company, one.documentFileId!)).toMatchObject({ name: '批件.pdf' });
  expect(await world.stateOf()).toMatch(/^(settled|closed)$/);
  expect((await world.returns())[0]).toMatchObject({ creditedFen: 3_000_000n, outstandingFen: 0n });
  expect(await world.clean()).toEqual([]);
});

test('only what is to be repaid is waived, no claim of the licensor', async () => {
  const world = await makeWorld();
  await world.charge(0);
  const [claim] = await world.claims();
  const input = { obligationId: claim!.id, reason: '不要了', document: await receivedPdf(world.ctx, '批件.pdf') };
  await expect(waiveCredit(await world.proved(world.unitApprover), input)).rejects.toMatchObject({
    code: 'state_changed',
  });
});

test('a termination makes the licensor owe what the last reports leave of the credit', async () => {
  const world = await makeWorld();
  await world.makeCredit();
  const approver = await world.proved(await makePerson(world.db, world.org, ['approver']));
  await terminateContract(approver, {
    contractId: world.contract.id,
    versionN: 1,
    ground: 'by_law',
    reason: '双方协商解除合同',
  });
  const own = and(eq(obligations.contractId, world.contract.id), eq(obligations.kind, 'credit_return'));
  // The revenue up to the last day is still reported, and may still use it.
  expect(await world.db.$count(obligations, own)).toBe(0);
  const later = { ...world.company, now: () => new Date('2026-11-22T02:00:00Z') };
  for (const period of ['2026Q2', '2026Q3', '2026Q4']) {
    await fileStatement(later, { contractId: world.contract.id, period, grossFen: 10_000_000n, deductionsFen: [] });
  }
  const [owed] = await world.db.select().from(obligations).where(own);
  expect(owed).toMatchObject({ amountFen: 2_100_000n });
  expect(await world.clean()).toEqual([]);
});

/** The payer has opened a card page for what is open of a claim, at a provider that says what the test says. */
async function openPage(
  world: { ctx: Context; org?: { id: string }; db: Database },
  payer: ActorContext,
  claimId: string,
) {
  const payments = fakeGateway();
  const [claim] = await world.db.select().from(obligations).where(eq(obligations.id, claimId));
  await world.db
    .update(organisations)
    .set({ stripeAccountId: `acct_${claimId}` })
    .where(eq(organisations.id, claim!.payeeOrgId));
  const attempt = await openCardPayment(
    { ...payer, payments },
    { obligationId: claimId, baseUrl: 'https://example.org' },
  );
  const settle = () => settlePayment({ ...world.ctx, payments, now: payer.now }, { attemptId: attempt.id });
  return { attempt, payments, settle };
}

test('what stands on an open card page is not set off; the page gone, it is', async () => {
  const world = await makeWorld();
  await world.file('2026Q1', 100_000_000n);
  const [claim] = await world.claims();
  const page = await openPage(world, world.company, claim!.id);
  await world.file('2026Q1', 50_000_000n, true);
  expect(await getCreditSums(world, world.contract.id)).toMatchObject({ setOffFen: 0n, leftFen: 1_500_000n });
  await page.payments.expireCheckout({ sessionId: `cs_${page.attempt.id}`, account: '' });
  await page.settle();
  expect(await getCreditSums(world, world.contract.id)).toMatchObject({ setOffFen: 1_500_000n, leftFen: 0n });
  expect((await world.claims())[0]).toMatchObject({ outstandingFen: 1_500_000n });
  expect(await world.clean()).toEqual([]);
});

test('paid with another sum than was asked for it is refused, and the credit is set off as where nobody paid', async () => {
  const world = await makeWorld();
  await world.file('2026Q1', 100_000_000n);
  const [claim] = await world.claims();
  const page = await openPage(world, world.company, claim!.id);
  await world.file('2026Q1', 50_000_000n, true);
  page.payments.pay(page.attempt.id, { amountFen: 1n });
  expect((await page.settle()).state).toBe('refused');
  expect(await getCreditSums(world, world.contract.id)).toMatchObject({ setOffFen: 1_500_000n, leftFen: 0n });
  expect(await world.clean()).toEqual([]);
});

test('paid on the open page, the claim is settled by money and the credit waits', async () => {
  const world = await makeWorld();
  await world.file('2026Q1', 100_000_000n);
  const [claim] = await world.claims();
  const page = await openPage(world, world.company, claim!.id);
  await world.file('2026Q1', 50_000_000n, true);
  page.payments.pay(page.attempt.id);
  await page.settle();
  expect((await world.claims())[0]).toMatchObject({ paidFen: 3_000_000n, creditedFen: 0n, outstandingFen: 0n });
  expect(await getCreditSums(world, world.contract.id)).toMatchObject({ leftFen: 1_500_000n });
  expect(await world.clean()).toEqual([]);
});

test('nothing is waived while the licensor has a card page open', async () => {
  const world = await makeEnd();
  const [owed] = await world.returns();
  const page = await openPage(world, world.unit, owed!.id);
  const input = {
    obligationId: owed!.id,
    reason: '双方商定不再退还',
    document: await receivedPdf(world.ctx, '批件.pdf'),
  };
  await expect(waiveCredit(world.approver, input)).rejects.toMatchObject({ code: 'conflict' });
  await page.payments.expireCheckout({ sessionId: `cs_${page.attempt.id}`, account: '' });
  await page.settle();
  await waiveCredit(world.approver, { ...input, document: await receivedPdf(world.ctx, '批件.pdf') });
  expect((await world.returns())[0]).toMatchObject({ creditedFen: 3_000_000n, outstandingFen: 0n });
  expect(await world.clean()).toEqual([]);
});
