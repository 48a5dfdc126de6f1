import { and, eq, exists, inArray, or, sql } from 'drizzle-orm';
import { openDealStates } from '#app/domain/deal-state.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import { achievements, deals, demandInvites, demands, matches, organisations } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { stillMatched } from '../matches/still-matched.server.ts';

/** Most units that a demand's questions and answers go to. */
const mostTeams = 200;

/**
 * The units that take part in refining a demand (校企共同答题): those with a published achievement matched to it as it stands
 * now that nobody turned down, those invited, and those in a talk about it. While either side's listings are hidden only the
 * talk goes on.
 */
export async function matchedTeams(
  ctx: Pick<Context, 'db'>,
  demandId: string,
): Promise<{ id: string; name: string }[]> {
  const matched = ctx.db
    .select({ id: achievements.orgId })
    .from(matches)
    .innerJoin(achievements, eq(achievements.id, matches.achievementId))
    .innerJoin(demands, eq(demands.id, matches.demandId))
    .where(and(eq(matches.demandId, demandId), eq(achievements.state, 'published'), stillMatched));
  const invited = ctx.db
    .select({ id: demandInvites.orgId })
    .from(demandInvites)
    .where(eq(demandInvites.demandId, demandId));
  const talking = ctx.db
    .select({ id: deals.licensorOrgId })
    .from(deals)
    .where(and(eq(deals.demandId, demandId), inArray(deals.state, [...openDealStates])));
  const shown = ctx.db
    .select({ id: demands.id })
    .from(demands)
    .innerJoin(organisations, eq(organisations.id, demands.orgId))
    .where(and(eq(demands.id, demandId), listingShown));
  return ctx.db
    .select({ id: organisations.id, name: organisations.name })
    .from(organisations)
    .where(
      or(
        inArray(organisations.id, talking),
        and(or(inArray(organisations.id, matched), inArray(organisations.id, invited)), listingShown, exists(shown)),
      ),
    )
    .orderBy(sql`${organisations.name} collate "C"`)
    .limit(mostTeams);
}
