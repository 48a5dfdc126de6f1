import { and, eq } from 'drizzle-orm';
import { obligations } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** The claim that a milestone became; null before its acceptance, and where a cap left nothing to be paid. */
export async function findMilestoneClaim(ctx: Pick<Context, 'db'>, milestoneId: string) {
  const isOfMilestone = and(eq(obligations.kind, 'milestone'), eq(obligations.subjectId, milestoneId));
  const [claim] = await ctx.db.select().from(obligations).where(isOfMilestone);
  return claim ?? null;
}
