import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import {
  decidedDistributionStates,
  type DistributionState,
  enteredDistributionStates,
} from '#app/domain/distribution.ts';
import {
  commissionPayments,
  contracts,
  distributionPayouts,
  distributionPublicities,
  distributions,
  distributionShares,
  receipts,
  users,
} from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

/** The distributions proposed for a receipt, the newest first, with all shares. For the payee's people only. */
export async function listDistributions(ctx: ActorContext, receiptId: string) {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined) return [];
  const rows = await ctx.db
    .select({ distribution: distributions, proposer: users.name, publicityContact: distributionPublicities.contact })
    .from(distributions)
    .innerJoin(users, eq(users.id, distributions.proposedBy))
    .leftJoin(distributionPublicities, eq(distributionPublicities.distributionId, distributions.id))
    .where(and(eq(distributions.receiptId, receiptId), eq(distributions.orgId, orgId)))
    .orderBy(desc(distributions.proposedAt), desc(distributions.id));
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.distribution.id);
  const shares = await ctx.db
    .select()
    .from(distributionShares)
    .where(inArray(distributionShares.distributionId, ids))
    .orderBy(asc(distributionShares.position));
  return rows.map(({ distribution, ...row }) => ({
    ...distribution,
    ...row,
    shares: shares.filter((share) => share.distributionId === distribution.id),
  }));
}

/** The voucher of this share: a broker's commission is paid by itself, the people's shares together. */
const paidOn = sql<string | null>`case when ${distributionShares.kind} = 'broker'
  then ${commissionPayments.paidOn} else ${distributionPayouts.paidOn} end`;

/** What was shared to this person, whatever his role: 我的份额, in all or under one contract. */
export const listOwnShares = (ctx: ActorContext, limit = 200, contractId: string | null = null) =>
  ctx.db
    .select({
      id: distributionShares.id,
      kind: distributionShares.kind,
      amountFen: distributionShares.amountFen,
      state: distributions.state,
      paidOn,
      receiptNo: receipts.no,
      contractNo: contracts.no,
      contractTitle: contracts.title,
      proposedAt: distributions.proposedAt,
    })
    .from(distributionShares)
    .innerJoin(distributions, eq(distributions.id, distributionShares.distributionId))
    .innerJoin(receipts, eq(receipts.id, distributions.receiptId))
    .innerJoin(contracts, eq(contracts.id, distributions.contractId))
    .leftJoin(commissionPayments, eq(commissionPayments.shareId, distributionShares.id))
    .leftJoin(distributionPayouts, eq(distributionPayouts.distributionId, distributions.id))
    .where(
      and(
        eq(distributionShares.userId, ctx.actor.userId),
        inArray(distributions.state, decidedDistributionStates),
        contractId === null ? undefined : eq(distributions.contractId, contractId),
      ),
    )
    .orderBy(desc(distributions.proposedAt), asc(distributionShares.position))
    .limit(limit);

/** 我的份额 in sum and the latest three, for the head of a person's desk. */
export async function ownShareSummary(ctx: ActorContext) {
  const sumOf = (states: readonly DistributionState[]) =>
    sql<string>`coalesce(sum(${distributionShares.amountFen}) filter (where ${inArray(distributions.state, [...states])}), 0)::text`;
  const [sums] = await ctx.db
    .select({
      entered: sumOf(enteredDistributionStates),
      decided: sumOf(decidedDistributionStates.filter((state) => !enteredDistributionStates.includes(state))),
    })
    .from(distributionShares)
    .innerJoin(distributions, eq(distributions.id, distributionShares.distributionId))
    .where(eq(distributionShares.userId, ctx.actor.userId));
  return {
    enteredFen: BigInt(sums?.entered ?? '0'),
    decidedFen: BigInt(sums?.decided ?? '0'),
    latest: await listOwnShares(ctx, 3),
  };
}
