import { and, eq, isNull } from 'drizzle-orm';
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
