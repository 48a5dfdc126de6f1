import { inArray } from 'drizzle-orm';
import { eventRegistrations } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';

/** Tells the people behind these registrations, each once. */
export async function tellSeats(
  tx: In<Context>,
  event: { readonly id: string; readonly title: string },
  registrationIds: readonly string[],
  kind: string,
): Promise<void> {
  if (registrationIds.length === 0) return;
  const rows = await tx.db
    .select({ userId: eventRegistrations.userId })
    .from(eventRegistrations)
    .where(inArray(eventRegistrations.id, [...new Set(registrationIds)]));
  await notifyPeople(
    tx,
    rows.flatMap(({ userId }) => (userId === null ? [] : [userId])),
    { kind, params: { title: event.title }, href: `/desk/meetings/${event.id}` },
  );
}
