import { and, eq, inArray } from 'drizzle-orm';
import { meetingRuns } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { meetingProblem } from './meeting-problem.server.ts';
import { solveApart } from './solve-apart.server.ts';

/** Works out a schedule in the background and stores it for the organizer to publish. A second run of the job starts anew. */
export async function runSchedule(ctx: Context, { runId }: { runId: string }): Promise<void> {
  const open = and(eq(meetingRuns.id, runId), inArray(meetingRuns.state, ['queued', 'running']));
  const [run] = await ctx.db.update(meetingRuns).set({ state: 'running', progressPpm: 0 }).where(open).returning();
  if (run === undefined) return;
  try {
    const { problem, previous } = await meetingProblem(ctx, run.eventId);
    const schedule = await solveApart({ problem, previous }, async (share) => {
      await ctx.db
        .update(meetingRuns)
        .set({ progressPpm: Math.round(share * 1_000_000) })
        .where(open);
    });
    await ctx.db
      .update(meetingRuns)
      .set({
        state: schedule === null ? 'failed' : 'ready',
        result: schedule,
        progressPpm: 1_000_000,
        finishedAt: ctx.now(),
      })
      .where(open);
  } catch (error) {
    ctx.log.error({ err: error, run: runId }, 'meeting schedule');
    await ctx.db.update(meetingRuns).set({ state: 'failed', finishedAt: ctx.now() }).where(open);
  }
}
