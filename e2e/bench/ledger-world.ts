import { eq } from 'drizzle-orm';
import { pino } from 'pino';
import { newTerms, type PayLaterTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import { type Context, inTransaction } from '#app/services/context.server.ts';
import { claimBankTransfer } from '#app/services/payments/claim-bank-transfer.server.ts';
import { confirmReceipt } from '#app/services/payments/confirm-receipt.server.ts';
import { disabledGateway, type PaymentGateway } from '#app/services/payments/gateway.server.ts';
import { openCardPayment } from '#app/services/payments/open-card-payment.server.ts';
import { obligationsOf } from '#app/services/payments/queries.server.ts';
import { raiseObligation } from '#app/services/payments/raise-obligation.server.ts';
import { fileStatement } from '#app/services/royalties/file-statement.server.ts';
import type { Database } from '#db/client.server.ts';
import { organisations } from '#db/schema/index.ts';
import { asActor, makeContext, type Person, testClock } from '#seeds/make.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { makeParties, makeSignedContract, milestoneTerms, type Parties } from '#seeds/make-signed-contract.ts';

const account = 'acct_bench';
const baseUrl = 'https://example.org';

/** A card provider at which every page that was opened is paid, at once and without a network. */
const paidAtOnce: PaymentGateway = {
  ...disabledGateway,
  isEnabled: true,
  openCheckout: async ({ attemptId }) => ({ sessionId: `cs_${attemptId}`, url: `${baseUrl}/${attemptId}` }),
  readCheckout: async ({ sessionId }) => ({
    sessionId,
    attemptId: sessionId.slice(3),
    status: 'complete',
    paid: true,
    amountFen: claimFen,
    currency: 'CNY',
    paymentIntentId: `pi_${sessionId.slice(3)}`,
  }),
};

const claimFen = 30_000_000n;

export const benchContext = (db: Database, now: () => Date): Context =>
  makeContext(db, { now, payments: paidAtOnce, log: pino({ level: 'error' }) });

export interface MadeContract {
  readonly id: string;
  readonly parties: Parties;
}

const monthly = (given: Partial<PayLaterTerms> = {}): Partial<PayLaterTerms> => ({
  royalty: { ...newTerms.royalty!, period: 'month', deductions: [], capFen: null },
  trial: { months: 1, extensionMonths: 0 },
  ...given,
});

async function pay(ctx: Context, { companyFinance, unitFinance }: Parties, obligationId: string, amountFen: bigint) {
  const slip = {
    bankSerial: crypto.randomUUID(),
    paidOn: dayOf(ctx.now()),
    voucher: await receivedPdf(ctx, '回单.pdf'),
  };
  const payer = await asActor(ctx, companyFinance);
  const receipt = await claimBankTransfer(payer, { obligationId, amountFen, ...slip });
  await confirmReceipt(await asActor(ctx, unitFinance, { proved: true }), { receiptId: receipt.id });
}

/** Two milestones and three monthly reports, all charged and paid through the verbs: ten facts, twenty entries in two books. */
export async function makePaidContract(db: Database): Promise<MadeContract> {
  const clock = testClock('2025-06-15T02:00:00Z');
  const ctx = benchContext(db, clock.now);
  const parties = await makeParties(db);
  const terms = monthly({ milestones: [milestoneTerms(), milestoneTerms()] });
  const { contract, milestones } = await makeSignedContract(db, parties, { terms });
  for (const { id: subjectId, position } of milestones) {
    const claim = { contract, kind: 'milestone' as const, subjectId, label: `里程碑 ${position}`, dueOn: '2025-07-15' };
    await inTransaction(ctx, (tx) => raiseObligation(tx, { ...claim, amountFen: claimFen }));
  }
  await file(ctx, contract.id, parties.companyFinance, monthsOf('2025-02', 3));
  for (const { id, outstandingFen } of await obligationsOf(ctx, contract.id))
    await pay(ctx, parties, id, outstandingFen);
  return { id: contract.id, parties };
}

/** One open claim with a card page on which its payer pays. */
export async function makePayingContract(db: Database): Promise<MadeContract> {
  const ctx = benchContext(db, testClock().now);
  const parties = await makeParties(db);
  await db.update(organisations).set({ stripeAccountId: account }).where(eq(organisations.id, parties.unit.id));
  const { contract, milestones } = await makeSignedContract(db, parties, { terms: monthly() });
  const claim = {
    contract,
    kind: 'milestone' as const,
    subjectId: milestones[0]!.id,
    label: '里程碑 1',
    dueOn: '2026-12-21',
  };
  const { id: obligationId } = await inTransaction(ctx, (tx) => raiseObligation(tx, { ...claim, amountFen: claimFen }));
  await openCardPayment(await asActor(ctx, parties.companyFinance), { obligationId, baseUrl });
  return { id: contract.id, parties };
}

/** Ten years of monthly reports, each filed in its own month. */
export async function makeLongContract(db: Database): Promise<MadeContract> {
  const parties = await makeParties(db);
  const signedAt = new Date('2016-01-01T02:00:00Z');
  const terms = monthly({ milestones: [], termYears: 20 });
  const { contract } = await makeSignedContract(db, parties, { terms, signedAt });
  for (const month of monthsOf('2016-02', 120)) {
    const at = new Date(`${month}-20T02:00:00Z`);
    at.setUTCMonth(at.getUTCMonth() + 1);
    await file(
      benchContext(db, () => at),
      contract.id,
      parties.companyFinance,
      [month],
    );
  }
  return { id: contract.id, parties };
}

function monthsOf(first: string, count: number): string[] {
  const at = new Date(`${first}-01T00:00:00Z`);
  return Array.from({ length: count }, (_, i) => {
    const month = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + i, 1));
    return month.toISOString().slice(0, 7);
  });
}

async function file(ctx: Context, contractId: string, who: Person, months: readonly string[]): Promise<void> {
  const payer = await asActor(ctx, who);
  for (const month of months) {
    const period = month.replace('-', 'M');
    await fileStatement(payer, { contractId, period, grossFen: 100_000_000n, deductionsFen: [] });
  }
}
