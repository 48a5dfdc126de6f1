import { eq } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { achievements } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { noteSearchChange } from '../platform/note-search-change.server.ts';
import { lockOwnListing, mayList, moveListing } from './own-listing.server.ts';
import { planConfirmation } from './plan-confirmation.server.ts';

/**
 * The owner says that listings still hold: each counts 90 days anew. What moved on meanwhile is left as it is; whether one goes on
 * after a licence is asked and answered by itself.
 */
export async function confirmListings(
  ctx: ActorContext,
  { ids }: { readonly ids: readonly string[] },
): Promise<number> {
  if (!mayList(ctx.actor)) throw new AppError('forbidden');
  let done = 0;
  let last: AppError | null = null;
  for (const id of new Set(ids)) {
    try {
      await confirmListing(ctx, id);
      done += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      last = error;
    }
  }
  if (done === 0 && last !== null) throw last;
  return done;
}

async function confirmListing(ctx: ActorContext, id: string): Promise<void> {
  const confirmedOn = dayOf(ctx.now());
  await inTransaction(ctx, async (tx) => {
    const before = await lockOwnListing(tx, id);
    const { achievementId } = await moveListing(tx, before, 'confirm', { confirmedOn });
    await tx.db.update(achievements).set({ confirmedOn }).where(eq(achievements.id, achievementId));
    await planConfirmation(tx, before.id, confirmedOn);
    await noteSearchChange(tx, 'achievement', achievementId);
  });
}
