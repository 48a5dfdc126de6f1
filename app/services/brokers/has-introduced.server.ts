import { and, eq, lte, sql, type SQL } from 'drizzle-orm';
import { deals, introductions, mandates } from '#db/schema/index.ts';

/** As a condition on a mandate joined with its deal: its broker had brought these two together about this achievement before it. */
export const hasIntroduced: SQL<boolean> = sql<boolean>`exists (select 1 from ${introductions} where ${and(
  eq(introductions.brokerUserId, mandates.brokerUserId),
  eq(introductions.achievementId, deals.achievementId),
  eq(introductions.licenseeOrgId, deals.licenseeOrgId),
  lte(introductions.createdAt, mandates.createdAt),
)})`;
