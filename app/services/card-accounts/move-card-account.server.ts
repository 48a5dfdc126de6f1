import { and, eq } from 'drizzle-orm';
import { cardAccountMachine } from '#app/domain/card-account.ts';
import { AppError } from '#app/domain/errors.ts';
import { type EventOf, transitionOf } from '#app/domain/machine.ts';
import { cardAccounts } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';

export type CardAccountRow = typeof cardAccounts.$inferSelect;

/** One step of a card account, with its trace: the only way one moves. Somebody else was first: `state_changed`. */
export async function moveCardAccount(
  tx: In<Context>,
  { id, state }: Pick<CardAccountRow, 'id' | 'state'>,
  event: EventOf<typeof cardAccountMachine>,
  columns: Omit<Partial<CardAccountRow>, 'id' | 'state' | 'orgId'> = {},
): Promise<CardAccountRow> {
  const step = transitionOf(cardAccountMachine, state, event);
  if (step === undefined) throw new AppError('state_changed');
  const isOver = cardAccountMachine.states[step.to].final === true;
  const [row] = await tx.db
    .update(cardAccounts)
    .set({ ...columns, ...(isOver && { endedAt: tx.now() }), state: step.to })
    .where(and(eq(cardAccounts.id, id), eq(cardAccounts.state, state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  if (step.to !== 'held') await clearDeadline(tx, 'card_account.activate', id);
  await audit(tx, { deed: `card_account.${event}`, subjectType: 'card_account', subjectId: id, orgId: row.orgId });
  return row;
}
