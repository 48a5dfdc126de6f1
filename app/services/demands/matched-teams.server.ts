import { and, eq, inArray, ne, or, isNull, sql } from 'drizzle-orm';
import { openDealStates } from '#app/domain/deal-state.ts';
import { achievements, deals, demandInvites, matches, organisations } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** Most units that a demand's questions and answers go to. */
const mostTeams = 200;

/**
 * The units that take part in refining a demand (校企共同答题): those with a published achievement matched to it that the
 * enterprise did not turn down, those invited, and those in a talk about it.
 */
export async function matchedTeams(
  ctx: Pick<Context, 'db'>,
  demandId: string,
): Promise<{ id: string; name: string }[]> {
  const matched = ctx.db
    .select({ id: achievements.orgId })
    .from(matches)
    .innerJoin(achievements, eq(achievements.id, matches.achievementId))
    .where(
      and(
        eq(matches.demandId, demandId),
        eq(matches.isCurrent, true),
        eq(achievements.state, 'published'),
        or(isNull(matches.answer), ne(matches.answer, 'declined')),
        inArray(matches.level, ['strong', 'possible']),
      ),
    );
  const invited = ctx.db
    .select({ id: demandInvites.orgId })
    .from(demandInvites)
    .where(eq(demandInvites.demandId, demandId));
  const talking = ctx.db
    .select({ id: deals.licensorOrgId })
    .from(deals)
    .where(and(eq(deals.demandId, demandId), inArray(deals.state, [...openDealStates])));
  return ctx.db
    .select({ id: organisations.id, name: organisations.name })
    .from(organisations)
    .where(
      or(inArray(organisations.id, matched), inArray(organisations.id, invited), inArray(organisations.id, talking)),
    )
    .orderBy(sql`${organisations.name} collate "C"`)
    .limit(mostTeams);
}
