import { and, eq } from 'drizzle-orm';
import { achievements, achievementVersions } from '#db/schema/index.ts';

/** The version of a record that its head names. */
export const currentVersion = and(
  eq(achievementVersions.achievementId, achievements.id),
  eq(achievementVersions.n, achievements.versionN),
);
