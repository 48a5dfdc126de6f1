import { z } from 'zod';
import { type EntryKey, entryKeys, entryParts } from './entry-form.ts';

const text = (max: number) => z.string().trim().max(max, `最多 ${max} 字。`).optional();
/** Several values of one name; a line that was left empty is none. */
const list = z
  .union([z.string(), z.array(z.string().optional())])
  .optional()
  .transform((value) => (Array.isArray(value) ? value : [value]).flatMap((one) => (one?.trim() ? [one] : [])));

const cell = text(400);
const rowsOf = (key: EntryKey) =>
  z
    .array(z.object(Object.fromEntries(entryParts[key].map(({ part }) => [part, cell]))).nullish())
    .max(60, '最多 60 项。')
    .nullish()
    .transform((rows) => (rows ?? []).map((row) => row ?? null));

/** What the button 再加一行 of a list sends where no script adds the row. */
export const moreOf = (key: EntryKey) => `more-${key}` as const;

/** The form of an achievement as the browser sends it; the rules of its content are those of the import (readImportRow). */
export const AchievementForm = z.object({
  key: z.uuid().optional(),
  versionN: z.coerce.number().int().positive().optional(),
  /** Saved and handed in at once; or nothing is saved, and the form comes back with one more row of a list. */
  next: z.enum(['submit', ...entryKeys.map(moreOf)]).optional(),
  name: text(400),
  type: text(40),
  embodiment: text(40),
  origin: text(40),
  problem: text(1000),
  solution: text(1000),
  abstract: text(10_000),
  keywords: text(1000),
  searchTerms: text(4000),
  advantages: rowsOf('advantages'),
  fields: list,
  chains: list,
  industries: list,
  disciplines: list,
  objective: text(40),
  regionCode: text(20),
  unit: rowsOf('unit'),
  people: rowsOf('people'),
  recommendOrg: text(200),
  researchFrom: text(20),
  researchTo: text(20),
  source: text(40),
  projectNo: text(200),
  projects: rowsOf('projects'),
  trl: text(10),
  trlBasis: text(20),
  stage: text(40),
  level: text(40),
  evaluationMode: text(40),
  standardForm: text(40),
  applicationStatus: text(40),
  use: rowsOf('use'),
  ip: rowsOf('ip'),
  tradeSecret: text(1000),
  transferModes: list,
  priceKind: text(40),
  priceMin: text(40),
  priceMax: text(40),
  entryFee: text(40),
  milestones: text(40),
  royalty: text(40),
  cap: text(40),
  trialMonths: text(10),
  priceFloor: text(40),
  regNo: text(40),
  regOn: text(40),
  regOrg: text(200),
  publication: text(40),
  isDualUse: text(10),
  exportControl: text(400),
  videoUrl: text(1000),
  /** Judged with the fields, so that one answer names all that is missing. */
  isOpen: z.literal('on').optional(),
});
export type AchievementForm = z.infer<typeof AchievementForm>;

export const Id = z.uuid();
