import { and, eq } from 'drizzle-orm';
import { approvalMachine, type ApprovalState } from '#app/domain/approval.ts';
import { AppError } from '#app/domain/errors.ts';
import { type EventOf, nextState } from '#app/domain/machine.ts';
import { approvals } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';

export type Approval = typeof approvals.$inferSelect;

/** Lets the machine take the approval on by `event` from the state the caller saw under its lock; a lost race is state_changed. */
export async function moveApproval(
  tx: In<Context>,
  { id, state }: { readonly id: string; readonly state: ApprovalState },
  event: EventOf<typeof approvalMachine>,
): Promise<Approval> {
  const to = nextState(approvalMachine, state, event);
  const [row] = await tx.db
    .update(approvals)
    .set({ state: to, ...(to !== 'open' && { decidedAt: tx.now() }) })
    .where(and(eq(approvals.id, id), eq(approvals.state, state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  return row;
}
