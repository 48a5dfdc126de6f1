import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { nextState } from '#app/domain/machine.ts';
import { mayRunRoom } from '#app/domain/nda-access.ts';
import { roomDocumentMachine } from '#app/domain/nda.ts';
import { roomDocuments } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { announceRoom } from '../deals/announce-room.server.ts';
import { reachRoom } from './reach-room.server.ts';
import type { RoomDocument } from './share-document.server.ts';

/** Its owner takes a document out of the room: it opens for nobody any more, its log stays. */
export async function withdrawDocument(
  ctx: ActorContext,
  { dealId, documentId }: { readonly dealId: string; readonly documentId: string },
): Promise<RoomDocument> {
  if (!mayRunRoom(ctx.actor)) throw new AppError('forbidden');
  const { orgId } = await reachRoom(ctx, dealId);
  return inTransaction(ctx, async (tx) => {
    const ofOwner = and(
      eq(roomDocuments.id, documentId),
      eq(roomDocuments.dealId, dealId),
      eq(roomDocuments.orgId, orgId),
    );
    const [before] = await tx.db.select().from(roomDocuments).where(ofOwner).for('update');
    if (before === undefined) throw new AppError('not_found');
    const [row] = await tx.db
      .update(roomDocuments)
      .set({
        state: nextState(roomDocumentMachine, before.state, 'withdraw'),
        withdrawnAt: tx.now(),
        withdrawnBy: tx.actor.userId,
      })
      .where(and(ofOwner, eq(roomDocuments.state, before.state)))
      .returning();
    if (row === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: 'room_document.withdraw', subjectType: 'deal', subjectId: dealId });
    await announceRoom(tx, dealId);
    return row;
  });
}
