import { and, asc, eq, inArray } from 'drizzle-orm';
import { receiptStatesArrived } from '#app/domain/payment-machine.ts';
import { periodCharged, raisedFromJson } from '#app/domain/period-charged.ts';
import { refundStatesGivenBack } from '#app/domain/refund.ts';
import {
  contracts,
  files,
  milestones,
  milestoneSubmissions,
  obligations,
  receipts,
  refunds,
  royaltyStatements,
} from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { keptText } from '../contracts/kept-text.server.ts';
import { getVersion } from '../contracts/own-contract.server.ts';
import { obligationsOf } from '../payments/queries.server.ts';
import { getRoyaltyAccount } from '../royalties/royalty-account.server.ts';
import { listQueries } from '../royalties/statement-queries.server.ts';
import { raisedByRights, takenBackOf } from '../royalties/taken-back-of.server.ts';

type Contract = typeof contracts.$inferSelect;
type Ctx = Pick<Context, 'db' | 'now'>;

/** The text that both signed last. */
export async function auditTerms(ctx: Context, contract: Contract) {
  const n = contract.signedVersionN ?? contract.versionN;
  const { sha256 } = await getVersion(ctx, contract.id, n);
  return { n, sha256, articles: (await keptText(ctx, contract.id, n)).articles };
}

/** Every report as it was handed in, corrected ones too, with what it charged, what is odd about it and what was asked and answered. */
export async function auditStatements(ctx: Ctx, contract: Contract) {
  const account = await getRoyaltyAccount(ctx, contract);
  const reports = await ctx.db
    .select({
      id: royaltyStatements.id,
      period: royaltyStatements.period,
      n: royaltyStatements.n,
      state: royaltyStatements.state,
      basis: royaltyStatements.basis,
      filedAt: royaltyStatements.filedAt,
      lines: royaltyStatements.lines,
      grossFen: royaltyStatements.grossFen,
      baseFen: royaltyStatements.baseFen,
      dueFen: royaltyStatements.dueFen,
      deductions: royaltyStatements.deductions,
      note: royaltyStatements.note,
      fileId: royaltyStatements.fileId,
      working: royaltyStatements.working,
    })
    .from(royaltyStatements)
    .where(eq(royaltyStatements.contractId, contract.id))
    .orderBy(asc(royaltyStatements.startsOn), asc(royaltyStatements.n));
  const { royalty, chargedFen, creditFen, next } = account;
  const flags = account.books?.flags ?? [];
  const takenBack = await takenBackOf(ctx, contract.id);
  const byRights = await raisedByRights(ctx, contract.id);
  // The report that counts says what its period is charged, so that the sum is the contract's; an earlier one what it raised.
  const booked = reports.map(({ working, ...report }) => ({ ...report, raised: raisedFromJson(working) }));
  const shown = booked.map(({ raised: _raised, ...report }) =>
    report.state === 'superseded'
      ? report
      : { ...report, dueFen: periodCharged([...booked, ...byRights], report.period, takenBack).chargedFen },
  );
  return { reports: shown, flags, queries: await listQueries(ctx, contract.id), royalty, chargedFen, creditFen, next };
}

/** Milestones with every piece of evidence that was handed in and how it was judged. Parties are named, not their people. */
export async function auditEvidence(ctx: Ctx, contract: Contract) {
  const stones = await ctx.db
    .select({
      id: milestones.id,
      position: milestones.position,
      name: milestones.name,
      state: milestones.state,
      amountFen: milestones.amountFen,
    })
    .from(milestones)
    .where(eq(milestones.contractId, contract.id))
    .orderBy(asc(milestones.position));
  const submissions = await ctx.db
    .select({
      milestoneId: milestoneSubmissions.milestoneId,
      n: milestoneSubmissions.n,
      submittedAt: milestoneSubmissions.submittedAt,
      outcome: milestoneSubmissions.outcome,
      reason: milestoneSubmissions.reason,
      decidedAt: milestoneSubmissions.decidedAt,
      file: { id: files.id, name: files.name, sha256: files.sha256, bytes: files.bytes },
    })
    .from(milestoneSubmissions)
    .innerJoin(milestones, eq(milestones.id, milestoneSubmissions.milestoneId))
    .innerJoin(files, eq(files.id, milestoneSubmissions.fileId))
    .where(eq(milestones.contractId, contract.id))
    .orderBy(asc(milestones.position), asc(milestoneSubmissions.n));
  return stones.map((stone) => ({
    ...stone,
    submissions: submissions.filter(({ milestoneId }) => milestoneId === stone.id),
  }));
}

/** What is claimed under the contract, and the money that arrived and went back. No bank details. */
export async function auditReceipts(ctx: Ctx, contract: Contract) {
  const claims = await obligationsOf(ctx, contract.id);
  const arrived = await ctx.db
    .select({
      id: receipts.id,
      no: receipts.no,
      label: obligations.label,
      method: receipts.method,
      depositApplicationId: receipts.depositApplicationId,
      state: receipts.state,
      amountFen: receipts.amountFen,
      paidOn: receipts.paidOn,
      confirmedAt: receipts.confirmedAt,
    })
    .from(receipts)
    .innerJoin(obligations, eq(obligations.id, receipts.obligationId))
    .where(and(eq(receipts.contractId, contract.id), inArray(receipts.state, [...receiptStatesArrived])))
    .orderBy(asc(receipts.paidOn), asc(receipts.no));
  const back = await ctx.db
    .select({
      id: refunds.id,
      no: receipts.no,
      kind: refunds.kind,
      amountFen: refunds.amountFen,
      paidOn: refunds.paidOn,
    })
    .from(refunds)
    .innerJoin(receipts, eq(receipts.id, refunds.receiptId))
    .where(and(eq(refunds.contractId, contract.id), inArray(refunds.state, [...refundStatesGivenBack])))
    .orderBy(asc(refunds.paidOn));
  return {
    claims: claims.map(({ id, kind, label, amountFen, dueOn, paidFen, creditedFen, waivedFen, outstandingFen }) => ({
      id,
      kind,
      label,
      amountFen,
      dueOn,
      paidFen,
      creditedFen: creditedFen - waivedFen,
      waivedFen,
      outstandingFen,
    })),
    arrived,
    back,
  };
}
