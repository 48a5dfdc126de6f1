import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { savedSearches } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';

/** Pauses a saved search of the person, takes it up again, or removes it with what it has told of. Any number of times. */
export async function keepSearch(
  ctx: ActorContext,
  input: { readonly id: string; readonly to: 'paused' | 'running' | 'removed' },
): Promise<void> {
  const own = and(eq(savedSearches.id, input.id), eq(savedSearches.userId, ctx.actor.userId));
  await inTransaction(ctx, async (tx) => {
    const rows =
      input.to === 'removed'
        ? await tx.db.delete(savedSearches).where(own).returning({ id: savedSearches.id })
        : await tx.db
            .update(savedSearches)
            .set({ pausedAt: input.to === 'paused' ? tx.now() : null })
            .where(own)
            .returning({ id: savedSearches.id });
    if (rows.length === 0) throw new AppError('not_found');
    await audit(tx, { deed: `search.${input.to}`, subjectType: 'saved_search', subjectId: input.id });
  });
}
