import { type AchievementSearch, achievementPageSize } from '#app/domain/achievement-search.ts';
import type { SearchAnswer } from '#search/engine.ts';
import type { Context } from '../context.server.ts';

/** Asks the engine once for public demands; the rows come from its documents. */
export const searchDemands = (ctx: Context, search: AchievementSearch): Promise<SearchAnswer> =>
  ctx.search.search({
    kind: 'demand',
    words: search.words,
    filters: {
      ...(search.fields.length > 0 && { fields: search.fields }),
      ...(search.chains.length > 0 && { chains: search.chains }),
      ...(search.regions.length > 0 && { regions: search.regions }),
      ...(search.modes.length > 0 && { modes: search.modes }),
      ...(search.trlFrom !== null && { trlMin: search.trlFrom }),
      ...(search.trlTo !== null && { trlMax: search.trlTo }),
      ...(search.payLater && { payLater: true }),
    },
    sort: search.words === '' ? 'confirmed' : search.sort,
    offset: (search.page - 1) * achievementPageSize,
    limit: achievementPageSize,
  });
