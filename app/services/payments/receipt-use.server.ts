import { and, eq, inArray } from 'drizzle-orm';
import { partsLeft, type ReceiptParts } from '#app/domain/allocation.ts';
import { disputeStatesFreezing } from '#app/domain/card-dispute.ts';
import { enteredDistributionStates, liveDistributionStates } from '#app/domain/distribution.ts';
import type { Fen } from '#app/domain/money.ts';
import { kindsWith } from '#app/domain/obligation.ts';
import { refundStatesGivenBack, refundStatesUnderWay } from '#app/domain/refund.ts';
import { allocations, cardDisputes, distributions, obligations, refunds } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

export interface ReceiptUse {
  /** What of it the payee still has. */
  readonly left: ReceiptParts;
  readonly hasLiveDistribution: boolean;
  /**
   * What of its income nobody has shared or is about to: all of it, nothing while a proposal is on its way, and after one was entered
   * what came back since, because a refund failed late.
   */
  readonly unsharedFen: Fen;
  readonly hasOpenRefund: boolean;
  /** One of those that are under way was asked for here: it draws on what stands. */
  readonly hasOwnRefund: boolean;
  /**
   * The provider has not decided a dispute of it yet, or the loss is not booked, or a refund made in the provider's own pages is
   * not: its money may be, or is, gone.
   */
  readonly hasOpenDispute: boolean;
  /** It settles a claim of the licensor; a repaid credit is nobody's income and is not shared. */
  readonly isIncome: boolean;
}

/** What became of a receipt so far. Verbs ask it with the receipt locked, pages as they load. */
export async function getReceiptUse(
  { db }: Pick<Context, 'db'>,
  receipt: { readonly id: string; readonly amountFen: Fen; readonly obligationId: string },
): Promise<ReceiptUse> {
  const used = await db.select().from(allocations).where(eq(allocations.receiptId, receipt.id));
  const back = await db.select().from(refunds).where(eq(refunds.receiptId, receipt.id));
  const isLive = and(eq(distributions.receiptId, receipt.id), inArray(distributions.state, liveDistributionStates));
  const live = await db
    .select({ state: distributions.state, receiptFen: distributions.receiptFen })
    .from(distributions)
    .where(isLive);
  const sharedFen = live.reduce((sum, row) => sum + row.receiptFen, 0n);
  const isUnderWay = live.some(({ state }) => !enteredDistributionStates.includes(state));
  const disputes = await db.select().from(cardDisputes).where(eq(cardDisputes.receiptId, receipt.id));
  const isBooked = (disputeId: string) => back.some(({ providerRefundId }) => providerRefundId === disputeId);
  const income = and(eq(obligations.id, receipt.obligationId), inArray(obligations.kind, kindsWith('income')));
  const underWay = back.filter((row) => refundStatesUnderWay.includes(row.state));
  const sum = (rows: typeof used): Fen => rows.reduce((all, row) => all + row.amountFen, 0n);
  const elsewhereFen = sum(used.filter(({ obligationId }) => obligationId !== receipt.obligationId));
  const left = partsLeft(
    { amountFen: receipt.amountFen, allocatedFen: sum(used), elsewhereFen },
    back.filter((row) => refundStatesGivenBack.includes(row.state)),
  );
  return {
    left,
    hasLiveDistribution: live.length > 0,
    unsharedFen: isUnderWay || left.allocatedFen < sharedFen ? 0n : left.allocatedFen - sharedFen,
    hasOpenRefund: underWay.length > 0,
    hasOwnRefund: underWay.some(({ requestedBy }) => requestedBy !== null),
    hasOpenDispute:
      underWay.some(({ requestedBy }) => requestedBy === null) ||
      disputes.some(
        ({ state, providerDisputeId }) =>
          disputeStatesFreezing.includes(state) || (state === 'lost' && !isBooked(providerDisputeId)),
      ),
    isIncome: (await db.$count(obligations, income)) > 0,
  };
}
