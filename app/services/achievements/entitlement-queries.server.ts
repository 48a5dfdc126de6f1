import { and, eq, gt, isNull, lte, or } from 'drizzle-orm';
import { entitlements } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** What inventors hold of an achievement now; null where everything is the unit's. */
export async function findEntitlement(ctx: Pick<Context, 'db'>, achievementId: string) {
  const [row] = await ctx.db
    .select()
    .from(entitlements)
    .where(and(eq(entitlements.achievementId, achievementId), isNull(entitlements.endedAt)));
  return row ?? null;
}

/** What inventors held of it at a moment, such as the signature of a contract; null where everything was the unit's. */
export async function findEntitlementAt(ctx: Pick<Context, 'db'>, achievementId: string, at: Date | null) {
  if (at === null) return null;
  const stood = and(lte(entitlements.createdAt, at), or(isNull(entitlements.endedAt), gt(entitlements.endedAt, at)));
  const [row] = await ctx.db
    .select()
    .from(entitlements)
    .where(and(eq(entitlements.achievementId, achievementId), stood));
  return row ?? null;
}
