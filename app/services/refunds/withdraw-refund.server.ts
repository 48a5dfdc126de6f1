import { type ActorContext, inTransaction } from '../context.server.ts';
import { moveRefund, type Refund } from './move-refund.server.ts';
import { getRefundFor } from './own-refund.server.ts';

/** The payee takes back what it recorded by mistake, as long as the payer has not answered. */
export async function withdrawRefund(ctx: ActorContext, { refundId }: { refundId: string }): Promise<Refund> {
  const refund = await getRefundFor(ctx, refundId, 'withdrawRefund');
  return inTransaction(ctx, (tx) => moveRefund(tx, refund, 'withdraw'));
}
