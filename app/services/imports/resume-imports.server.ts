import { and, eq, inArray } from 'drizzle-orm';
import { importReviewMachine } from '#app/domain/import-review.ts';
import { importReviews, imports } from '#db/schema/index.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import type { HeldJob, JobPayloads } from '../jobs.server.ts';

const jobOf = { checking: 'import.check', running: 'import.run', undoing: 'import.run' } as const;
const busy = Object.keys(jobOf) as (keyof typeof jobOf)[];

/**
 * Puts the jobs of unfinished imports and of their reviews into the queue again, at the start of the server and every hour: the
 * queue itself gives a job of a process that died up only after a quarter of an hour, and one that failed five times for good.
 * Gives how many went in. Each may run twice and does its work once.
 */
export const resumeImports = async (ctx: Context): Promise<number> =>
  (await inTransaction(ctx, (tx) => enqueueUnfinished(tx, null))).queued;

export interface Resumed {
  /** What an import, or any, has left to do, in jobs. */
  readonly left: number;
  /** How many of them had to be put into the queue: what waits or runs is not doubled. */
  readonly queued: number;
}

/** What an import, or any, has left to do goes into the queue. */
export async function enqueueUnfinished(tx: In<Context>, importId: string | null): Promise<Resumed> {
  let queued = 0;
  const enqueue = async <Name extends HeldJob>(name: Name, payload: JobPayloads[Name]) => {
    if (await tx.jobs.isQueued(tx.db, name, payload)) return;
    await tx.jobs.enqueue(tx.db, name, payload);
    queued += 1;
  };
  const rows = await tx.db
    .select({ id: imports.id, state: imports.state })
    .from(imports)
    .where(and(inArray(imports.state, busy), importId === null ? undefined : eq(imports.id, importId)));
  for (const { id, state } of rows) {
    if (state === 'checking' || state === 'running' || state === 'undoing')
      await enqueue(jobOf[state], { importId: id });
  }
  const reviews = await tx.db
    .select({ id: importReviews.id })
    .from(importReviews)
    .where(
      and(
        eq(importReviews.state, importReviewMachine.initial),
        importId === null ? undefined : eq(importReviews.importId, importId),
      ),
    );
  for (const { id } of reviews) await enqueue('import.review', { reviewId: id });
  return { left: rows.length + reviews.length, queued };
}
