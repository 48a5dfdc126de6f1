import { eq } from 'drizzle-orm';
import { isAppError } from '#app/domain/errors.ts';
import { eventFiles } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { seenEvent } from './desk-queries.server.ts';

/** Evidence and papers of an event: for those who read its desk page, the unit and the department that confirms it. */
export async function mayFetchEventFile(ctx: ActorContext, fileId: string): Promise<boolean> {
  const rows = await ctx.db
    .select({ eventId: eventFiles.eventId })
    .from(eventFiles)
    .where(eq(eventFiles.fileId, fileId));
  for (const { eventId } of rows) {
    try {
      await seenEvent(ctx, eventId);
      return true;
    } catch (error) {
      if (!isAppError(error)) throw error;
    }
  }
  return false;
}
