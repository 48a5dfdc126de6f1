import { type ActorContext, inTransaction } from '../context.server.ts';
import { type BankRow, getOwnBankRow, moveBankRow } from './move-bank-row.server.ts';

/** A line that has nothing to do with contracts here is set aside, with its reason. */
export async function ignoreBankRow(
  ctx: ActorContext,
  { rowId, note }: { rowId: string; note: string },
): Promise<BankRow> {
  const row = await getOwnBankRow(ctx, rowId);
  return inTransaction(ctx, (tx) => moveBankRow(tx, row, 'ignore', { note }));
}

/** Set aside by mistake: it is to be looked at again. */
export async function reopenBankRow(ctx: ActorContext, { rowId }: { rowId: string }): Promise<BankRow> {
  const row = await getOwnBankRow(ctx, rowId);
  return inTransaction(ctx, (tx) => moveBankRow(tx, row, 'reopen'));
}
