import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { nextState } from '#app/domain/machine.ts';
import { type PublicityEvent, publicityMachine } from '#app/domain/publicity.ts';
import { publicities } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';

export type Publicity = typeof publicities.$inferSelect;

/** One step of a publicity's machine; its contract is locked by the caller. */
export async function movePublicity(
  tx: In<Context>,
  { id, state }: Pick<Publicity, 'id' | 'state'>,
  event: PublicityEvent,
): Promise<Publicity> {
  const [row] = await tx.db
    .update(publicities)
    .set({ state: nextState(publicityMachine, state, event) })
    .where(and(eq(publicities.id, id), eq(publicities.state, state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  return row;
}
