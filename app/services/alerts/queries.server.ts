import { and, desc, eq } from 'drizzle-orm';
import { maxFollows } from '#app/domain/saved-search.ts';
import { searchKinds } from '#app/domain/search-kind.ts';
import { follows, savedSearches } from '#db/schema/index.ts';
import type { SearchKind } from '#search/engine.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { followedRecords, seenTitle } from './tell-followers.server.ts';

/** The person's saved searches, and what he follows as it stands now. */
export async function listAlerts(ctx: ActorContext) {
  const [searches, followed] = await Promise.all([
    ctx.db
      .select({
        id: savedSearches.id,
        kind: savedSearches.kind,
        name: savedSearches.name,
        path: savedSearches.path,
        pausedAt: savedSearches.pausedAt,
        foundCount: savedSearches.foundCount,
        lastFoundAt: savedSearches.lastFoundAt,
      })
      .from(savedSearches)
      .where(eq(savedSearches.userId, ctx.actor.userId))
      .orderBy(desc(savedSearches.createdAt)),
    ctx.db
      .select()
      .from(follows)
      .where(eq(follows.userId, ctx.actor.userId))
      .orderBy(desc(follows.createdAt))
      .limit(maxFollows),
  ]);
  const shown = await Promise.all(searchKinds.map((kind) => recordsOf(ctx, kind, followed)));
  const records = new Map(shown.flat().map((one) => [one.id, one]));
  const listed = followed.map(async (row) => {
    const { id, kind, rowId, createdAt } = row;
    const record = records.get(rowId);
    if (record === undefined) return [];
    const title = record.to === null ? await seenTitle(ctx, row) : record.title;
    return [{ id, kind, rowId, createdAt, title, to: record.to }];
  });
  return { searches, follows: (await Promise.all(listed)).flat() };
}

/** Titles as they stand, to be shown only with the address; the address only while the record is public. */
async function recordsOf(ctx: Context, kind: SearchKind, followed: readonly { kind: SearchKind; rowId: string }[]) {
  const ids = followed.filter((row) => row.kind === kind).map(({ rowId }) => rowId);
  const heads = await followedRecords(ctx, kind, ids);
  return heads.map(({ id, no, title, isOpen }) => ({ id, title, to: isOpen ? `/${kind}s/${no}` : null }));
}

/** True when the person follows the record. */
export async function isFollowing(ctx: Context, kind: SearchKind, rowId: string): Promise<boolean> {
  if (ctx.actor === null) return false;
  const [row] = await ctx.db
    .select({ id: follows.id })
    .from(follows)
    .where(and(eq(follows.userId, ctx.actor.userId), eq(follows.kind, kind), eq(follows.rowId, rowId)));
  return row !== undefined;
}
