import { Readable } from 'node:stream';
import { and, eq, isNull } from 'drizzle-orm';
import { zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { dayOf } from '#app/domain/days.ts';
import type { Database } from '#db/client.server.ts';
import { deadlines, invoices, ledgerEntries, obligations } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import type postgres from 'postgres';
import { makePerformingContract, receivedPdf } from '#seeds/make-performing-contract.ts';
import { acceptMilestone } from '../contracts/accept-milestone.server.ts';
import { contestMilestone, thawMilestone } from '../contracts/dispute-milestone.server.ts';
import { submitMilestone } from '../contracts/submit-milestone.server.ts';
import { getFile } from '../files/get-file.server.ts';
import { claimBankTransfer } from '../payments/claim-bank-transfer.server.ts';
import { confirmReceipt } from '../payments/confirm-receipt.server.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { confirmRefund } from '../refunds/confirm-refund.server.ts';
import { recordRefund } from '../refunds/record-refund.server.ts';
import { issueInvoice, type NewInvoice } from './issue-invoice.server.ts';
import { listUninvoiced } from './list-uninvoiced.server.ts';
import { invoicesPage } from './queries.server.ts';
import { recordRedInvoice } from './record-red-invoice.server.ts';

let db: Database;
let sql: postgres.Sql;
beforeAll(async () => {
  ({ db, sql } = await testDatabase());
});

let serial = 0;
const nextNo = () => `2662${String((serial += 1)).padStart(16, '0')}`;

/** A claim of 300,000.00 for the first milestone, due on 2026-12-02. */
async function claimed(invoicing?: 'invoice_first') {
  const made = await makePerformingContract(db, invoicing ? { invoicing } : {});
  const { talk, ctx, milestoneId } = made;
  const evidence = await receivedPdf(ctx, '报告.pdf');
  await submitMilestone(await talk.as('unit', 'officer'), { milestoneId, note: '', evidence });
  await acceptMilestone(await talk.as('company', 'officer'), { milestoneId });
  const claim = async () => {
    const [row] = await db.select().from(obligations).where(eq(obligations.subjectId, milestoneId));
    if (row === undefined) throw new Error('nothing fell due');
    return row;
  };
  const obligationId = (await claim()).id;
  const finance = await talk.as('unit', 'finance');
  const issue = async (given: Partial<NewInvoice> = {}) =>
    issueInvoice(finance, {
      obligationId,
      kind: 'ordinary',
      treatment: 'general_6',
      invoiceNo: nextNo(),
      issuedOn: dayOf(ctx.now()),
      total: 30_000_000n,
      tax: 1_698_113n,
      isAcknowledged: false,
      paper: await receivedPdf(ctx, '发票.pdf'),
      ...given,
    });
  return { ...made, claim, finance, issue };
}

describe('an invoice', () => {
  test('stands in both books and moves no claim; a red one takes it back', async () => {
    const { ctx, contractId, finance, issue, talk } = await claimed();
    const blue = await issue();
    const red = await recordRedInvoice(finance, {
      invoiceId: blue.id,
      invoiceNo: nextNo(),
      issuedOn: blue.issuedOn,
      total: 10_000_000n,
      reason: '退款',
      paper: await receivedPdf(ctx, '红字.pdf'),
    });
    expect(red).toMatchObject({ colour: 'red', redOfId: blue.id, taxFen: 566_038n });
    const page = await invoicesPage(await talk.as('company', 'finance'), contractId);
    expect(page.sums.netFen).toBe(20_000_000n);
    expect(page.claims[0]).toMatchObject({ billedFen: 20_000_000n, leftFen: 10_000_000n });
    const entries = await db
      .select()
      .from(ledgerEntries)
      .where(eq(ledgerEntries.reference, `invoiced:${blue.id}`));
    expect(entries).toHaveLength(2);
    const own = (await verifyLedger(sql)).filter(
      ({ subject }) => subject.includes(blue.id) || subject.includes(red.id),
    );
    expect(own).toEqual([]);
  });

  test('bills no claim beyond its sum, however many at once', async () => {
    const { contractId, issue } = await claimed();
    const half = { total: 20_000_000n, tax: 1_132_075n };
    const both = await Promise.allSettled([issue(half), issue(half)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await db.$count(invoices, eq(invoices.contractId, contractId))).toBe(1);
  });

  test('is waited for where the money has come: part of it, then all, and again after a red one', async () => {
    const { ctx, claim, finance, issue, talk } = await claimed();
    const waiting = async () =>
      (await listUninvoiced(finance)).map((row) => [row.arrivedFen, row.billedFen, row.arrivedLeftFen]);
    expect(await waiting()).toEqual([]);
    const receipt = await claimBankTransfer(await talk.as('company', 'finance'), {
      obligationId: (await claim()).id,
      amountFen: 20_000_000n,
      bankSerial: `LS${nextNo()}`,
      paidOn: dayOf(ctx.now()),
      voucher: await receivedPdf(ctx, '回单.pdf'),
    });
    expect(await waiting()).toEqual([]);
    await confirmReceipt(finance, { receiptId: receipt.id });
    expect(await waiting()).toEqual([[20_000_000n, 0n, 20_000_000n]]);
    expect(await listUninvoiced(await talk.as('company', 'finance'))).toEqual([]);
    await expect(listUninvoiced(await talk.as('unit', 'inventor'))).rejects.toMatchObject({ code: 'forbidden' });
    const blue = await issue();
    expect(await waiting()).toEqual([]);
    await recordRedInvoice(finance, {
      invoiceId: blue.id,
      invoiceNo: nextNo(),
      issuedOn: blue.issuedOn,
      total: 30_000_000n,
      reason: '开错',
      paper: await receivedPdf(ctx, '红字.pdf'),
    });
    expect(await waiting()).toEqual([[20_000_000n, 0n, 20_000_000n]]);
  });

  test('is recorded once by its number', async () => {
    const { issue } = await claimed();
    const invoiceNo = nextNo();
    await issue({ invoiceNo, total: 10_000_000n, tax: 566_038n });
    await expect(issue({ invoiceNo, total: 10_000_000n, tax: 566_038n })).rejects.toMatchObject({
      code: 'duplicate',
      field: 'invoiceNo',
    });
  });

  test('exempt asks for the registration, and is never a special one', async () => {
    const { issue } = await claimed();
    const exempt = { treatment: 'exempt_2026', tax: 0n } as const;
    await expect(issue(exempt)).rejects.toMatchObject({ field: 'acknowledges' });
    await expect(issue({ ...exempt, kind: 'special', isAcknowledged: true })).rejects.toMatchObject({ field: 'kind' });
    await expect(issue({ ...exempt, isAcknowledged: true })).resolves.toMatchObject({ treatment: 'exempt_2026' });
  });

  test.each([
    ['tax', { tax: 900_000n }],
    ['treatment', { treatment: 'exempt_2016' }],
    ['issuedOn', { issuedOn: '2099-01-01' }],
    ['total', { total: 0n, tax: 0n }],
  ])('refuses what its %s cannot be', async (field, given) => {
    const { issue } = await claimed();
    await expect(issue(given)).rejects.toMatchObject({ field });
  });

  test('is a PDF, an OFD or the tax office’s XML by its content', async () => {
    const { ctx, issue } = await claimed();
    const upload = async (bytes: Uint8Array, name: string) => ({
      ...(await ctx.files.put(Readable.from([Buffer.from(bytes)]), 1_000_000)),
      name,
    });
    const part = { total: 1_000_000n, tax: 56_604n };
    const text = (words: string) => new TextEncoder().encode(`${words}${crypto.randomUUID()}`);
    const ofd = zipSync({ 'OFD.xml': text('<ofd>'), 'Doc_0/Document.xml': text('<d>') });
    await issue({ ...part, paper: await upload(ofd, '发票.ofd') });
    await issue({ ...part, paper: await upload(text('<?xml version="1.0"?><EInvoice>'), '发票.xml') });
    for (const bytes of [zipSync({ 'a.txt': text('x') }), text('hello'), text('<?xml version="1.0"?><html>')]) {
      const paper = await upload(bytes, '发票.ofd');
      await expect(issue({ ...part, paper })).rejects.toMatchObject({ code: 'file_refused' });
    }
  });

  test('is the seller’s finance’s to record; both parties’ money people read it', async () => {
    const { talk, issue, finance, claim } = await claimed();
    const row = await issue();
    const again = { ...row, obligationId: (await claim()).id, total: 1n, tax: 0n, isAcknowledged: true };
    const paper = { sha256: '', bytes: 0, name: '' };
    for (const [ctx, code] of [
      [await talk.as('unit', 'officer'), 'forbidden'],
      [await talk.as('company', 'finance'), 'not_found'],
    ] as const) {
      await expect(issueInvoice(ctx, { ...again, paper })).rejects.toMatchObject({ code });
    }
    await expect(getFile(await talk.as('company', 'finance'), row.fileId)).resolves.toBeDefined();
    await expect(getFile(await talk.as('unit', 'inventor'), row.fileId)).rejects.toMatchObject({ code: 'not_found' });
    const stranger = await claimed();
    await expect(getFile(stranger.finance, row.fileId)).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      recordRedInvoice(stranger.finance, { ...row, invoiceId: row.id, total: 1n, paper }),
    ).rejects.toMatchObject({ code: 'not_found' });
    expect(finance.actor.org?.orgId).toBe(row.sellerOrgId);
  });
});

describe('先票后款', () => {
  test('puts off a claim that nobody invoiced, and the invoice starts the days to pay', async () => {
    const { clock, ctx, claim, issue } = await claimed('invoice_first');
    expect((await claim()).dueOn).toBe('2026-12-02');
    clock.moveDays(31);
    await sweepDeadlines(ctx);
    expect((await claim()).dueOn).toBe('2027-01-02');
    await sweepDeadlines(ctx);
    expect((await claim()).dueOn).toBe('2027-01-02');
    clock.moveDays(5);
    await issue({ treatment: 'general_6' });
    expect((await claim()).dueOn).toBe('2027-01-07');
    clock.moveDays(60);
    await sweepDeadlines(ctx);
    expect((await claim()).dueOn).toBe('2027-01-07');
  });

  test('an invoice recorded long after its date makes nobody late in hindsight', async () => {
    const { clock, ctx, claim, issue } = await claimed('invoice_first');
    clock.moveDays(100);
    await sweepDeadlines(ctx);
    await issue({ treatment: 'general_6', issuedOn: '2026-12-31' });
    expect((await claim()).dueOn).toBe('2027-03-12');
  });

  test('an invoice that comes after the money, or while the claim is contested, starts no days to pay', async () => {
    const payDeadlines = (subjectId: string) =>
      db.$count(
        deadlines,
        and(eq(deadlines.kind, 'pay'), eq(deadlines.subjectId, subjectId), isNull(deadlines.doneAt)),
      );
    const paid = await claimed('invoice_first');
    const { id, dueOn } = await paid.claim();
    const receipt = await claimBankTransfer(await paid.talk.as('company', 'finance'), {
      obligationId: id,
      amountFen: 30_000_000n,
      bankSerial: `LS${nextNo()}`,
      paidOn: dayOf(paid.ctx.now()),
      voucher: await receivedPdf(paid.ctx, '回单.pdf'),
    });
    expect(await payDeadlines(id)).toBe(1);
    await confirmReceipt(paid.finance, { receiptId: receipt.id });
    paid.clock.moveDays(3);
    await paid.issue();
    expect([(await paid.claim()).dueOn, await payDeadlines(id)]).toEqual([dueOn, 0]);

    const contested = await claimed('invoice_first');
    const { milestoneId, talk } = contested;
    await contestMilestone(await talk.as('company', 'officer'), { milestoneId, reason: '检测报告不是本批次的' });
    contested.clock.moveDays(4);
    await contested.issue();
    expect(await payDeadlines((await contested.claim()).id)).toBe(0);
    expect((await contested.claim()).dueOn).toBe('2026-12-02');
    // Who contested gives in the same day: the invoice's days to pay end later than the dispute's.
    await thawMilestone(await talk.as('company', 'officer'), { milestoneId });
    expect(await payDeadlines((await contested.claim()).id)).toBe(1);
    expect((await contested.claim()).dueOn).toBe('2026-12-06');
  });

  test('paid before any invoice and refunded after its day: the claim waits for its invoice again', async () => {
    const { clock, ctx, claim, finance, talk } = await claimed('invoice_first');
    const { id } = await claim();
    const slip = async () => ({
      bankSerial: `LS${nextNo()}`,
      paidOn: dayOf(ctx.now()),
      voucher: await receivedPdf(ctx, '回单.pdf'),
    });
    const company = await talk.as('company', 'finance');
    const receipt = await claimBankTransfer(company, { obligationId: id, amountFen: 30_000_000n, ...(await slip()) });
    await confirmReceipt(finance, { receiptId: receipt.id });
    clock.moveDays(40);
    await sweepDeadlines(ctx);
    expect((await claim()).dueOn).toBe('2026-12-02');
    const back = { receiptId: receipt.id, kind: 'refund' as const, amountFen: 30_000_000n, reason: '付错账户' };
    const refund = await recordRefund(await talk.as('unit', 'finance'), { ...back, ...(await slip()) });
    await confirmRefund(await talk.as('company', 'finance'), { refundId: refund.id });
    expect((await claim()).dueOn).toBe('2027-01-11');
  });

  test('where payment comes first the due day stays', async () => {
    const { clock, ctx, claim, issue } = await claimed();
    clock.moveDays(40);
    await sweepDeadlines(ctx);
    await issue();
    expect((await claim()).dueOn).toBe('2026-12-02');
  });
});
