import { isObjectable } from '#app/domain/publicity.ts';
import { publicityReadings } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import type { publicityPage } from './publicity-queries.server.ts';

/**
 * Notes that a member of the unit or of the other party opened a notice that stands, the first time; a notice that is over gains no
 * readers. It is called by whoever shows the notice, after it was found for this reader, and only where a person opens it: no browser that
 * loads it ahead, no program.
 */
export async function noteReading(
  ctx: ActorContext,
  { publicity }: Pick<Awaited<ReturnType<typeof publicityPage>>, 'publicity'>,
): Promise<void> {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined || !isObjectable(publicity, ctx.now())) return;
  await ctx.db
    .insert(publicityReadings)
    .values({ publicityId: publicity.id, userId: ctx.actor.userId, orgId, readAt: ctx.now() })
    .onConflictDoNothing();
}
