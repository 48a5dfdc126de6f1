import { and, eq, inArray, notExists, sql } from 'drizzle-orm';
import { openParts, refundableFen } from '#app/domain/allocation.ts';
import type { MatchCandidate, ReturnCandidate } from '#app/domain/bank-match.ts';
import type { Day } from '#app/domain/days.ts';
import { paymentReference } from '#app/domain/payment-reference.ts';
import { receiptStatesKept, receiptStatesUnderWay } from '#app/domain/payment-machine.ts';
import { liveDistributionStates } from '#app/domain/distribution.ts';
import {
  bankRows,
  contracts,
  obligations,
  organisations,
  receipts,
  refunds,
  tradeApplications,
} from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { claimedFen, oneOfStates, outstandingFen } from '../payments/claim-sums.server.ts';
import { leftOf, partSums } from '../payments/receipt-sums.server.ts';

type Db = Pick<Context, 'db'>;

const isExplained = ({ db }: Db) =>
  db
    .select({ one: sql`1` })
    .from(bankRows)
    .where(and(eq(bankRows.receiptId, receipts.id), eq(bankRows.state, 'matched')));

/** A candidate, and what its page calls it. */
export interface NamedCandidate extends MatchCandidate {
  readonly label: string;
  readonly contractTitle: string;
  /** Of a slip: it is confirmed already. */
  readonly isDone?: boolean;
}

/** Slips and open claims of an organisation that incoming money may be: slips that no line has explained yet. */
export async function incomingCandidates(ctx: Db, orgId: string): Promise<NamedCandidate[]> {
  const [slips, claims] = await Promise.all([
    ctx.db
      .select({
        id: receipts.id,
        no: receipts.no,
        state: receipts.state,
        obligationId: receipts.obligationId,
        amountFen: receipts.amountFen,
        // A deposit that was set off came before that.
        paidOn: sql<Day>`coalesce(${tradeApplications.depositOn}, ${receipts.paidOn})`,
        serialKey: receipts.bankSerialKey,
        contractNo: contracts.no,
        contractTitle: contracts.title,
        label: obligations.label,
        payerName: organisations.name,
      })
      .from(receipts)
      .innerJoin(contracts, eq(contracts.id, receipts.contractId))
      .innerJoin(obligations, eq(obligations.id, receipts.obligationId))
      .innerJoin(organisations, eq(organisations.id, receipts.payerOrgId))
      .leftJoin(tradeApplications, eq(tradeApplications.id, receipts.depositApplicationId))
      .where(
        and(
          eq(receipts.payeeOrgId, orgId),
          eq(receipts.method, 'bank'),
          inArray(receipts.state, [...receiptStatesUnderWay, ...receiptStatesKept]),
          notExists(isExplained(ctx)),
        ),
      ),
    ctx.db
      .select({
        id: obligations.id,
        outstandingFen,
        claimedFen,
        contractNo: contracts.no,
        contractTitle: contracts.title,
        label: obligations.label,
        payerName: organisations.name,
      })
      .from(obligations)
      .innerJoin(contracts, eq(contracts.id, obligations.contractId))
      .innerJoin(organisations, eq(organisations.id, obligations.payerOrgId))
      .where(and(eq(obligations.payeeOrgId, orgId), sql`${outstandingFen}::bigint > ${claimedFen}::bigint`)),
  ]);
  return [
    ...slips.map(({ no, obligationId, label, state, ...slip }): NamedCandidate => ({
      ...slip,
      isDone: !receiptStatesUnderWay.includes(state),
      kind: 'receipt',
      label: `${no} ${label}`,
      reference: paymentReference(obligationId),
    })),
    ...claims.map(({ outstandingFen: open, claimedFen: claimed, ...claim }): NamedCandidate => ({
      ...claim,
      kind: 'obligation',
      amountFen: openParts(BigInt(open), BigInt(claimed)).payableFen,
      paidOn: null,
      serialKey: null,
      reference: paymentReference(claim.id),
    })),
  ];
}

/** Receipts of an organisation of which something can still go back, with a refund that is recorded and not answered. */
export async function returnCandidates(ctx: Db, orgId: string): Promise<ReturnCandidate[]> {
  const rows = await ctx.db
    .select({
      receiptId: receipts.id,
      no: receipts.no,
      amountFen: receipts.amountFen,
      payerName: organisations.name,
      bankSerialKey: receipts.bankSerialKey,
      paidOn: receipts.paidOn,
      isShared: sql<boolean>`exists (select 1 from distributions d
        where d.receipt_id = receipts.id and d.state in ${oneOfStates(liveDistributionStates)})`,
      refundId: refunds.id,
      refundFen: refunds.amountFen,
      refundKey: refunds.bankSerialKey,
      ...partSums,
    })
    .from(receipts)
    .innerJoin(organisations, eq(organisations.id, receipts.payerOrgId))
    .leftJoin(refunds, and(eq(refunds.receiptId, receipts.id), eq(refunds.state, 'open')))
    .where(
      and(eq(receipts.payeeOrgId, orgId), eq(receipts.method, 'bank'), inArray(receipts.state, [...receiptStatesKept])),
    );
  return rows.map((row) => ({
    receiptId: row.receiptId,
    no: row.no,
    payerName: row.payerName,
    bankSerialKey: row.bankSerialKey,
    paidOn: row.paidOn,
    refundableFen: row.refundId === null ? refundableFen(leftOf(row), row.isShared) : 0n,
    openRefund:
      row.refundId === null || row.refundFen === null
        ? null
        : { id: row.refundId, amountFen: row.refundFen, serialKey: row.refundKey },
  }));
}
