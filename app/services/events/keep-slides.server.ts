import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { eventReviewerRoles } from '#app/domain/event-access.ts';
import { type SlideAudience, slideTypes } from '#app/domain/event-slides.ts';
import { eventFiles, eventItems } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { sealedFileStates } from './keep-event-file.server.ts';
import { lockEvent } from './own-event.server.ts';
import { removeSlides, slidesOf } from './remove-slides.server.ts';
import { ownItem } from './slides.server.ts';

/** Slides of an item, brought by its owner, who says who may see them; new ones take the place of the old and are reviewed anew. */
export async function keepSlides(
  ctx: ActorContext,
  input: { itemId: string; audience: SlideAudience; isDeclared: boolean; file: Received },
): Promise<void> {
  const { item, event } = await ownItem(ctx, input.itemId);
  if (!input.isDeclared) throw new AppError('invalid', { says: '请确认材料不涉密' }, 'pledge');
  await screenTexts(ctx, [input.file.name]);
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
    await notifyOrganisation(tx, event.orgId, eventReviewerRoles, {
      kind: 'event_item.slides',
      params: { title: event.title },
      href: `/desk/events/${event.id}/files`,
    });
  });
}

/** The owner takes his slides back, also after he left the programme; what was reported on stays as it was. */
export async function dropSlides(ctx: ActorContext, input: { itemId: string }): Promise<void> {
  const { item } = await ownItem(ctx, input.itemId);
  await inTransaction(ctx, async (tx) => {
    const isRemoved = await removeSlides(tx, item);
    if (isRemoved !== true) throw new AppError(isRemoved === null ? 'state_changed' : 'not_found');
  });
}

/** While the item stands on the programme and nobody judges its papers; the event's row orders whoever changes them. */
async function lockItem(tx: In<ActorContext>, { id, eventId }: { id: string; eventId: string }): Promise<void> {
  const { state } = await lockEvent(tx, eventId);
  const isShown = and(eq(eventItems.id, id), eq(eventItems.state, 'accepted'));
  if (sealedFileStates.includes(state) || (await tx.db.$count(eventItems, isShown)) === 0) {
    throw new AppError('state_changed');
  }
}
