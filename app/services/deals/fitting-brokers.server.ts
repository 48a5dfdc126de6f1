import { and, eq, gte, inArray, isNotNull, isNull, notInArray, or, sql } from 'drizzle-orm';
import { workingBrokerStates } from '#app/domain/broker.ts';
import { dayOf } from '#app/domain/days.ts';
import { achievementVersions, brokers } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import type { Deal } from './load-deal.server.ts';

/** To how many brokers an unanswered request is offered. */
const mostBrokers = 3;

/**
 * Public brokers with a certificate in force who work in the achievement's fields, of neither party: first those of its region,
 * the higher grades first.
 */
export async function fittingBrokers(ctx: Pick<Context, 'db' | 'now'>, deal: Deal): Promise<string[]> {
  const [version] = await ctx.db
    .select({ data: achievementVersions.data })
    .from(achievementVersions)
    .where(
      and(
        eq(achievementVersions.achievementId, deal.achievementId),
        eq(achievementVersions.n, deal.achievementVersionN),
      ),
    );
  if (version === undefined) return [];
  const heads = [...new Set(version.data.fields.map((code) => code.split('.')[0] ?? code))];
  const { regionCode } = version.data;
  const rows = await ctx.db
    .select({ userId: brokers.userId })
    .from(brokers)
    .where(
      and(
        inArray(brokers.state, workingBrokerStates),
        isNotNull(brokers.publicAt),
        or(isNull(brokers.certificateUntilOn), gte(brokers.certificateUntilOn, dayOf(ctx.now()))),
        notInArray(brokers.orgId, [deal.licensorOrgId, deal.licenseeOrgId]),
        sql`(cardinality(${brokers.fields}) = 0 or exists (
          select 1 from unnest(${brokers.fields}) f where split_part(f, '.', 1) = any(${`{${heads.join(',')}}`}::text[])))`,
      ),
    )
    .orderBy(
      sql`(cardinality(${brokers.regions}) = 0 or ${brokers.regions} && ${`{${regionCode},${regionCode.slice(0, 4)}00,620000}`}::text[]) desc`,
      sql`case ${brokers.level} when 'senior' then 3 when 'middle' then 2 else 1 end desc`,
      brokers.id,
    )
    .limit(mostBrokers);
  return rows.map(({ userId }) => userId);
}
