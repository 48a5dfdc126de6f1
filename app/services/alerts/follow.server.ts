import { and, count, eq, sql } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { maxFollows } from '#app/domain/saved-search.ts';
import { follows, users } from '#db/schema/index.ts';
import type { SearchKind } from '#search/engine.ts';
import { loadDocuments } from '#search/load.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { followedRecords, seenOf } from './tell-followers.server.ts';

/** Follows a public demand or achievement, or stops following it. Any number of times; no more than `maxFollows` of them. */
export async function follow(
  ctx: ActorContext,
  input: { readonly kind: SearchKind; readonly rowId: string; readonly on: boolean },
): Promise<void> {
  const { kind, rowId } = input;
  const { userId } = ctx.actor;
  const own = eq(follows.userId, userId);
  const record = and(eq(follows.kind, kind), eq(follows.rowId, rowId));
  await inTransaction(ctx, async (tx) => {
    if (!input.on) {
      await tx.db.delete(follows).where(and(own, record));
      return;
    }
    // Whose follows are counted: two at once may not both find the last free place.
    await tx.db.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('no key update');
    const [kept] = await tx.db
      .select({ n: count() })
      .from(follows)
      .where(and(own, sql`not (${record})`));
    if ((kept?.n ?? 0) >= maxFollows)
      throw new AppError('invalid', { says: `最多关注 ${maxFollows} 项，先取消不再关心的。` });
    // What is not public exists for nobody here, whatever its number.
    const [open] = await loadDocuments(tx.db, kind, [rowId]);
    const [head] = await followedRecords(tx, kind, [rowId]);
    if (open === undefined || head === undefined) throw new AppError('not_found');
    await tx.db
      .insert(follows)
      .values({ userId, kind, rowId, seen: seenOf(head), createdAt: tx.now() })
      .onConflictDoNothing();
  });
}
