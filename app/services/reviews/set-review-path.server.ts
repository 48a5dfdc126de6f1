import { hasPlatformRole } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import type { AuthorityLevel } from '#app/domain/review.ts';
import { reviewPaths } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';

/** The administrator says which levels the records of a 市州 pass; what is already under way keeps its levels. */
export async function setReviewPath(
  ctx: ActorContext,
  { regionCode, levels }: { readonly regionCode: string; readonly levels: readonly AuthorityLevel[] },
): Promise<void> {
  if (!hasPlatformRole(ctx.actor, 'admin')) throw new AppError('forbidden');
  await inTransaction(ctx, async (tx) => {
    const setBy = tx.actor.userId;
    const [row] = await tx.db
      .insert(reviewPaths)
      .values({ regionCode, levels: [...levels], setBy })
      .onConflictDoUpdate({ target: reviewPaths.regionCode, set: { levels: [...levels], setBy } })
      .returning({ id: reviewPaths.id });
    if (row === undefined) throw new Error('path was not stored');
    await audit(tx, { deed: 'review_path.set', subjectType: 'review_path', subjectId: row.id });
  });
}
