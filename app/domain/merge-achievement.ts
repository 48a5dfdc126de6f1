import type { AchievementData } from './achievement-data.ts';
import type { ImportKey } from './import-columns.ts';

type DataKey = Exclude<keyof AchievementData, 'schemaVersion'>;

/** Columns whose cells make one field of the record together, and columns that are named otherwise than it. */
const dataKeys: Partial<Record<ImportKey, readonly DataKey[]>> = {
  unit: ['units'],
  source: ['source', 'projectNo', 'projects', 'isFiscalFunded'],
  projectNo: ['source', 'projectNo', 'projects', 'isFiscalFunded'],
  projects: ['source', 'projectNo', 'projects', 'isFiscalFunded'],
  trlBasis: ['trl', 'trlBasis'],
  trl: ['trl', 'trlBasis'],
  priceKind: ['price'],
  priceMin: ['price'],
  priceMax: ['price'],
  entryFee: ['price'],
  milestones: ['price'],
  royalty: ['price'],
  cap: ['price'],
  trialMonths: ['price'],
  // These stand apart from the version.
  people: [],
  priceFloor: [],
  no: [],
  secrecy: [],
};

/**
 * The earlier version with what was given anew put over it. A column that was not given keeps what stood: an empty cell
 * of an updating import, a field that a form does not ask for, erases nothing.
 */
export function mergeAchievement(
  earlier: AchievementData,
  read: AchievementData,
  given: Iterable<ImportKey>,
): AchievementData {
  const keys = new Set<DataKey>([...given].flatMap((key) => dataKeys[key] ?? [key as DataKey]));
  const taken = Object.entries(read).filter(([key]) => keys.has(key as DataKey));
  return { ...earlier, ...Object.fromEntries(taken) };
}
