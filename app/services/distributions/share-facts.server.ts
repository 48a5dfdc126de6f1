import { and, asc, eq, gt, gte, inArray, lte, or, sql } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { liveDistributionStates } from '#app/domain/distribution.ts';
import { type BrokerShare, floorsWith } from '#app/domain/distribution-shares.ts';
import { type OwnedShare, ownedShareOf } from '#app/domain/entitlement.ts';
import { AppError } from '#app/domain/errors.ts';
import { type Fen, wholePpm } from '#app/domain/money.ts';
import { receiptStatesKept } from '#app/domain/payment-machine.ts';
import { floorsOn, policyOf, type PolicySet } from '#app/domain/share-policy.ts';
import { isSharedAsWork } from '#app/domain/shared-as-work.ts';
import { gansuFloorOf, type ShareFloor } from '#app/domain/split.ts';
import {
  achievementPeople,
  contracts,
  distributions,
  distributionShares,
  mandates,
  organisations,
  receipts,
  users,
} from '#db/schema/index.ts';
import { mayDoMoney, moneySideOf } from '#app/domain/receipt-deeds.ts';
import { findEntitlementAt } from '../achievements/entitlement-queries.server.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { findTermsInForce } from '../contracts/terms-in-force.server.ts';
import { getOwnReceipt } from '../payments/own-receipt.server.ts';
import { getReceiptUse } from '../payments/receipt-use.server.ts';
import { getRuleValues } from '../reference/rule-values.server.ts';

export interface ShareFacts {
  /** What of the receipt settles claims and is to be shared; an advance is not yet income, what went back is none, what is shared is gone. */
  readonly shareableFen: Fen;
  readonly brokers: readonly BrokerShare[];
  readonly people: readonly { readonly userId: string | null; readonly name: string; readonly sharePpm: number }[];
  /** With what people own of the achievement as the last one. */
  readonly floors: readonly ShareFloor[];
  /** Whose scale of rewards the unit goes by. */
  readonly policy: PolicySet;
  readonly owned: OwnedShare | null;
  /** Pay for work that stands alone (`isSharedAsWork`): no floor, no inventors; who did it is asked. */
  readonly isWorkAlone: boolean;
  /** The unit's own scheme: where the proposal starts; null where it says nothing of this. */
  readonly teamPpm: number | null;
  readonly ttoPpm: number;
}

/** All that a receipt's distribution rests on: mandates, team, what it owned at the signature, floors, the unit's scheme. Page and verb read the same. */
export async function getShareFacts(ctx: Pick<Context, 'db' | 'now'>, receiptId: string): Promise<ShareFacts> {
  const [head] = await ctx.db
    .select({ receipt: receipts, contract: contracts, unit: organisations })
    .from(receipts)
    .innerJoin(contracts, eq(contracts.id, receipts.contractId))
    .innerJoin(organisations, eq(organisations.id, receipts.payeeOrgId))
    .where(eq(receipts.id, receiptId));
  if (head === undefined) throw new AppError('not_found');
  const { receipt, contract, unit } = head;
  const { unsharedFen, isIncome } = await getReceiptUse(ctx, receipt);
  const shareableFen = isIncome && receiptStatesKept.includes(receipt.state) ? unsharedFen : 0n;
  const earned = await ctx.db
    .select({ userId: users.id, name: users.name, feePpm: mandates.feePpm, feeFen: mandates.feeFen })
    .from(mandates)
    .innerJoin(users, eq(users.id, mandates.brokerUserId))
    .where(and(eq(mandates.dealId, contract.dealId), eq(mandates.clientOrgId, unit.id), earnedAt(contract.signedAt)))
    .orderBy(asc(mandates.createdAt), asc(mandates.id));
  const policy = policyOf(unit);
  const terms = await findTermsInForce(ctx, contract.id);
  if (terms !== null && isSharedAsWork(terms)) {
    const brokers = await withFixedFees(ctx, receipt, shareableFen, earned);
    return {
      shareableFen,
      brokers,
      people: [],
      floors: [],
      policy,
      owned: null,
      isWorkAlone: true,
      teamPpm: null,
      ttoPpm: 0,
    };
  }
  const people = await ctx.db
    .select({ userId: achievementPeople.userId, name: achievementPeople.name, sharePpm: achievementPeople.sharePpm })
    .from(achievementPeople)
    .where(eq(achievementPeople.achievementId, contract.achievementId))
    .orderBy(asc(achievementPeople.position));
  const owned = ownedShareOf(await findEntitlementAt(ctx, contract.achievementId, contract.signedAt), people);
  // Who set nothing has no scheme of its own: then it is asked.
  const isUnset = unit.teamPpm === 0 && owned === null;
  const teamPpm = Math.max(unit.teamPpm, owned?.ppm ?? 0);
  // A default that is set later changes no contract that was signed before.
  const agreedOn = dayOf(contract.signedAt ?? ctx.now());
  const floors = floorsOn(unit, agreedOn, gansuFloorOf(await getRuleValues(ctx, agreedOn)));
  return {
    shareableFen,
    brokers: await withFixedFees(ctx, receipt, shareableFen, earned),
    people,
    floors: floorsWith(floors, owned),
    policy,
    owned,
    isWorkAlone: false,
    teamPpm: isUnset ? null : teamPpm,
    ttoPpm: Math.min(unit.ttoPpm, wholePpm - teamPpm),
  };
}

