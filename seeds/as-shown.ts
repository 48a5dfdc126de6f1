import { eq } from 'drizzle-orm';
import { reviewMark } from '#app/services/attachments/papers-mark.server.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { achievements, registrations } from '#db/schema/index.ts';

/** A record as it stands before a reviewer at this moment: its id with the word for its text and papers. */
export async function asShown(ctx: ActorContext, id: string): Promise<{ readonly id: string; readonly seen: string }> {
  const isAuthority = ctx.actor.org?.kind === 'authority';
  const [row] = isAuthority
    ? await ctx.db.select().from(registrations).where(eq(registrations.achievementId, id))
    : await ctx.db.select().from(achievements).where(eq(achievements.id, id));
  return { id, seen: row === undefined ? '' : await reviewMark(ctx, { id, versionN: row.versionN }, !isAuthority) };
}
