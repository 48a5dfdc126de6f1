import { addDays, dayOf, endOfDay } from '#app/domain/days.ts';
import { reviewWithinDays } from '#app/domain/statement-query.ts';
import type { Context, In } from '../context.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';

/** From a report or an answer on the licensor has thirty days to ask; silence after them accepts it. */
export async function planReview(tx: In<Context>, { id }: { readonly id: string }, orgId: string): Promise<void> {
  const dueAt = endOfDay(addDays(dayOf(tx.now()), reviewWithinDays));
  await setDeadline(tx, { kind: 'royalty.review', subjectId: id, orgId, dueAt });
}
