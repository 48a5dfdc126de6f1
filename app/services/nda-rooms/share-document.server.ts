import { orgOf, otherSide } from '#app/domain/deal-access.ts';
import { AppError } from '#app/domain/errors.ts';
import { mayRunRoom } from '#app/domain/nda-access.ts';
import { roomDocumentMachine } from '#app/domain/nda.ts';
import { roomDocuments } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { announceRoom } from '../deals/announce-room.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { onceRow } from '../platform/once.server.ts';
import { requireMarkable } from './mark-document.server.ts';
import { holdOpenDeal, reachRoom, standingNda } from './reach-room.server.ts';

export type RoomDocument = typeof roomDocuments.$inferSelect;

interface ShareDocument {
  readonly dealId: string;
  readonly title: string;
  readonly note: string;
  readonly file: Received;
  readonly key?: string | undefined;
}

/** Puts a document into the room, before or after the agreement. What cannot be marked with its reader is refused now. */
export async function shareDocument(ctx: ActorContext, input: ShareDocument): Promise<RoomDocument> {
  if (!mayRunRoom(ctx.actor)) throw new AppError('forbidden');
  const { side, orgId } = await reachRoom(ctx, input.dealId);
  await requireMarkable(ctx.files.path(input.file.sha256));
  return inTransaction(ctx, async (tx) => {
    const { id, earlier } = await onceRow(tx, roomDocuments, input.key, 'room_document.share');
    if (earlier) return earlier;
    const deal = await holdOpenDeal(tx, input.dealId);
    const file = await keepFile(tx, input.file, 'room', orgId);
    const row = await insertRow(tx, roomDocuments, {
      id,
      dealId: deal.id,
      orgId,
      fileId: file.id,
      title: input.title,
      note: input.note,
      state: roomDocumentMachine.initial,
      createdBy: tx.actor.userId,
      createdAt: tx.now(),
    });
    await audit(tx, { deed: 'room_document.share', subjectType: 'deal', subjectId: deal.id });
    if ((await standingNda(tx, deal.id, 'share'))?.state === 'active') {
      await notifyOrganisation(tx, orgOf(deal, otherSide(side)), ['officer'], {
        kind: 'room_document.share',
        href: `/desk/deals/${deal.id}/room`,
      });
    }
    await announceRoom(tx, deal.id);
    return row;
  });
}
