import type { EventFileKind } from '#app/domain/event-report.ts';
import { eventFiles } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { ownEvent } from './own-event.server.ts';

/** Keeps evidence or a paper of the event: sign-in list, photographs, minutes, plan. */
export async function keepEventFile(
  ctx: ActorContext,
  input: { eventId: string; kind: EventFileKind; file: Received },
): Promise<void> {
  const event = await ownEvent(ctx, input.eventId);
  await inTransaction(ctx, async (tx) => {
    const file = await keepFile(tx, input.file, 'event', event.orgId);
    await tx.db
      .insert(eventFiles)
      .values({ eventId: event.id, fileId: file.id, kind: input.kind, createdAt: tx.now() });
    await audit(tx, { deed: 'event.keep_file', subjectType: 'event', subjectId: event.id });
  });
}
