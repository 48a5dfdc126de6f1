import { and, eq } from 'drizzle-orm';
import { isSupplier, mayOwn } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import { achievements, organisations } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/**
 * A unit by its public code, while what it published is public; an enterprise while it offers something, or its name would tell who buys
 * here.
 */
export async function shownUnit(ctx: Pick<Context, 'db'>, uscc: string): Promise<typeof organisations.$inferSelect> {
  const [unit] = await ctx.db
    .select()
    .from(organisations)
    .where(and(eq(organisations.uscc, uscc), listingShown));
  if (unit === undefined || !mayOwn(unit.kind)) throw new AppError('not_found');
  if (!isSupplier(unit.kind)) {
    const offered = and(eq(achievements.orgId, unit.id), eq(achievements.state, 'published'));
    if ((await ctx.db.$count(achievements, offered)) === 0) throw new AppError('not_found');
  }
  return unit;
}
