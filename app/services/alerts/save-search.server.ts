import { and, count, eq, ne } from 'drizzle-orm';
import { type AchievementSearch, achievementSearchTo } from '#app/domain/achievement-search.ts';
import { demandSearchTo } from '#app/domain/demand-search.ts';
import { AppError } from '#app/domain/errors.ts';
import { anchorOf, isOpenQuery, maxSavedSearches, savedQueryOf } from '#app/domain/saved-search.ts';
import { savedSearches, users } from '#db/schema/index.ts';
import type { SearchKind } from '#search/engine.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';

export type SavedSearch = typeof savedSearches.$inferSelect;

/** Keeps a search for the person: newly published records that it would find are told to him. The same one is kept once. */
export async function saveSearch(
  ctx: ActorContext,
  input: { readonly kind: SearchKind; readonly search: AchievementSearch; readonly name: string },
): Promise<SavedSearch> {
  const { kind } = input;
  const { userId } = ctx.actor;
  // A record that says it with another word of the same meaning is news all the same.
  const search = { ...input.search, page: 1, isExact: false };
  const { keyTerms } =
    search.words === '' ? { keyTerms: [] } : await ctx.search.match({ kind, text: search.words, limit: 1 });
  const query = savedQueryOf(search, keyTerms);
  if (isOpenQuery(query))
    throw new AppError('invalid', {
      says: search.words === '' ? '先写要找什么，或选一个筛选条件，再订阅。' : '这些词太常见，换几个更具体的词再订阅。',
    });
  const path = kind === 'achievement' ? achievementSearchTo(search) : demandSearchTo(search);
  return inTransaction(ctx, async (tx) => {
    // Whose searches are counted: two at once may not both find the last free place.
    await tx.db.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('no key update');
    const [kept] = await tx.db
      .select({ n: count() })
      .from(savedSearches)
      .where(and(eq(savedSearches.userId, userId), ne(savedSearches.path, path)));
    if ((kept?.n ?? 0) >= maxSavedSearches)
      throw new AppError('invalid', { says: `最多订阅 ${maxSavedSearches} 个搜索，先删掉不用的。` });
    const [row] = await tx.db
      .insert(savedSearches)
      .values({ userId, kind, name: input.name, path, query, anchor: anchorOf(query), createdAt: tx.now() })
      .onConflictDoNothing()
      .returning();
    if (row !== undefined) {
      await audit(tx, { deed: 'search.save', subjectType: 'saved_search', subjectId: row.id });
      return row;
    }
    const [earlier] = await tx.db
      .update(savedSearches)
      .set({ pausedAt: null })
      .where(and(eq(savedSearches.userId, userId), eq(savedSearches.path, path)))
      .returning();
    if (earlier === undefined) throw new AppError('conflict');
    return earlier;
  });
}
