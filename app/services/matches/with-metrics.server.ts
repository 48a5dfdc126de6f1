import { and, inArray } from 'drizzle-orm';
import type { DemandMetric } from '#app/domain/demand-data.ts';
import { metricLines } from '#app/domain/match-metrics.ts';
import type { MatchResult } from '#app/domain/matching.ts';
import { publicData } from '#app/domain/public-data.ts';
import { achievementVersions } from '#db/schema/index.ts';
import { synonymStore } from '#search/synonyms.server.ts';
import type { Context } from '../context.server.ts';

/**
 * The matches with each metric of the demand beside what the achievement states of it to everybody who is signed in: of a
 * closed text no figure is told.
 */
export async function withMetrics(
  ctx: Context,
  metrics: readonly DemandMetric[],
  results: readonly MatchResult[],
): Promise<MatchResult[]> {
  if (metrics.length === 0 || results.length === 0) return [...results];
  const ids = results.map(({ id }) => id);
  const { groups } = await synonymStore(ctx.db).current();
  const rows = await ctx.db
    .select({ id: achievementVersions.achievementId, n: achievementVersions.n, data: achievementVersions.data })
    .from(achievementVersions)
    .where(
      and(
        inArray(achievementVersions.achievementId, ids),
        inArray(achievementVersions.n, [...new Set(results.map(({ versionN }) => versionN))]),
      ),
    );
  const figures = new Map(
    rows.map(({ id, n, data }) => [`${id} ${n}`, publicData(data, { isSignedIn: true }).advantages]),
  );
  return results.map((result) => ({
    ...result,
    reasons: {
      ...result.reasons,
      metrics: metricLines(metrics, figures.get(`${result.id} ${result.versionN}`) ?? [], groups),
    },
  }));
}
