import { and, eq, sql } from 'drizzle-orm';
import { achievements, achievementVersions } from '#db/schema/index.ts';

/** The version of a record that its head names. */
export const currentVersion = and(
  eq(achievementVersions.achievementId, achievements.id),
  eq(achievementVersions.n, achievements.versionN),
);

/** Dual use, export control, or marked by the screen: a person looks at each such record by itself (保守国家秘密法 art. 35). */
export const isFlaggedRecord = sql<boolean>`(cardinality(${achievements.reviewFlags}) > 0
  or ${achievementVersions.data} @> '{"isDualUse": true}' or ${achievementVersions.data} ->> 'exportControl' is not null)`;
