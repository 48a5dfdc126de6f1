import { addDays, type Day, dayOf, endOfDay } from '#app/domain/days.ts';
import { reviewWithinDays } from '#app/domain/statement-query.ts';
import type { Context, In } from '../context.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';

/**
 * From a report or an answer on the licensor has thirty days to ask, paid or not; silence after them accepts it. `until` where they
 * began before.
 */
export async function planReview(
  tx: In<Context>,
  { id }: { readonly id: string },
  orgId: string,
  until: Day = addDays(dayOf(tx.now()), reviewWithinDays),
): Promise<void> {
  await setDeadline(tx, { kind: 'royalty.review', subjectId: id, orgId, dueAt: endOfDay(until) });
}
