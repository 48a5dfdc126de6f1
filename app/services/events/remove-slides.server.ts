import { and, eq } from 'drizzle-orm';
import { eventFiles } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, In } from '../context.server.ts';
import type { EventItem } from './ask-item.server.ts';
import { sealedFileStates } from './keep-event-file.server.ts';
import { lockEvent } from './own-event.server.ts';

export const slidesOf = (itemId: string) => and(eq(eventFiles.itemId, itemId), eq(eventFiles.kind, 'slides'));

/**
 * The one way in which slides go: their owner takes them back, or their item leaves the programme. Null where somebody judges the
 * papers or has judged them: then they stay as they are.
 */
export async function removeSlides(
  tx: In<ActorContext>,
  { id, eventId }: Pick<EventItem, 'id' | 'eventId'>,
): Promise<boolean | null> {
  if (sealedFileStates.includes((await lockEvent(tx, eventId)).state)) return null;
  const rows = await tx.db.delete(eventFiles).where(slidesOf(id)).returning({ id: eventFiles.id });
  if (rows.length === 0) return false;
  await audit(tx, { deed: 'event_item.drop_slides', subjectType: 'event_item', subjectId: id });
  return true;
}
