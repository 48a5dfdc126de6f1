import { and, eq, inArray } from 'drizzle-orm';
import type { MatchResult } from '#app/domain/matching.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import { achievements, organisations } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';

/**
 * The other side hears of new strong pairs: suppliers of a new demand, the enterprise of a new achievement. What a unit
 * whose listings are hidden wants or offers is told to nobody: the page would not show it either.
 */
export async function tellOfMatches(
  tx: In<Context>,
  demand: { readonly id: string; readonly orgId: string; readonly title: string },
  fresh: readonly Pick<MatchResult, 'id'>[],
  cause: 'demand' | 'achievement',
): Promise<void> {
  const params = { title: demand.title };
  const ids = fresh.map(({ id }) => id);
  const suppliers = await tx.db
    .selectDistinct({ orgId: achievements.orgId })
    .from(achievements)
    .innerJoin(organisations, eq(organisations.id, achievements.orgId))
    .where(and(inArray(achievements.id, ids), eq(achievements.state, 'published'), listingShown));
  if (suppliers.length === 0) return;
  if (cause === 'achievement') {
    const notice = { kind: 'match.achievement', params, href: `/desk/demands/${demand.id}` };
    return notifyOrganisation(tx, demand.orgId, ['officer'], notice);
  }
  const [isShown] = await tx.db
    .select({ id: organisations.id })
    .from(organisations)
    .where(and(eq(organisations.id, demand.orgId), listingShown));
  if (isShown === undefined) return;
  const notice = { kind: 'match.demand', params, href: `/desk/matches#${demand.id}` };
  for (const { orgId } of suppliers) await notifyOrganisation(tx, orgId, ['officer'], notice);
}
