import { eq } from 'drizzle-orm';
import type { Day } from '#app/domain/days.ts';
import { interestCharges, obligations } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';

/** Moves the day on which a claim is due. One by which interest was charged already stays: null. */
export async function moveDueDay(tx: In<Context>, { id }: { readonly id: string }, dueOn: Day): Promise<Day | null> {
  if ((await tx.db.$count(interestCharges, eq(interestCharges.obligationId, id))) > 0) return null;
  await tx.db.update(obligations).set({ dueOn }).where(eq(obligations.id, id));
  return dueOn;
}
