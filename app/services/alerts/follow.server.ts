import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { follows } from '#db/schema/index.ts';
import type { SearchKind } from '#search/engine.ts';
import { loadDocuments } from '#search/load.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { followedRecords, seenOf } from './tell-followers.server.ts';

/** Follows a public demand or achievement, or stops following it. Any number of times. */
export async function follow(
  ctx: ActorContext,
  input: { readonly kind: SearchKind; readonly rowId: string; readonly on: boolean },
): Promise<void> {
  const { kind, rowId } = input;
  const { userId } = ctx.actor;
  if (!input.on) {
    await ctx.db
      .delete(follows)
      .where(and(eq(follows.userId, userId), eq(follows.kind, kind), eq(follows.rowId, rowId)));
    return;
  }
  await inTransaction(ctx, async (tx) => {
    // What is not public exists for nobody here, whatever its number.
    const [open] = await loadDocuments(tx.db, kind, [rowId]);
    const [record] = await followedRecords(tx, kind, [rowId]);
    if (open === undefined || record === undefined) throw new AppError('not_found');
    await tx.db
      .insert(follows)
      .values({ userId, kind, rowId, seen: seenOf(record), createdAt: tx.now() })
      .onConflictDoNothing();
  });
}
