import { and, eq } from 'drizzle-orm';
import { refundMachine } from '#app/domain/refund.ts';
import { refunds } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { moveRefund } from './move-refund.server.ts';

/**
 * The provider says that money of a receipt went back otherwise: what still waits for its second person is dropped, so that the books hear of
 * the money that moved. Whether there was one. The receipt is locked.
 */
export async function dropAsked(tx: In<Context>, receiptId: string): Promise<boolean> {
  const [asked] = await tx.db
    .select()
    .from(refunds)
    .where(and(eq(refunds.receiptId, receiptId), eq(refunds.state, refundMachine.initial)));
  if (asked === undefined) return false;
  await moveRefund(tx, asked, 'withdraw');
  return true;
}
