import { and, desc, eq } from 'drizzle-orm';
import { achievements, registrations, reviewDecisions } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

/** What this very person last decided on a record, and what came of it; null where he decided nothing there. */
export async function findDecided(ctx: ActorContext, achievementId: string) {
  const [found] = await ctx.db
    .select({
      id: achievements.id,
      no: achievements.no,
      name: achievements.name,
      state: achievements.state,
      versionN: reviewDecisions.versionN,
      level: reviewDecisions.level,
      outcome: reviewDecisions.outcome,
      registration: { state: registrations.state, regNo: registrations.regNo },
    })
    .from(reviewDecisions)
    .innerJoin(achievements, eq(achievements.id, reviewDecisions.achievementId))
    .leftJoin(registrations, eq(registrations.achievementId, achievements.id))
    .where(and(eq(reviewDecisions.achievementId, achievementId), eq(reviewDecisions.deciderId, ctx.actor.userId)))
    .orderBy(desc(reviewDecisions.at), desc(reviewDecisions.id))
    .limit(1);
  return found ?? null;
}

export type Decided = NonNullable<Awaited<ReturnType<typeof findDecided>>>;
