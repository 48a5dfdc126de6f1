import { eq } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import type { Fen } from '#app/domain/money.ts';
import { refunds } from '#db/schema/index.ts';
import { type Context, inTransaction } from '../context.server.ts';
import type { Receipt } from '../payments/move-receipt.server.ts';
import { lockReceipt } from '../payments/lock-receipt.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { dropAsked } from './drop-asked.server.ts';
import type { Refund } from './move-refund.server.ts';
import { reserveRefund } from './reserve-refund.server.ts';

/**
 * A refund that somebody made in the provider's own pages: it is recorded once, as one that nobody here asked for, and from then on
 * its receipt is neither shared nor given back again. `pursueRefund` books it as soon as that can be. Null where it is known, or
 * where another refund is under way: the sweep and the next message come again.
 */
export async function followForeignRefund(
  ctx: Context,
  found: Receipt,
  { refundId, amountFen }: { readonly refundId: string; readonly amountFen: Fen },
): Promise<Refund | null> {
  return inTransaction(ctx, async (tx) => {
    const locked = await lockReceipt(tx, found);
    const { receipt, hasOpenRefund } = locked;
    const isKnown = (await tx.db.$count(refunds, eq(refunds.providerRefundId, refundId))) > 0;
    if (isKnown || (hasOpenRefund && !(await dropAsked(tx, receipt.id)))) return null;
    tx.log.error({ receiptId: receipt.id }, 'card refund was made at the provider, not here: people must look');
    const refund = await reserveRefund(tx, locked, {
      kind: 'refund',
      method: 'card',
      amountFen,
      reason: '在支付渠道的后台退款，不是从这里办理的',
      paidOn: dayOf(tx.now()),
      providerRefundId: refundId,
    });
    const notice = { kind: 'refund.odd', params: { title: receipt.no }, href: `/desk/receipts/${receipt.id}` };
    await notifyOrganisation(tx, receipt.payeeOrgId, ['officer', 'finance'], notice);
    return refund;
  });
}
