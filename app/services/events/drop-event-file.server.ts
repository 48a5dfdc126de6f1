import { and, eq, ne } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { eventFiles } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { sealedFileStates } from './keep-event-file.server.ts';
import { lockEvent, ownEvent } from './own-event.server.ts';

/** Takes a wrong file off the event; what was reviewed or reported on stays as it was. */
export async function dropEventFile(ctx: ActorContext, input: { eventId: string; rowId: string }): Promise<void> {
  const event = await ownEvent(ctx, input.eventId);
  await inTransaction(ctx, async (tx) => {
    if (sealedFileStates.includes((await lockEvent(tx, event.id)).state)) throw new AppError('state_changed');
    const rows = await tx.db
      .delete(eventFiles)
      .where(
        // Slides are their owner's to take back.
        and(eq(eventFiles.id, input.rowId), eq(eventFiles.eventId, event.id), ne(eventFiles.kind, 'slides')),
      )
      .returning({ id: eventFiles.id });
    if (rows.length === 0) throw new AppError('not_found');
    await audit(tx, { deed: 'event.drop_file', subjectType: 'event', subjectId: event.id });
  });
}
