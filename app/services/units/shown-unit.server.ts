import { and, eq } from 'drizzle-orm';
import { isSupplier } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import { organisations } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** A unit by its public code, while what it published is public. */
export async function shownUnit(ctx: Pick<Context, 'db'>, uscc: string): Promise<typeof organisations.$inferSelect> {
  const [unit] = await ctx.db
    .select()
    .from(organisations)
    .where(and(eq(organisations.uscc, uscc), listingShown));
  if (unit === undefined || !isSupplier(unit.kind)) throw new AppError('not_found');
  return unit;
}
