import { and, eq } from 'drizzle-orm';
import { bankRowMachine } from '#app/domain/bank-row.ts';
import { AppError } from '#app/domain/errors.ts';
import { type EventOf, transitionOf } from '#app/domain/machine.ts';
import { bankRows } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, Context, In } from '../context.server.ts';
import { bankOrgOf } from './bank-access.server.ts';

export type BankRow = typeof bankRows.$inferSelect;

/** A line of the actor's own statements; for everybody else there is none. */
export async function getOwnBankRow(ctx: ActorContext, rowId: string): Promise<BankRow> {
  const isOwn = and(eq(bankRows.id, rowId), eq(bankRows.orgId, bankOrgOf(ctx)));
  const [row] = await ctx.db.select().from(bankRows).where(isOwn);
  if (row === undefined) throw new AppError('not_found');
  return row;
}

/** One step of a line, with its trace. Somebody else was first: `state_changed`. */
export async function moveBankRow(
  tx: In<Context>,
  { id, state, orgId }: Pick<BankRow, 'id' | 'state' | 'orgId'>,
  event: EventOf<typeof bankRowMachine>,
  columns: Partial<Pick<BankRow, 'receiptId' | 'refundId' | 'note'>> = {},
): Promise<BankRow> {
  const step = transitionOf(bankRowMachine, state, event);
  if (step === undefined) throw new AppError('state_changed');
  const isOpen = step.to === 'open';
  const [row] = await tx.db
    .update(bankRows)
    .set({
      ...(isOpen ? { receiptId: null, refundId: null, note: null } : columns),
      state: step.to,
      decidedBy: isOpen ? null : (tx.actor?.userId ?? null),
      decidedAt: isOpen ? null : tx.now(),
    })
    .where(and(eq(bankRows.id, id), eq(bankRows.state, state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  await audit(tx, { deed: `bank_row.${event}`, subjectType: 'bank_row', subjectId: id, orgId });
  return row;
}
