import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { receipts } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import type { Receipt } from './move-receipt.server.ts';
import { lockClaim, type LockedClaim } from './lock-claim.server.ts';
import { getReceiptUse, type ReceiptUse } from './receipt-use.server.ts';

export interface LockedReceipt extends LockedClaim, ReceiptUse {
  readonly receipt: Receipt;
}

/**
 * Locks a receipt in the house's order, contract, obligation, receipt, and says what became of it. Sharing it and giving it
 * back begin here, so that neither sees money that the other takes.
 */
export async function lockReceipt(
  tx: In<Context>,
  { id, obligationId }: Pick<Receipt, 'id' | 'obligationId'>,
): Promise<LockedReceipt> {
  const claim = await lockClaim(tx, obligationId);
  const [receipt] = await tx.db.select().from(receipts).where(eq(receipts.id, id)).for('update');
  if (receipt === undefined) throw new AppError('not_found');
  return { ...claim, receipt, ...(await getReceiptUse(tx, receipt)) };
}
