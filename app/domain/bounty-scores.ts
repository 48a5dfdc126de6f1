/** What experts judge a proposal by (step 6: feasibility, cost, team), with the weight of each in percent. */
export const scoreCriteria = [
  { key: 'feasibility', label: '方案可行', weight: 50 },
  { key: 'cost', label: '经费合理', weight: 20 },
  { key: 'team', label: '团队条件', weight: 30 },
] as const;
export type ScoreCriterion = (typeof scoreCriteria)[number]['key'];
export type Score = Readonly<Record<ScoreCriterion, number>>;

/** One expert's mark, 0 to 100 in tenths, weighted 50 / 20 / 30. Example: 80, 70, 90 → 81. */
export const markOf = (score: Score): number =>
  Math.round(scoreCriteria.reduce((sum, { key, weight }) => sum + score[key] * weight, 0) / 10) / 10;

export interface ScoreSummary {
  readonly count: number;
  readonly mean: number | null;
  /** Highest less lowest mark: far apart means that the panel must talk. */
  readonly spread: number | null;
  readonly isWide: boolean;
}

/** Marks that lie further apart than this are to be talked about before the award. */
export const wideSpread = 20;

/** Mean and spread of a proposal's marks, in tenths. Example: 81 and 65 → mean 73, spread 16. */
export function summarise(scores: readonly Score[]): ScoreSummary {
  if (scores.length === 0) return { count: 0, mean: null, spread: null, isWide: false };
  const marks = scores.map(markOf);
  const mean = Math.round((marks.reduce((sum, mark) => sum + mark, 0) / marks.length) * 10) / 10;
  const spread = Math.round((Math.max(...marks) - Math.min(...marks)) * 10) / 10;
  return { count: marks.length, mean, spread, isWide: spread > wideSpread };
}

/**
 * Who goes on after a gate of a race (赛马): ranked by score, the lowest goes; teams level with it go together unless that
 * would leave nobody. One team left goes on. Example: 90, 80, 70 → 70 is out; 80, 80 → both go on.
 */
export function eliminated(teams: readonly { readonly id: string; readonly score: number }[]): string[] {
  if (teams.length < 2) return [];
  const lowest = Math.min(...teams.map(({ score }) => score));
  const out = teams.filter(({ score }) => score === lowest);
  return out.length === teams.length ? [] : out.map(({ id }) => id);
}
