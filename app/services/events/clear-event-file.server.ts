import { and, eq, inArray, isNull, notInArray } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { mayReviewEvent } from '#app/domain/event-access.ts';
import { reviewedFileKinds } from '#app/domain/event-report.ts';
import { eventFiles, eventItems, events, files } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { ownEvent } from './own-event.server.ts';

const openFiles = (eventId: string) =>
  and(eq(eventFiles.eventId, eventId), inArray(eventFiles.kind, reviewedFileKinds), isNull(eventFiles.clearedAt));

/** With the event its poster, handouts and slides are cleared: the reviewer had them before him. What he brought himself waits for another. */
export async function clearEventFiles(tx: In<ActorContext>, eventId: string): Promise<void> {
  const brought = tx.db.select({ id: files.id }).from(files).where(eq(files.uploadedBy, tx.actor.userId));
  const cleared = await tx.db
    .update(eventFiles)
    .set({ clearedBy: tx.actor.userId, clearedAt: tx.now() })
    .where(and(openFiles(eventId), notInArray(eventFiles.fileId, brought)))
    .returning({ itemId: eventFiles.itemId });
  await tellOwners(tx, cleared);
}

/** A poster or handout that came after the review is public once another person than who brought it has cleared it. */
export async function clearEventFile(ctx: ActorContext, input: { eventId: string; rowId: string }): Promise<void> {
  const event = await ownEvent(ctx, input.eventId, mayReviewEvent);
  const [row] = await ctx.db
    .select({ uploadedBy: files.uploadedBy })
    .from(eventFiles)
    .innerJoin(files, eq(files.id, eventFiles.fileId))
    .where(and(eq(eventFiles.id, input.rowId), eq(eventFiles.eventId, event.id)));
  if (row === undefined) throw new AppError('not_found');
  if (row.uploadedBy === ctx.actor.userId) {
    throw new AppError('invalid', { says: '上传的人不能审查自己的材料，请另一位同事审查。' });
  }
  await inTransaction(ctx, async (tx) => {
    const cleared = await tx.db
      .update(eventFiles)
      .set({ clearedBy: tx.actor.userId, clearedAt: tx.now() })
      .where(and(eq(eventFiles.id, input.rowId), openFiles(event.id)))
      .returning({ itemId: eventFiles.itemId });
    if (cleared.length === 0) throw new AppError('state_changed');
    await tellOwners(tx, cleared);
    await audit(tx, { deed: 'event.clear_file', subjectType: 'event', subjectId: event.id });
  });
}

/** Slides are brought by their owner, who has no other way to learn that they go out. */
async function tellOwners(tx: In<ActorContext>, cleared: readonly { readonly itemId: string | null }[]): Promise<void> {
  const itemIds = cleared.flatMap(({ itemId }) => itemId ?? []);
  const rows = await tx.db
    .select({ id: eventItems.id, orgId: eventItems.orgId, title: events.title })
    .from(eventItems)
    .innerJoin(events, eq(events.id, eventItems.eventId))
    .where(inArray(eventItems.id, itemIds));
  for (const { id, orgId, title } of rows) {
    const notice = { kind: 'event_item.clear_slides', params: { title }, href: `/desk/events/items/${id}` };
    await notifyOrganisation(tx, orgId, ['officer'], notice);
  }
}
