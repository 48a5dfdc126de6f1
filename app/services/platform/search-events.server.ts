import { and, desc, eq, ilike, inArray, or } from 'drizzle-orm';
import { comingEventStates, publicEventStates } from '#app/domain/event.ts';
import { containing } from '#db/like-pattern.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import { eventItems, events, organisations } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { eventBriefs } from '../events/public-queries.server.ts';

/** More events than anybody reads. */
const mostEvents = 60;

/**
 * Public events whose title, theme, introduction or unit holds a word of the question, and those that show a found
 * achievement or demand: the coming first, among them those that hold most words.
 * @param recordIds achievements and demands that the question finds
 */
export async function searchEvents(
  ctx: Context,
  { terms, recordIds }: { terms: readonly string[]; recordIds: readonly string[] },
) {
  if (terms.length + recordIds.length === 0) return [];
  const parts = terms.map(containing);
  const inText = [events.title, events.theme, events.intro, organisations.name].flatMap((column) =>
    parts.map((part) => ilike(column, part)),
  );
  const showing = ctx.db
    .select({ id: eventItems.eventId })
    .from(eventItems)
    .where(
      and(
        eq(eventItems.state, 'accepted'),
        or(inArray(eventItems.achievementId, [...recordIds]), inArray(eventItems.demandId, [...recordIds])),
      ),
    );
  const rows = await ctx.db
    .select(eventBriefs)
    .from(events)
    .innerJoin(organisations, eq(organisations.id, events.orgId))
    .where(and(inArray(events.state, publicEventStates), listingShown, or(...inText, inArray(events.id, showing))))
    .orderBy(desc(events.startsAt), desc(events.id))
    .limit(mostEvents);
  const isComing = new Set<string>(comingEventStates);
  const held = ({ title, theme }: { title: string; theme: string }) => {
    const text = `${title} ${theme}`.toLowerCase();
    return terms.filter((term) => text.includes(term)).length;
  };
  return rows.sort((a, b) => Number(isComing.has(b.state)) - Number(isComing.has(a.state)) || held(b) - held(a));
}
