import { createHash } from 'node:crypto';
import type { AchievementData } from '#app/domain/achievement-data.ts';
import { canonicalJson } from '#app/domain/contract-json.ts';

/** SHA-256 over the canonical JSON of what an achievement says; its schema version is part of it. */
export const sha256Of = (data: AchievementData): string =>
  createHash('sha256').update(canonicalJson(data)).digest('hex');
