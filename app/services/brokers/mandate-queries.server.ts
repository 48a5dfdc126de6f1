import { and, asc, desc, eq, inArray, isNotNull, notInArray } from 'drizzle-orm';
import { feeDueFen, isFeeEarned } from '#app/domain/commission.ts';
import { dayOf } from '#app/domain/days.ts';
import { unsentMandateStates } from '#app/domain/deal.ts';
import { enteredDistributionStates } from '#app/domain/distribution.ts';
import { AppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { kindsWith } from '#app/domain/obligation.ts';
import { receiptStatesKept } from '#app/domain/payment-machine.ts';
import {
  achievements,
  commissionPayments,
  contracts,
  deals,
  distributions,
  distributionShares,
  mandates,
  obligations,
  organisations,
  receipts,
} from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { leftOf, partSums } from '../payments/receipt-sums.server.ts';

/** The broker's mandates with the stage of each deal, the newest first. Clients are named; what was said is in the room. */
export async function listOwnMandates(ctx: ActorContext) {
  if (!ctx.actor.isBroker) throw new AppError('forbidden');
  return ctx.db
    .select({
      id: mandates.id,
      state: mandates.state,
      feePpm: mandates.feePpm,
      feeFen: mandates.feeFen,
      startsOn: mandates.startsOn,
      endsOn: mandates.endsOn,
      endedAt: mandates.endedAt,
      clientOrgId: mandates.clientOrgId,
      clientName: organisations.name,
      clientIsSample: organisations.isSample,
      dealId: deals.id,
      dealNo: deals.no,
      dealState: deals.state,
      licensorOrgId: deals.licensorOrgId,
      achievementName: achievements.name,
      updatedAt: deals.updatedAt,
    })
    .from(mandates)
    .innerJoin(deals, eq(deals.id, mandates.dealId))
    .innerJoin(achievements, eq(achievements.id, deals.achievementId))
    .innerJoin(organisations, eq(organisations.id, mandates.clientOrgId))
    .where(and(eq(mandates.brokerUserId, ctx.actor.userId), notInArray(mandates.state, [...unsentMandateStates])))
    .orderBy(desc(mandates.createdAt))
    .limit(200);
}

export type OwnMandate = Awaited<ReturnType<typeof listOwnMandates>>[number];

export interface CommissionLine {
  readonly mandateId: string;
  readonly receiptId: string;
  readonly receiptNo: string;
  readonly paidOn: string;
  readonly contractNo: string;
  readonly contractTitle: string;
  readonly clientName: string;
  /** Cash that arrived and settles claims; advances and what went back do not count. */
  readonly cashFen: Fen;
  readonly feePpm: number;
  /** A fixed commission in place of the share. */
  readonly feeFen: Fen | null;
  readonly dueFen: Fen;
  /** What the client's distribution of this receipt gives the broker; null while it is not shared. */
  readonly sharedFen: Fen | null;
  /** The day on the voucher of its payment; null while it is not paid. */
  readonly settledOn: string | null;
  /** The client pays the licence fee itself, so no distribution of its own carries the commission. */
  readonly isPaidApart: boolean;
}

/** Commission by receipt: accrued on cash received under contracts that the mandate brought about, and nothing before. */
export async function listCommission(ctx: ActorContext, own: readonly OwnMandate[]): Promise<CommissionLine[]> {
  if (own.length === 0) return [];
  const rows = await ctx.db
    .select({ receipt: receipts, contract: contracts, ...partSums })
    .from(receipts)
    .innerJoin(contracts, eq(contracts.id, receipts.contractId))
    .innerJoin(
      obligations,
      and(eq(obligations.id, receipts.obligationId), inArray(obligations.kind, kindsWith('income'))),
    )
    .where(
      and(
        inArray(contracts.dealId, [...new Set(own.map(({ dealId }) => dealId))]),
        isNotNull(contracts.signedAt),
        inArray(receipts.state, [...receiptStatesKept]),
      ),
    )
    .orderBy(asc(receipts.paidOn), asc(receipts.no));
  const shares = await sharesOf(
    ctx,
    rows.map(({ receipt }) => receipt.id),
  );
  const lines: CommissionLine[] = [];
  const earlier = new Map<string, Fen>();
  for (const { receipt, contract, ...sums } of rows) {
    const left = leftOf({ ...receipt, ...sums });
    for (const mandate of own) {
      if (mandate.dealId !== contract.dealId || !isFeeEarned(mandate, contract.signedAt)) continue;
      const key = `${mandate.id} ${contract.id}`;
      const earlierFen = earlier.get(key) ?? 0n;
      earlier.set(key, earlierFen + left.allocatedFen);
      const isPaidApart = mandate.clientOrgId !== receipt.payeeOrgId;
      lines.push({
        mandateId: mandate.id,
        receiptId: receipt.id,
        receiptNo: receipt.no,
        paidOn: receipt.paidOn ?? dayOf(receipt.createdAt),
        contractNo: contract.no,
        contractTitle: contract.title,
        clientName: mandate.clientName,
        cashFen: left.allocatedFen,
        feePpm: mandate.feePpm,
        feeFen: mandate.feeFen,
        dueFen: feeDueFen(mandate, left.allocatedFen, earlierFen),
        sharedFen: isPaidApart ? null : (shares.get(receipt.id)?.amountFen ?? null),
        settledOn: isPaidApart ? null : (shares.get(receipt.id)?.settledOn ?? null),
        isPaidApart,
      });
    }
  }
  return lines;
}

export interface CommissionSums {
  readonly cashFen: Fen;
  readonly dueFen: Fen;
  readonly sharedFen: Fen;
  /** Of what was shared: paid on his invoice. */
  readonly settledFen: Fen;
}

export const sumCommission = (lines: readonly CommissionLine[]): CommissionSums => ({
  cashFen: lines.reduce((sum, line) => sum + line.cashFen, 0n),
  dueFen: lines.reduce((sum, line) => sum + line.dueFen, 0n),
  sharedFen: lines.reduce((sum, line) => sum + (line.sharedFen ?? 0n), 0n),
  settledFen: lines.reduce((sum, line) => sum + (line.settledOn === null ? 0n : (line.sharedFen ?? 0n)), 0n),
});

/** A broker's commission in sum, the same on his desk, his money page and his statement; null for everybody else. */
export async function findOwnCommission(ctx: ActorContext): Promise<CommissionSums | null> {
  return ctx.actor.isBroker ? sumCommission(await listCommission(ctx, await listOwnMandates(ctx))) : null;
}

/** What approved distributions of these receipts give the broker, and when it was paid. */
async function sharesOf(ctx: ActorContext, receiptIds: string[]): Promise<Map<string, BrokerShare>> {
  if (receiptIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({
      receiptId: distributions.receiptId,
      amountFen: distributionShares.amountFen,
      settledOn: commissionPayments.paidOn,
    })
    .from(distributionShares)
    .innerJoin(distributions, eq(distributions.id, distributionShares.distributionId))
    .leftJoin(commissionPayments, eq(commissionPayments.shareId, distributionShares.id))
    .where(
      and(
        inArray(distributions.receiptId, receiptIds),
        eq(distributionShares.userId, ctx.actor.userId),
        eq(distributionShares.kind, 'broker'),
        inArray(distributions.state, [...enteredDistributionStates]),
      ),
    );
  return new Map(rows.map((row) => [row.receiptId, row]));
}

interface BrokerShare {
  readonly amountFen: Fen;
  readonly settledOn: string | null;
}
