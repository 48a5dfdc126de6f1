import { sql } from 'drizzle-orm';
import { achievements, isNearSecret } from '#db/schema/index.ts';

/** The text of a record says dual use or export control: asked of the few versions that do, not of what the many say. */
const saysNearSecret = sql<boolean>`exists (select 1 from achievement_versions near
  where near.achievement_id = ${achievements.id} and near.n = ${achievements.versionN} and ${isNearSecret(sql`near.data`)})`;

/** Dual use, export control, or marked by the screen: a person looks at each such record by itself (保守国家秘密法 art. 35). */
export const isFlaggedRecord = sql<boolean>`(cardinality(${achievements.reviewFlags}) > 0 or ${saysNearSecret})`;

/** Not flagged, in words that let the database leave the many out by one join. */
export const isUnflaggedRecord = sql<boolean>`(cardinality(${achievements.reviewFlags}) = 0 and not ${saysNearSecret})`;
