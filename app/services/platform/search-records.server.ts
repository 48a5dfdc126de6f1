import { type AchievementSearch, achievementPageSize } from '#app/domain/achievement-search.ts';
import type { FilterOn } from '#app/domain/search-facets.ts';
import type { SearchAnswer, SearchFilters, SearchKind } from '#search/engine.ts';
import type { Context } from '../context.server.ts';

const filtersOf = (search: AchievementSearch): SearchFilters => ({
  ...(search.fields.length > 0 && { fields: search.fields }),
  ...(search.chains.length > 0 && { chains: search.chains }),
  ...(search.regions.length > 0 && { regions: search.regions }),
  ...(search.modes.length > 0 && { modes: search.modes }),
  ...(search.rights.length > 0 && { rights: search.rights }),
  ...(search.prices.length > 0 && { prices: search.prices }),
  ...(search.trlFrom !== null && { trlMin: search.trlFrom }),
  ...(search.trlTo !== null && { trlMax: search.trlTo }),
  ...(search.payLater && { payLater: true }),
  ...(search.listed && { listed: true }),
  ...(search.provincial && { provincial: true }),
  ...(search.org !== null && { orgId: search.org }),
});

/** Asks the engine once for public records; the rows come from its documents. */
export const searchRecords = (ctx: Context, kind: SearchKind, search: AchievementSearch): Promise<SearchAnswer> =>
  ctx.search.search({
    kind,
    words: search.words,
    isExact: search.isExact,
    filters: filtersOf(search),
    sort: search.words === '' && search.sort === 'relevance' ? 'confirmed' : search.sort,
    offset: (search.page - 1) * achievementPageSize,
    limit: achievementPageSize,
  });

/** Ids of a stretch of what a search finds, in its order. */
export async function searchIds(
  ctx: Context,
  kind: SearchKind,
  search: AchievementSearch,
  offset: number,
  limit: number,
): Promise<string[]> {
  const { hits } = await ctx.search.search({
    kind,
    words: search.words,
    isExact: search.isExact,
    filters: filtersOf(search),
    sort: search.words === '' && search.sort === 'relevance' ? 'confirmed' : search.sort,
    offset,
    limit,
  });
  return hits.map(({ document }) => document.id);
}

/** How many records a search finds; reads none of them. */
export async function countRecords(ctx: Context, kind: SearchKind, search: AchievementSearch): Promise<number> {
  const filters = filtersOf(search);
  const { total } = await ctx.search.search({
    kind,
    words: search.words,
    isExact: search.isExact,
    filters,
    sort: 'confirmed',
    offset: 0,
    limit: 0,
  });
  return total;
}

export interface Relaxed extends FilterOn {
  readonly total: number;
}

/** Ways out of an empty list that lead somewhere, each with what it finds. */
export async function countRelaxed(
  ctx: Context,
  kind: SearchKind,
  search: AchievementSearch,
  ways: readonly FilterOn[],
): Promise<Relaxed[]> {
  const counted = await Promise.all(
    ways.map(async (way) => ({
      ...way,
      total: await countRecords(ctx, kind, { ...search, page: 1, ...way.without }),
    })),
  );
  return counted.filter(({ total }) => total > 0);
}
