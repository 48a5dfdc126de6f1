import type { AchievementSearch } from '#app/domain/achievement-search.ts';
import type { ActorContext } from '../context.server.ts';
import { countRecords } from '../platform/search-records.server.ts';

interface CountedOthers {
  readonly others: number;
  /** Of the reader's own unit: those leave by its own list. */
  readonly own: number;
}

/** How many public records a search finds: other units', and the reader's own. */
export async function countOthers(ctx: ActorContext, search: AchievementSearch): Promise<CountedOthers> {
  const orgId = ctx.actor.org?.orgId;
  const isOfOne = search.org !== null && search.org !== orgId;
  const [all, own] = await Promise.all([
    countRecords(ctx, 'achievement', search),
    orgId === undefined || isOfOne ? 0 : countRecords(ctx, 'achievement', { ...search, org: orgId }),
  ]);
  return { others: Math.max(0, all - own), own };
}
