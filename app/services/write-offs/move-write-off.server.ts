import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { writeOffMachine } from '#app/domain/write-off.ts';
import { writeOffs } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, In } from '../context.server.ts';
import { moneyOrgOf } from '../payments/money-access.server.ts';

export type WriteOff = typeof writeOffs.$inferSelect;

/** A write-off of the actor's organisation; for everybody else, its payer included, there is none. */
export async function getOwnWriteOff(ctx: ActorContext, id: string): Promise<WriteOff> {
  const isOwn = and(eq(writeOffs.id, id), eq(writeOffs.orgId, moneyOrgOf(ctx)));
  const [row] = await ctx.db.select().from(writeOffs).where(isOwn);
  if (row === undefined) throw new AppError('not_found');
  return row;
}

/** One step of the machine, with its trace. Somebody else was first: `state_changed`. */
export async function moveWriteOff(
  tx: In<ActorContext>,
  { id, state }: Pick<WriteOff, 'id' | 'state'>,
  event: 'approve' | 'return' | 'withdraw',
  columns: Pick<Partial<WriteOff>, 'returnNote'> = {},
): Promise<WriteOff> {
  const step = transitionOf(writeOffMachine, state, event);
  if (step === undefined) throw new AppError('state_changed');
  const [row] = await tx.db
    .update(writeOffs)
    .set({ ...columns, state: step.to, decidedBy: tx.actor.userId, decidedAt: tx.now() })
    .where(and(eq(writeOffs.id, id), eq(writeOffs.state, state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  await audit(tx, { deed: `write_off.${event}`, subjectType: 'write_off', subjectId: id });
  return row;
}
