import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { mayTakePart } from '#app/domain/event-access.ts';
import { maySeeSlides } from '#app/domain/event-slides.ts';
import { achievements, demands, eventFiles, eventItems, events, files } from '#db/schema/index.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { subjectNo, subjectTitle } from './desk-queries.server.ts';
import { sealedFileStates } from './keep-event-file.server.ts';
import { programmeOf } from './programme.server.ts';

/** A place on a programme that the actor's unit has, with its event and its slides; another's is not found. */
export async function ownItem(ctx: ActorContext, itemId: string) {
  const { org } = ctx.actor;
  if (org === null || !mayTakePart(ctx.actor)) throw new AppError('forbidden');
  const [row] = await ctx.db
    .select({
      item: eventItems,
      event: events,
      no: subjectNo,
      title: subjectTitle,
      slides: { rowId: eventFiles.id, audience: eventFiles.audience, clearedAt: eventFiles.clearedAt },
      file: { id: files.id, name: files.name, bytes: files.bytes },
    })
    .from(eventItems)
    .innerJoin(events, eq(events.id, eventItems.eventId))
    .leftJoin(achievements, eq(achievements.id, eventItems.achievementId))
    .leftJoin(demands, eq(demands.id, eventItems.demandId))
    .leftJoin(eventFiles, and(eq(eventFiles.itemId, eventItems.id), eq(eventFiles.kind, 'slides')))
    .leftJoin(files, eq(files.id, eventFiles.fileId))
    .where(and(eq(eventItems.id, itemId), eq(eventItems.orgId, org.orgId)));
  if (row === undefined) throw new AppError('not_found');
  const mayDrop = !sealedFileStates.includes(row.event.state);
  return { ...row, mayDrop, mayKeep: mayDrop && row.item.state === 'accepted' };
}

/** Slides of what stands on an event's programme that somebody with or without a seat may see. */
export async function slidesFor(ctx: Pick<Context, 'db'>, eventId: string, hasSeat: boolean) {
  const rows = await ctx.db
    .select({
      id: eventFiles.id,
      itemId: eventItems.id,
      audience: eventFiles.audience,
      clearedAt: eventFiles.clearedAt,
      name: files.name,
      bytes: files.bytes,
      sha256: files.sha256,
      sniffedType: files.sniffedType,
    })
    .from(eventFiles)
    .innerJoin(files, eq(files.id, eventFiles.fileId))
    .innerJoin(eventItems, eq(eventItems.id, eventFiles.itemId))
    .where(and(eq(eventFiles.eventId, eventId), eq(eventFiles.kind, 'slides')));
  if (rows.length === 0) return [];
  // What its owner took back is off the programme, and its slides with it.
  const { items } = await programmeOf(ctx, eventId);
  const reader = { isOwner: false, isOrganizer: false, hasSeat };
  return rows.filter(
    ({ itemId, audience, clearedAt }) =>
      audience !== null &&
      items.some(({ id }) => id === itemId) &&
      maySeeSlides({ audience, isCleared: clearedAt !== null }, reader),
  );
}
