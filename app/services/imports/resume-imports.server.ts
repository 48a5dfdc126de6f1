import { eq, inArray } from 'drizzle-orm';
import { importReviewMachine } from '#app/domain/import-review.ts';
import { importReviews, imports } from '#db/schema/index.ts';
import { type Context, inTransaction } from '../context.server.ts';

const jobOf = { checking: 'import.check', running: 'import.run', undoing: 'import.run' } as const;

/**
 * Puts the jobs of unfinished imports and of their reviews into the queue again, at the start of the server: the queue itself gives
 * a job of a process that died up only after a quarter of an hour. Each may run twice and does its work once.
 */
export async function resumeImports(ctx: Context): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const rows = await tx.db
      .select({ id: imports.id, state: imports.state })
      .from(imports)
      .where(inArray(imports.state, Object.keys(jobOf) as (keyof typeof jobOf)[]));
    for (const { id, state } of rows) {
      if (state === 'checking' || state === 'running' || state === 'undoing')
        await tx.jobs.enqueue(tx.db, jobOf[state], { importId: id });
    }
    const reviews = await tx.db
      .select({ id: importReviews.id })
      .from(importReviews)
      .where(eq(importReviews.state, importReviewMachine.initial));
    for (const { id } of reviews) await tx.jobs.enqueue(tx.db, 'import.review', { reviewId: id });
    return rows.length + reviews.length;
  });
}
