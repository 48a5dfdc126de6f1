import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { freeExportRows } from '#app/domain/export-application.ts';
import { exportLogs } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

const dayMs = 86_400_000;

/** What an export took, or may still take while it runs. */
const taken = sql<number>`coalesce(sum(case when ${exportLogs.finishedAt} is null then ${exportLogs.rows} else ${exportLogs.sentRows} end), 0)::int`;

/** How many rows of other units this person may still take away within 24 hours without asking. */
export async function freeRowsLeft(ctx: ActorContext): Promise<number> {
  const [used] = await ctx.db
    .select({ rows: taken })
    .from(exportLogs)
    .where(
      and(
        eq(exportLogs.userId, ctx.actor.userId),
        eq(exportLogs.scope, 'others'),
        isNull(exportLogs.applicationId),
        gt(exportLogs.at, new Date(ctx.now().getTime() - dayMs)),
      ),
    );
  return Math.max(0, freeExportRows - (used?.rows ?? 0));
}

/** How many rows an application's exports have taken so far, whoever of the unit made them. */
export async function rowsTakenFor({ db }: ActorContext, applicationId: string): Promise<number> {
  const [used] = await db.select({ rows: taken }).from(exportLogs).where(eq(exportLogs.applicationId, applicationId));
  return used?.rows ?? 0;
}
