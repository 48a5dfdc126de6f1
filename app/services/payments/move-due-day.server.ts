import { eq } from 'drizzle-orm';
import type { Day } from '#app/domain/days.ts';
import { interestCharges, obligations } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { lastDayFor } from '../contracts/terms-in-force.server.ts';

/** Moves the day on which a claim is due, on from a rest day where that is agreed. One by which interest was charged already stays: null. */
export async function moveDueDay(
  tx: In<Context>,
  { id, contractId }: { readonly id: string; readonly contractId: string },
  day: Day,
): Promise<Day | null> {
  if ((await tx.db.$count(interestCharges, eq(interestCharges.obligationId, id))) > 0) return null;
  const dueOn = await lastDayFor(tx, contractId, day);
  await tx.db.update(obligations).set({ dueOn }).where(eq(obligations.id, id));
  return dueOn;
}
