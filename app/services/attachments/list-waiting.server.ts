import { and, asc, eq, isNull, min, ne } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { achievementAttachments, achievements } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { eyesOf } from '../reviews/second-eyes.server.ts';

/** Public records of the unit with papers that wait for this secrecy reviewer, the longest waiting first, twenty at most. */
export async function listRecordsWithWaitingPapers(ctx: ActorContext) {
  const { org, userId } = ctx.actor;
  if (org === null || !hasRole(ctx.actor, 'secrecy')) return [];
  // What he added himself is another's to clear, unless his unit says that there is nobody else.
  const isSolo = (await eyesOf(ctx, org.orgId, [userId])) === 'solo';
  return ctx.db
    .select({ id: achievements.id, no: achievements.no, name: achievements.name })
    .from(achievementAttachments)
    .innerJoin(achievements, eq(achievements.id, achievementAttachments.achievementId))
    .where(
      and(
        eq(achievements.orgId, org.orgId),
        eq(achievements.state, 'published'),
        isNull(achievementAttachments.clearedAt),
        isNull(achievementAttachments.removedAt),
        isSolo ? undefined : ne(achievementAttachments.addedBy, userId),
      ),
    )
    .groupBy(achievements.id)
    .orderBy(asc(min(achievementAttachments.createdAt)), asc(achievements.id))
    .limit(20);
}
