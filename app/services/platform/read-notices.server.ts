import { and, eq, isNull } from 'drizzle-orm';
import { notices } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

/** Marks all of the person's own notices as read. */
export async function readNotices(ctx: ActorContext): Promise<void> {
  await ctx.db
    .update(notices)
    .set({ readAt: ctx.now() })
    .where(and(eq(notices.userId, ctx.actor.userId), isNull(notices.readAt)));
}
