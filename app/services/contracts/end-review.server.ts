import { eq } from 'drizzle-orm';
import { objections } from '#db/schema/index.ts';
import { type Context, inTransaction } from '../context.server.ts';
import { lockPublicity } from './lock-publicity.server.ts';
import { endReviewDays } from './own-objection.server.ts';
import { resumePublicity } from './resume-publicity.server.ts';

/** The days for a review passed unused: the dismissal stands and the publicity goes on. Swept by deadline; idempotent. */
export async function endReview(ctx: Context, objectionId: string): Promise<void> {
  const [seen] = await ctx.db.select().from(objections).where(eq(objections.id, objectionId));
  if (seen === undefined) return;
  await inTransaction(ctx, async (tx) => {
    const { publicity } = await lockPublicity(tx, seen.publicityId);
    const [row] = await tx.db.select().from(objections).where(eq(objections.id, objectionId));
    if (row === undefined || row.reviewUntil === null || row.reviewUntil > tx.now()) return;
    await endReviewDays(tx, objectionId, 'lapsed');
    await resumePublicity(tx, publicity);
  });
}
