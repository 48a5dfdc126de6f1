import { and, desc, eq, inArray, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { allocationOf } from '#app/domain/allocation.ts';
import { type DistributionState, liveDistributionStates } from '#app/domain/distribution.ts';
import { AppError } from '#app/domain/errors.ts';
import { claimIs } from '#app/domain/obligation.ts';
import { receiptStatesUnderWay } from '#app/domain/payment-machine.ts';
import { limitAt } from '#app/domain/second-person.ts';
import {
  contracts,
  files,
  obligations,
  organisations,
  paymentAttempts,
  receipts,
  tradeApplications,
  trades,
} from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { getCreditSums } from '../credits/credit-sums.server.ts';
import { oneOfStates, outstandingFen } from './claim-sums.server.ts';
import { moneyOrgOf } from './money-access.server.ts';
import { getOwnReceipt } from './own-receipt.server.ts';
import { leftOf, partSums, sharedFen } from './receipt-sums.server.ts';

const payer = alias(organisations, 'payer');
const payee = alias(organisations, 'payee');
const party = (org: typeof payer | typeof payee) => ({ id: org.id, name: org.name, isSample: org.isSample });

/** Receipts on either side, the newest first, with how far each one's sharing has come; `unsharedFen` is not entered yet. */
export async function listReceipts(
  ctx: ActorContext,
  states: readonly (typeof receipts.$inferSelect)['state'][],
  limit = 200,
) {
  const orgId = moneyOrgOf(ctx);
  const live = sql<DistributionState | null>`(select d.state from distributions d
    where d.receipt_id = ${receipts.id} and d.state in ${oneOfStates(liveDistributionStates)}
    order by d.proposed_at desc limit 1)`;
  const rows = await ctx.db
    .select({
      id: receipts.id,
      no: receipts.no,
      state: receipts.state,
      method: receipts.method,
      amountFen: receipts.amountFen,
      paidOn: receipts.paidOn,
      contractNo: contracts.no,
      contractTitle: contracts.title,
      label: obligations.label,
      kind: obligations.kind,
      payer: party(payer),
      payee: party(payee),
      ...partSums,
      distribution: live,
      sharedFen,
    })
    .from(receipts)
    .innerJoin(contracts, eq(contracts.id, receipts.contractId))
    .innerJoin(obligations, eq(obligations.id, receipts.obligationId))
    .innerJoin(payer, eq(payer.id, receipts.payerOrgId))
    .innerJoin(payee, eq(payee.id, receipts.payeeOrgId))
    .where(
      and(or(eq(receipts.payerOrgId, orgId), eq(receipts.payeeOrgId, orgId)), inArray(receipts.state, [...states])),
    )
    .orderBy(desc(receipts.createdAt), desc(receipts.id))
    .limit(limit);
  return rows.map((row) => {
    const isPayer = row.payer.id === orgId;
    const left = leftOf(row);
    const { sharedFen: entered, ...shown } = row;
    // What a repaid credit settles is nobody's income.
    const unsharedFen = !isPayer && claimIs(row.kind, 'income') ? left.allocatedFen - BigInt(entered) : 0n;
    return { ...shown, isPayer, left, unsharedFen, distribution: isPayer ? null : row.distribution };
  });
}

/** One receipt as its payer or payee sees it. How it is shared is the payee's own affair. */
export async function getReceipt(ctx: ActorContext, id: string) {
  const orgId = moneyOrgOf(ctx);
  const receipt = await getOwnReceipt(ctx, id);
  const [row] = await ctx.db
    .select({
      contract: { id: contracts.id, no: contracts.no, title: contracts.title },
      obligation: { id: obligations.id, label: obligations.label, amountFen: obligations.amountFen },
      payer: party(payer),
      payee: party(payee),
      voucher: { name: files.name, bytes: files.bytes },
      /** Of a deposit that was set off: in which trade, and when it had come. */
      deposit: { tradeNo: trades.no, on: tradeApplications.depositOn },
      twoPersonFen: payee.twoPersonFen,
      twoPersonFrom: payee.twoPersonFrom,
      twoPersonBeforeFen: payee.twoPersonBeforeFen,
      outstandingFen,
      ...partSums,
    })
    .from(receipts)
    .innerJoin(contracts, eq(contracts.id, receipts.contractId))
    .innerJoin(obligations, eq(obligations.id, receipts.obligationId))
    .innerJoin(payer, eq(payer.id, receipts.payerOrgId))
    .innerJoin(payee, eq(payee.id, receipts.payeeOrgId))
    .leftJoin(files, eq(files.id, receipts.voucherFileId))
    .leftJoin(tradeApplications, eq(tradeApplications.id, receipts.depositApplicationId))
    .leftJoin(trades, eq(trades.id, tradeApplications.tradeId))
    .where(eq(receipts.id, id));
  if (row === undefined) throw new AppError('not_found');
  const { twoPersonFen, twoPersonFrom, twoPersonBeforeFen, ...shown } = row;
  const limitFen = limitAt({ twoPersonFen, twoPersonFrom, twoPersonBeforeFen }, ctx.now());
  const left = leftOf({ ...receipt, ...row });
  const openFen = BigInt(row.outstandingFen);
  const isUnderWay = receiptStatesUnderWay.includes(receipt.state);
  return {
    ...receipt,
    ...shown,
    left,
    backFen: BigInt(row.backFen),
    /** What exceeds the claim: once confirmed the advance that is left, before what would become one. */
    excessFen: isUnderWay ? receipt.amountFen - allocationOf(receipt.amountFen, openFen) : left.advanceFen,
    isUnderWay,
    isPayee: receipt.payeeOrgId === orgId,
    /** Of the contract's money, what corrections made a credit that waits: the payee thinks of it before it shares. */
    creditFen: receipt.payeeOrgId === orgId ? (await getCreditSums(ctx, receipt.contractId)).leftFen : 0n,
    /** The payee's own rule: above it one person's word does not suffice. */
    limitFen: receipt.payeeOrgId === orgId ? limitFen : 0n,
    needsSecond: receipt.payeeOrgId === orgId && receipt.state === 'claimed' && receipt.amountFen > limitFen,
  };
}

/** The uploaded bank slip of a receipt, for its payer and its payee. */
export async function getVoucher(ctx: ActorContext, receiptId: string) {
  moneyOrgOf(ctx);
  const receipt = await getOwnReceipt(ctx, receiptId);
  if (receipt.voucherFileId === null) throw new AppError('not_found');
  const [file] = await ctx.db.select().from(files).where(eq(files.id, receipt.voucherFileId));
  if (file === undefined) throw new AppError('not_found');
  return file;
}

/** A card payment of the actor's organisation, for the page that the payer comes back to. */
export async function getOwnAttempt(ctx: ActorContext, id: string) {
  const [row] = await ctx.db
    .select({ attempt: paymentAttempts, label: obligations.label, receiptId: receipts.id })
    .from(paymentAttempts)
    .innerJoin(obligations, eq(obligations.id, paymentAttempts.obligationId))
    .leftJoin(receipts, eq(receipts.attemptId, paymentAttempts.id))
    .where(eq(paymentAttempts.id, id));
  if (row === undefined || row.attempt.payerOrgId !== ctx.actor.org?.orgId) throw new AppError('not_found');
  return row;
}
