import { and, asc, eq, gt, gte, lte, or, sql } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { gansuFloor, nationalFloor, type ShareFloor } from '#app/domain/split.ts';
import {
  achievementPeople,
  allocations,
  contracts,
  mandates,
  organisations,
  receipts,
  users,
} from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

export interface ShareFacts {
  /** What of the receipt settled claims and is to be shared; an advance is not yet income. */
  readonly shareableFen: Fen;
  readonly brokers: readonly { readonly userId: string; readonly name: string; readonly feePpm: number }[];
  readonly people: readonly { readonly userId: string | null; readonly name: string; readonly sharePpm: number }[];
  readonly floors: readonly ShareFloor[];
  /** The unit's own scheme: where the proposal starts. */
  readonly teamPpm: number;
  readonly ttoPpm: number;
}

/** All that a receipt's distribution rests on: mandates, team, floors, the unit's scheme. Page and verb read the same. */
export async function getShareFacts(ctx: Pick<Context, 'db'>, receiptId: string): Promise<ShareFacts> {
  const [head] = await ctx.db
    .select({ receipt: receipts, contract: contracts, unit: organisations })
    .from(receipts)
    .innerJoin(contracts, eq(contracts.id, receipts.contractId))
    .innerJoin(organisations, eq(organisations.id, receipts.payeeOrgId))
    .where(eq(receipts.id, receiptId));
  if (head === undefined) throw new AppError('not_found');
  const { receipt, contract, unit } = head;
  const [allocated] = await ctx.db
    .select({ fen: sql<string>`coalesce(sum(${allocations.amountFen}), 0)` })
    .from(allocations)
    .where(eq(allocations.receiptId, receiptId));
  const brokers = await ctx.db
    .select({ userId: users.id, name: users.name, feePpm: mandates.feePpm })
    .from(mandates)
    .innerJoin(users, eq(users.id, mandates.brokerUserId))
    .where(and(eq(mandates.dealId, contract.dealId), eq(mandates.clientOrgId, unit.id), earnedAt(contract.signedAt)))
    .orderBy(asc(mandates.createdAt), asc(mandates.id));
  const people = await ctx.db
    .select({ userId: achievementPeople.userId, name: achievementPeople.name, sharePpm: achievementPeople.sharePpm })
    .from(achievementPeople)
    .where(eq(achievementPeople.achievementId, contract.achievementId))
    .orderBy(asc(achievementPeople.position));
  return {
    shareableFen: receipt.state === 'confirmed' ? BigInt(allocated?.fen ?? '0') : 0n,
    brokers,
    people,
    floors: unit.regionCode.startsWith('62') ? [nationalFloor, gansuFloor] : [nationalFloor],
    teamPpm: unit.teamPpm,
    ttoPpm: unit.ttoPpm,
  };
}

/** The mandate covered the day of signing, in Lanzhou, and had not been ended when the contract was signed: its fee is earned. */
function earnedAt(signedAt: Date | null) {
  if (signedAt === null) return sql`false`;
  const day = dayOf(signedAt);
  return and(
    lte(mandates.startsOn, day),
    gte(mandates.endsOn, day),
    or(eq(mandates.state, 'active'), and(eq(mandates.state, 'ended'), gt(mandates.endedAt, signedAt))),
  );
}
