import { and, desc, eq, inArray } from 'drizzle-orm';
import { type Day, dayOf } from '#app/domain/days.ts';
import { relistableStates } from '#app/domain/listing.ts';
import { listings } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** The day on which the last listing of an achievement ended unsold; null where there was none. */
export async function lastEndOf({ db }: Pick<Context, 'db'>, achievementId: string): Promise<Day | null> {
  const [row] = await db
    .select({ endedAt: listings.endedAt })
    .from(listings)
    .where(and(eq(listings.achievementId, achievementId), inArray(listings.state, [...relistableStates])))
    .orderBy(desc(listings.endedAt))
    .limit(1);
  return row?.endedAt ? dayOf(row.endedAt) : null;
}
