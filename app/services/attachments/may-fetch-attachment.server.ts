import { and, eq, isNull, sql } from 'drizzle-orm';
import { attachmentReach } from '#app/domain/attachment.ts';
import { recordReaderOf } from '#app/domain/public-data.ts';
import { authorityLevelOf } from '#app/domain/review.ts';
import { achievementAttachments, achievements, achievementVersions, registrations } from '#db/schema/index.ts';
import { currentVersion } from '../achievements/current-version.server.ts';
import type { ActorContext } from '../context.server.ts';
import { isReleasedTo } from '../evaluations/released-papers.server.ts';
import { mayReviewRegistration } from '../reviews/own-registration.server.ts';

/**
 * The unit's own people; what its secrecy review has seen, authorities of its region once the record was handed in for
 * registration, an evaluator and its panel where the unit released it to them, and everybody who is signed in where the paper is
 * open. Never one that was taken away.
 */
export async function mayFetchAttachment(ctx: ActorContext, fileId: string): Promise<boolean> {
  const found = await ctx.db
    .select({
      kind: achievementAttachments.kind,
      clearedAt: achievementAttachments.clearedAt,
      orgId: achievements.orgId,
      state: achievements.state,
      publication: sql<string>`coalesce(${achievementVersions.data} ->> 'publication', 'abstract')`,
      regionCode: registrations.regionCode,
    })
    .from(achievementAttachments)
    .innerJoin(achievements, eq(achievements.id, achievementAttachments.achievementId))
    .innerJoin(achievementVersions, currentVersion)
    .leftJoin(registrations, eq(registrations.achievementId, achievements.id))
    .where(and(eq(achievementAttachments.fileId, fileId), isNull(achievementAttachments.removedAt)));
  const region = ctx.actor.org?.regionCode ?? '';
  const within = region.slice(0, authorityLevelOf(region) === 'province' ? 2 : 4);
  const isOpen = found.some(
    (row) =>
      row.orgId === ctx.actor.org?.orgId ||
      attachmentReach({ ...row, isCleared: row.clearedAt !== null }, recordReaderOf(ctx.actor)) === 'open' ||
      (row.clearedAt !== null && mayReviewRegistration(ctx.actor) && row.regionCode?.startsWith(within) === true),
  );
  return isOpen || isReleasedTo(ctx, fileId);
}
