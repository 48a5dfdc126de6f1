import { and, eq, inArray, lte, or, sql, type SQL } from 'drizzle-orm';
import { deals, engagements, introductions, mandates } from '#db/schema/index.ts';

const introducedOn = sql`(${introductions.createdAt} at time zone 'Asia/Shanghai')::date`;

/** The client's standing mandate, within which the pair was introduced: it covers a deal that goes round the broker too. */
const isWithinEngagement = sql<boolean>`exists (select 1 from ${engagements} where ${and(
  eq(engagements.brokerUserId, mandates.brokerUserId),
  eq(engagements.clientOrgId, mandates.clientOrgId),
  inArray(engagements.state, ['active', 'ended']),
  sql`${introducedOn} between ${engagements.startsOn} and ${engagements.endsOn}`,
)})`;

/**
 * As a condition on a mandate joined with its deal: its broker had brought these two together about this achievement before they
 * talked. A pair to which they did not both say yes counts only within a standing mandate: anybody may propose one.
 */
export const hasIntroduced: SQL<boolean> = sql<boolean>`exists (select 1 from ${introductions} where ${and(
  eq(introductions.brokerUserId, mandates.brokerUserId),
  eq(introductions.achievementId, deals.achievementId),
  eq(introductions.licenseeOrgId, deals.licenseeOrgId),
  lte(introductions.createdAt, deals.createdAt),
  or(and(eq(introductions.state, 'opened'), eq(introductions.dealId, deals.id)), isWithinEngagement),
)})`;
