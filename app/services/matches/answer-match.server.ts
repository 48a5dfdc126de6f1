import { eq, inArray, sql } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import type { DeclineReason } from '#app/domain/deal.ts';
import { isMatchable } from '#app/domain/demand-match.ts';
import { AppError } from '#app/domain/errors.ts';
import { mayReplace } from '#app/domain/match-answer.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import { achievements, demands, matches, organisations } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { type Match, recordAnswer } from './record-answer.server.ts';

export type AnswerMatch = { readonly matchId: string } & (
  | { readonly answer: 'interested' | null }
  | { readonly answer: 'declined'; readonly reason: DeclineReason; readonly note?: string }
);

/**
 * One of the two sides says of a match that it is interested, that it does not fit and why, or takes its own word back with
 * null. Contacted and contracted follow from the deal and cannot be said here. Any number of times.
 */
export async function answerMatch(ctx: ActorContext, input: AnswerMatch): Promise<Match> {
  const { org } = ctx.actor;
  if (org === null || !hasRole(ctx.actor, 'officer')) throw new AppError('forbidden');
  const shown = ctx.db.select({ id: organisations.id }).from(organisations).where(listingShown);
  const [found] = await ctx.db
    .select({
      match: matches,
      demand: demands,
      achievement: achievements,
      isDemandShown: sql<boolean>`${inArray(demands.orgId, shown)}`,
      isAchievementShown: sql<boolean>`${inArray(achievements.orgId, shown)}`,
    })
    .from(matches)
    .innerJoin(demands, eq(demands.id, matches.demandId))
    .innerJoin(achievements, eq(achievements.id, matches.achievementId))
    .where(eq(matches.id, input.matchId));
  if (found === undefined) throw new AppError('not_found');
  const { match, demand, achievement } = found;
  // Either side sees of the other one only what is public.
  const isWanted = demand.orgId === org.orgId && found.isAchievementShown;
  // The supplier sees a demand only while it looks for something.
  const isOffered =
    achievement.orgId === org.orgId &&
    found.isDemandShown &&
    isMatchable(demand.state) &&
    achievement.state === 'published';
  if (!isWanted && !isOffered) throw new AppError('not_found');
  if (input.answer === null ? !isOwnWord(match, org.orgId) : !mayReplace(match.answer, input.answer))
    throw new AppError('state_changed');
  return inTransaction(ctx, async (tx) => {
    const why = input.answer === 'declined' ? { reason: input.reason, note: input.note ?? '' } : {};
    const row = await recordAnswer(tx, { match, answer: input.answer, orgId: org.orgId, byHand: true, ...why });
    if (row === null && input.answer !== null) throw new AppError('state_changed');
    return row ?? match;
  });
}

/** Nothing said yet is as good as taken back; a talk and the other side's word are not this side's to take back. */
const isOwnWord = ({ answer, answeredByOrg }: Match, orgId: string): boolean =>
  answer === null || ((answer === 'interested' || answer === 'declined') && (answeredByOrg ?? orgId) === orgId);
