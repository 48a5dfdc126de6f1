import { eq } from 'drizzle-orm';
import { isAppError } from '#app/domain/errors.ts';
import { eventFiles, eventItems } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { seenEvent } from './desk-queries.server.ts';

/**
 * Evidence and papers of an event: for those who read its desk page, the unit and the department that confirms it. Slides are for
 * the unit that shows them and the one that runs the event; others take those that are for them from the event's page.
 */
export async function mayFetchEventFile(ctx: ActorContext, fileId: string): Promise<boolean> {
  const rows = await ctx.db
    .select({ eventId: eventFiles.eventId, kind: eventFiles.kind, ownerId: eventItems.orgId })
    .from(eventFiles)
    .leftJoin(eventItems, eq(eventItems.id, eventFiles.itemId))
    .where(eq(eventFiles.fileId, fileId));
  const orgId = ctx.actor.org?.orgId;
  for (const { eventId, kind, ownerId } of rows) {
    if (kind === 'slides' && ownerId !== null && ownerId === orgId) return true;
    try {
      const event = await seenEvent(ctx, eventId);
      if (kind !== 'slides' || event.orgId === orgId) return true;
    } catch (error) {
      if (!isAppError(error)) throw error;
    }
  }
  return false;
}
