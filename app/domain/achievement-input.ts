import { z } from 'zod';

const text = (max: number) => z.string().trim().max(max, `最多 ${max} 字。`).optional();
const list = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]));

/** The form of an achievement as the browser sends it; the rules of its content are those of the import (readImportRow). */
export const AchievementForm = z.object({
  key: z.uuid().optional(),
  versionN: z.coerce.number().int().positive().optional(),
  name: text(400),
  regNo: text(40),
  problem: text(1000),
  solution: text(1000),
  abstract: text(10_000),
  keywords: text(1000),
  searchTerms: text(4000),
  fields: list,
  chains: list,
  regionCode: text(20),
  type: text(40),
  embodiment: text(40),
  trl: text(10),
  trlBasis: text(20),
  level: text(40),
  projectNo: text(200),
  transferModes: list,
  priceKind: text(40),
  priceMin: text(40),
  priceMax: text(40),
  milestones: text(40),
  royalty: text(40),
  cap: text(40),
  trialMonths: text(10),
  people: text(4000),
  ip: text(8000),
  isOpen: z.literal('on', { error: '请确认：内容不涉密。涉密内容不要填写，请走线下渠道。' }),
});
export type AchievementForm = z.infer<typeof AchievementForm>;

export const PlainDeed = z.object({});

export const Id = z.uuid();
