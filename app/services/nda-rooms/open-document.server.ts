import { readFile } from 'node:fs/promises';
import { and, eq, gte } from 'drizzle-orm';
import { formatInstant } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { opensDocument } from '#app/domain/nda-access.ts';
import { openingMark, openingsADay } from '#app/domain/nda.ts';
import { deals, files, roomDocuments, roomOpenings, users } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { announceRoom } from '../deals/announce-room.server.ts';
import { markDocument } from './mark-document.server.ts';
import { reachRoom, standingNda } from './reach-room.server.ts';

const dayMs = 86_400_000;

export interface OpenedDocument {
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly name: string;
}

/**
 * Opens a document of the room for one reader: the right is judged and the opening written in one transaction, held against
 * a withdrawal in the same moment; only then are the bytes read and marked with who, when and the opening's number. Whoever
 * may not open it does not learn that it is there.
 */
export async function openDocument(
  ctx: ActorContext,
  { dealId, documentId }: { readonly dealId: string; readonly documentId: string },
): Promise<OpenedDocument> {
  const { orgId } = await reachRoom(ctx, dealId);
  const { opening, file, title } = await inTransaction(ctx, async (tx) => {
    const [deal] = await tx.db.select().from(deals).where(eq(deals.id, dealId)).for('share');
    const nda = await standingNda(tx, dealId, 'share');
    const [document] = await tx.db
      .select()
      .from(roomDocuments)
      .where(and(eq(roomDocuments.id, documentId), eq(roomDocuments.dealId, dealId)))
      .for('share');
    if (deal === undefined || document === undefined) throw new AppError('not_found');
    const isOwn = document.orgId === orgId;
    if (!opensDocument({ deal: deal.state, nda: nda?.state ?? null, document: document.state, isOwn }))
      throw new AppError('not_found');
    // One person's openings are counted one after another, so that many at once do not pass the limit.
    await tx.db.select({ id: users.id }).from(users).where(eq(users.id, tx.actor.userId)).for('no key update');
    const since = new Date(tx.now().getTime() - dayMs);
    const opened = and(eq(roomOpenings.userId, tx.actor.userId), gte(roomOpenings.at, since));
    if ((await tx.db.$count(roomOpenings, opened)) >= openingsADay) {
      throw new AppError('rate_limited', { says: `一人 24 小时内最多打开 ${openingsADay} 份资料，请明天再看。` });
    }
    const [written] = await tx.db
      .insert(roomOpenings)
      .values({
        documentId,
        ndaId: isOwn ? null : (nda?.id ?? null),
        orgId,
        userId: tx.actor.userId,
        address: tx.address ?? null,
        at: tx.now(),
      })
      .returning();
    const [kept] = await tx.db.select().from(files).where(eq(files.id, document.fileId));
    if (written === undefined || kept === undefined) throw new Error('opening was not written');
    await audit(tx, { deed: 'room_document.open', subjectType: 'deal', subjectId: dealId });
    await announceRoom(tx, dealId);
    return { opening: written, file: kept, title: document.title };
  });
  const reader = `${ctx.actor.name} ${ctx.actor.org?.orgName ?? ''}`;
  const mark = `${reader} ${formatInstant(opening.at)} ${openingMark(opening.id)}`;
  const marked = await markDocument(await readFile(ctx.files.path(file.sha256)), file.sniffedType, mark);
  return { ...marked, name: `${title}-${openingMark(opening.id)}.${marked.ending}` };
}
