import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { refundMachine } from '#app/domain/refund.ts';
import { refunds } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { releaseBankRows } from '../bank/release-bank-rows.server.ts';
import type { Context, In } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';

export type Refund = typeof refunds.$inferSelect;

/** One step of the refund machine, with its trace. Somebody else was first: `state_changed`. */
export async function moveRefund(
  tx: In<Context>,
  { id, state }: Pick<Refund, 'id' | 'state'>,
  event: 'approve' | 'confirm' | 'reject' | 'withdraw' | 'fail' | 'undo',
  columns: Omit<Partial<Refund>, 'id' | 'state'> = {},
): Promise<Refund> {
  const step = transitionOf(refundMachine, state, event);
  if (step === undefined) throw new AppError('state_changed');
  const [row] = await tx.db
    .update(refunds)
    .set({
      ...columns,
      state: step.to,
      ...(event !== 'approve' && { decidedBy: tx.actor?.userId ?? null, decidedAt: tx.now() }),
    })
    .where(and(eq(refunds.id, id), eq(refunds.state, state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  await clearDeadline(tx, 'refund.confirm', id);
  // The line of a bank statement that it was read from says nothing any more.
  if (step.to !== 'confirmed' && step.to !== 'open') await releaseBankRows(tx, { refundId: id });
  const subject = { subjectType: 'refund', subjectId: id, orgId: tx.actor?.org?.orgId ?? row.payeeOrgId };
  await audit(tx, { deed: `refund.${event}`, ...subject });
  return row;
}
