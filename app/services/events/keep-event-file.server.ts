import { AppError } from '#app/domain/errors.ts';
import type { EventState } from '#app/domain/event.ts';
import type { EventFileKind } from '#app/domain/event-report.ts';
import { eventFiles } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { lockEvent, ownEvent } from './own-event.server.ts';

/** While somebody judges the papers, and after they were judged, they stay as they are. */
export const sealedFileStates: readonly EventState[] = ['review', 'reported', 'closed', 'cancelled'];

/** Keeps evidence or a paper of the event: plan and approval before the review, sign-in list, photographs and minutes after the day. */
export async function keepEventFile(
  ctx: ActorContext,
  input: { eventId: string; kind: EventFileKind; file: Received },
): Promise<void> {
  const event = await ownEvent(ctx, input.eventId);
  await inTransaction(ctx, async (tx) => {
    if (sealedFileStates.includes((await lockEvent(tx, event.id)).state)) throw new AppError('state_changed');
    const file = await keepFile(tx, input.file, 'event', event.orgId);
    if (input.kind === 'poster' && !file.sniffedType.startsWith('image/')) {
      throw new AppError('file_refused', { says: '海报请传 PNG、JPG 或 WebP 图片。' }, 'file');
    }
    await tx.db
      .insert(eventFiles)
      .values({ eventId: event.id, fileId: file.id, kind: input.kind, createdAt: tx.now() });
    await audit(tx, { deed: 'event.keep_file', subjectType: 'event', subjectId: event.id });
  });
}
