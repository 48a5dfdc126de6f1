import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { receiptMachine } from '#app/domain/payment-machine.ts';
import { receipts } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { releaseBankRows } from '../bank/release-bank-rows.server.ts';
import type { Context, In } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';

export type Receipt = typeof receipts.$inferSelect;

/** One step of the receipt machine, with its trace. Somebody else was first: `state_changed`. */
export async function moveReceipt(
  tx: In<Context>,
  { id, state }: Pick<Receipt, 'id' | 'state'>,
  event: 'confirm' | 'check' | 'reject' | 'withdraw' | 'return' | 'restore',
  columns: Omit<Partial<Receipt>, 'id' | 'state'> = {},
): Promise<Receipt> {
  const step = transitionOf(receiptMachine, state, event);
  if (step === undefined) throw new AppError('state_changed');
  const [row] = await tx.db
    .update(receipts)
    .set({ ...columns, state: step.to })
    .where(and(eq(receipts.id, id), eq(receipts.state, state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  if (step.to !== 'checked') await clearDeadline(tx, 'receipt.confirm', id);
  if (step.to === 'rejected') await releaseBankRows(tx, { receiptId: id });
  await audit(tx, { deed: `receipt.${event}`, subjectType: 'receipt', subjectId: id });
  return row;
}
