import { and, eq, isNull } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { achievementAttachments, achievements } from '#db/schema/index.ts';
import type { ActorContext, In } from '../context.server.ts';

/** A paper of one of the actor's own unit's records; anybody else's, and one that was taken away, is not found. */
export async function loadAttachment(ctx: ActorContext, attachmentId: string) {
  const [found] = await ctx.db
    .select({ attachment: achievementAttachments, achievement: achievements })
    .from(achievementAttachments)
    .innerJoin(achievements, eq(achievements.id, achievementAttachments.achievementId))
    .where(and(eq(achievementAttachments.id, attachmentId), isNull(achievementAttachments.removedAt)));
  if (found === undefined || found.achievement.orgId !== ctx.actor.org?.orgId) throw new AppError('not_found');
  return found;
}

/** The record of a paper, held: a reviewer who decides on it meanwhile waits, or has been waited for. */
export async function lockRecord(tx: In<ActorContext>, achievementId: string) {
  const [row] = await tx.db.select().from(achievements).where(eq(achievements.id, achievementId)).for('update');
  if (row === undefined) throw new AppError('not_found');
  return row;
}
