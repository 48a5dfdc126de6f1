import { type AchievementSearch, achievementSearchTo } from './achievement-search.ts';

/** The list of demands asks as the list of achievements does, by its own address. */
export const demandSearchTo = (search: AchievementSearch, change: Partial<AchievementSearch> = {}): string =>
  achievementSearchTo(search, change).replace(/^\/achievements/, '/demands');
