import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { nextState } from '#app/domain/machine.ts';
import { type ObjectionEvent, objectionMachine } from '#app/domain/publicity.ts';
import { objections } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import type { Objection } from './file-objection.server.ts';

/** One step of an objection's machine with its trace; contract and publicity are locked by the caller. */
export async function moveObjection(
  tx: In<Context>,
  id: string,
  event: ObjectionEvent,
  columns: Omit<Partial<typeof objections.$inferInsert>, 'state'> = {},
): Promise<Objection> {
  const [found] = await tx.db.select().from(objections).where(eq(objections.id, id));
  if (found === undefined) throw new AppError('not_found');
  const [row] = await tx.db
    .update(objections)
    .set({ ...columns, state: nextState(objectionMachine, found.state, event) })
    .where(and(eq(objections.id, id), eq(objections.state, found.state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  await audit(tx, { deed: `objection.${event}`, subjectType: 'objection', subjectId: id });
  return row;
}
