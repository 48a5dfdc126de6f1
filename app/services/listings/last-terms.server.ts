import { desc, eq } from 'drizzle-orm';
import { listings } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import type { Listing } from './own-listing.server.ts';

/** The terms on which an achievement was listed last, whatever became of it; null where it never was. */
export async function lastTermsOf(ctx: Pick<Context, 'db'>, achievementId: string): Promise<Listing | null> {
  const [row] = await ctx.db
    .select()
    .from(listings)
    .where(eq(listings.achievementId, achievementId))
    .orderBy(desc(listings.listedAt), desc(listings.id))
    .limit(1);
  return row ?? null;
}
