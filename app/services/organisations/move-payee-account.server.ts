import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { type EventOf, transitionOf } from '#app/domain/machine.ts';
import { payeeAccountMachine } from '#app/domain/payee-account.ts';
import { payeeAccounts } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';

export type PayeeAccountRow = typeof payeeAccounts.$inferSelect;

/** One step of an account, with its trace: the only way one moves. Somebody else was first: `state_changed`. */
export async function movePayeeAccount(
  tx: In<Context>,
  { id, state }: Pick<PayeeAccountRow, 'id' | 'state'>,
  event: EventOf<typeof payeeAccountMachine>,
  columns: Omit<Partial<PayeeAccountRow>, 'id' | 'state' | 'orgId'> = {},
): Promise<PayeeAccountRow> {
  const step = transitionOf(payeeAccountMachine, state, event);
  if (step === undefined) throw new AppError('state_changed');
  const isOver = payeeAccountMachine.states[step.to].final === true;
  const [row] = await tx.db
    .update(payeeAccounts)
    .set({ ...columns, ...(isOver && { endedAt: tx.now() }), state: step.to })
    .where(and(eq(payeeAccounts.id, id), eq(payeeAccounts.state, state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  await clearDeadline(tx, 'payee_account.probe', id);
  if (step.to !== 'held') await clearDeadline(tx, 'payee_account.activate', id);
  await audit(tx, { deed: `payee_account.${event}`, subjectType: 'payee_account', subjectId: id, orgId: row.orgId });
  return row;
}
