import { and, eq, exists, inArray, not, or, type SQL } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { contractSideOf } from '#app/domain/contract-deeds.ts';
import { seesAllDeals } from '#app/domain/deal-access.ts';
import { achievementPeople, contracts, distributions, distributionShares, pageSigners } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

/**
 * Contracts that the actor sees for his organisation: all, or as an inventor those of his own achievements, as with its talks,
 * those that he was named to sign or countersign, and those of whose money he has a share.
 */
export function ownContracts(ctx: ActorContext): SQL | undefined {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined) return undefined;
  const isParty = or(eq(contracts.licensorOrgId, orgId), eq(contracts.licenseeOrgId, orgId));
  if (seesAllDeals(ctx.actor)) return isParty;
  if (!hasRole(ctx.actor, 'inventor')) return undefined;
  const isOwnWork = and(eq(contracts.licensorOrgId, orgId), exists(ownWork(ctx, contracts.achievementId)));
  const isNamed = or(exists(namedOn(ctx, contracts.id)), exists(shareOf(ctx, contracts.id)));
  return or(isOwnWork, and(isParty, isNamed));
}

/** Of some ids those that are contracts of the actor's organisation which he does not see. */
export async function hiddenContracts(ctx: ActorContext, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0 || ctx.actor.org === null || seesAllDeals(ctx.actor)) return new Set();
  const isAmong = inArray(contracts.id, [...ids]);
  const own = ownContracts(ctx);
  const isHidden = own === undefined ? isAmong : and(isAmong, not(own));
  const rows = await ctx.db.select({ id: contracts.id }).from(contracts).where(isHidden);
  return new Set(rows.map(({ id }) => id));
}

/** The same of one contract. */
export async function seesContract(
  ctx: Pick<ActorContext, 'db' | 'actor'>,
  contract: Pick<typeof contracts.$inferSelect, 'id' | 'licensorOrgId' | 'licenseeOrgId' | 'achievementId'>,
): Promise<boolean> {
  const side = contractSideOf(ctx.actor, contract);
  if (side === null) return false;
  if (seesAllDeals(ctx.actor)) return true;
  if (!hasRole(ctx.actor, 'inventor')) return false;
  if (side === 'licensor' && (await ownWork(ctx, contract.achievementId)).length > 0) return true;
  return (await namedOn(ctx, contract.id)).length > 0 || (await shareOf(ctx, contract.id)).length > 0;
}

const ownWork = (
  { db, actor }: Pick<ActorContext, 'db' | 'actor'>,
  achievementId: string | typeof contracts.achievementId,
) =>
  db
    .select({ id: achievementPeople.id })
    .from(achievementPeople)
    .where(and(eq(achievementPeople.achievementId, achievementId), eq(achievementPeople.userId, actor.userId)))
    .limit(1);

const namedOn = ({ db, actor }: Pick<ActorContext, 'db' | 'actor'>, contractId: string | typeof contracts.id) =>
  db
    .select({ id: pageSigners.id })
    .from(pageSigners)
    .where(and(eq(pageSigners.contractId, contractId), eq(pageSigners.userId, actor.userId)))
    .limit(1);

const shareOf = ({ db, actor }: Pick<ActorContext, 'db' | 'actor'>, contractId: string | typeof contracts.id) =>
  db
    .select({ id: distributionShares.id })
    .from(distributionShares)
    .innerJoin(distributions, eq(distributions.id, distributionShares.distributionId))
    .where(and(eq(distributions.contractId, contractId), eq(distributionShares.userId, actor.userId)))
    .limit(1);
