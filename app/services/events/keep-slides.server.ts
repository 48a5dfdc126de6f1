import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import type { SlideAudience } from '#app/domain/event-report.ts';
import { slideTypes } from '#app/domain/event-slides.ts';
import { eventFiles, eventItems } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { sealedFileStates } from './keep-event-file.server.ts';
import { lockEvent } from './own-event.server.ts';
import { ownItem } from './slides.server.ts';

/** Slides of an item, brought by its owner, who says who may see them; new ones take the place of the old and are reviewed anew. */
export async function keepSlides(
  ctx: ActorContext,
  input: { itemId: string; audience: SlideAudience; isDeclared: boolean; file: Received },
): Promise<void> {
  const { item, event } = await ownItem(ctx, input.itemId);
  if (!input.isDeclared) throw new AppError('invalid', { says: '请确认材料不涉密' }, 'pledge');
  await inTransaction(ctx, async (tx) => {
    await lockItem(tx, item);
    const file = await keepFile(tx, input.file, 'event', item.orgId);
    if (!slideTypes.some((type) => type === file.sniffedType)) {
      throw new AppError('file_refused', { says: '讲解材料请传 PDF 或 PPTX。' }, 'file');
    }
    await tx.db.delete(eventFiles).where(slidesOf(item.id));
    const { audience } = input;
    const row = { eventId: event.id, itemId: item.id, fileId: file.id, kind: 'slides', audience } as const;
    await tx.db.insert(eventFiles).values({ ...row, createdAt: tx.now() });
    await audit(tx, { deed: 'event_item.keep_slides', subjectType: 'event_item', subjectId: item.id });
    await notifyOrganisation(tx, event.orgId, ['officer', 'secrecy'], {
      kind: 'event_item.slides',
      params: { title: event.title },
      href: `/desk/events/${event.id}/files`,
    });
  });
}

/** The owner takes his slides back; what was reported on stays as it was. */
export async function dropSlides(ctx: ActorContext, input: { itemId: string }): Promise<void> {
  const { item } = await ownItem(ctx, input.itemId);
  await inTransaction(ctx, async (tx) => {
    await lockItem(tx, item);
    const rows = await tx.db.delete(eventFiles).where(slidesOf(item.id)).returning({ id: eventFiles.id });
    if (rows.length === 0) throw new AppError('not_found');
    await audit(tx, { deed: 'event_item.drop_slides', subjectType: 'event_item', subjectId: item.id });
  });
}

const slidesOf = (itemId: string) => and(eq(eventFiles.itemId, itemId), eq(eventFiles.kind, 'slides'));

/** While the item stands on the programme and nobody judges its papers; the event's row orders whoever changes them. */
async function lockItem(tx: In<ActorContext>, { id, eventId }: { id: string; eventId: string }): Promise<void> {
  const { state } = await lockEvent(tx, eventId);
  const isShown = and(eq(eventItems.id, id), eq(eventItems.state, 'accepted'));
  if (sealedFileStates.includes(state) || (await tx.db.$count(eventItems, isShown)) === 0) {
    throw new AppError('state_changed');
  }
}