/** The same for the unit's own officer, before his proposal is read. */
export async function getOwnShareFacts(ctx: ActorContext, receiptId: string): Promise<ShareFacts> {
  if (!mayDoMoney(ctx.actor, 'propose')) throw new AppError('forbidden');
  const receipt = await getOwnReceipt(ctx, receiptId);
  if (moneySideOf(ctx.actor, receipt) !== 'payee') throw new AppError('not_found');
  return getShareFacts(ctx, receiptId);
}

/**
 * Fixed commissions: what the contract's distributions have not carried yet, and never more than this receipt has. What was
 * sent back is carried by none.
 */
async function withFixedFees(
  ctx: Pick<Context, 'db'>,
  receipt: typeof receipts.$inferSelect,
  shareableFen: Fen,
  earned: readonly (BrokerShare & { readonly feeFen: Fen | null })[],
): Promise<BrokerShare[]> {
  if (earned.every(({ feeFen }) => feeFen === null))
    return earned.map(({ userId, name, feePpm }) => ({ userId, name, feePpm }));
  const carried = await ctx.db
    .select({ userId: distributionShares.userId, amountFen: distributionShares.amountFen })
    .from(distributionShares)
    .innerJoin(distributions, eq(distributions.id, distributionShares.distributionId))
    .where(
      and(
        eq(distributions.contractId, receipt.contractId),
        eq(distributions.orgId, receipt.payeeOrgId),
        inArray(distributions.state, liveDistributionStates),
        eq(distributionShares.kind, 'broker'),
      ),
    );
  let leftFen = shareableFen;
  return earned.map(({ feeFen, ...broker }) => {
    if (feeFen === null) return broker;
    const done = carried.reduce((sum, row) => (row.userId === broker.userId ? sum + row.amountFen : sum), 0n);
    const openFen = feeFen > done ? feeFen - done : 0n;
    const fixedFen = openFen < leftFen ? openFen : leftFen;
    leftFen -= fixedFen;
    return { ...broker, fixedFen };
  });
}

/** The mandate covered the day of signing, in Lanzhou, and had not been ended when the contract was signed: its fee is earned. */
export function earnedAt(signedAt: Date | null) {
  if (signedAt === null) return sql`false`;
  const day = dayOf(signedAt);
  return and(
    lte(mandates.startsOn, day),
    gte(mandates.endsOn, day),
    or(eq(mandates.state, 'active'), and(eq(mandates.state, 'ended'), gt(mandates.endedAt, signedAt))),
  );
}
