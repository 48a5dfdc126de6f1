import { eq } from 'drizzle-orm';
import { advanceOfRefund } from '#app/domain/allocation.ts';
import { dayOf } from '#app/domain/days.ts';
import type { Fen } from '#app/domain/money.ts';
import { refundMachine } from '#app/domain/refund.ts';
import { refunds } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type Context, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import type { Receipt } from '../payments/claim-bank-transfer.server.ts';
import { lockReceipt } from '../payments/lock-receipt.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import type { Refund } from './move-refund.server.ts';

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
    const { receipt, left, hasOpenRefund } = await lockReceipt(tx, found);
    const isKnown = (await tx.db.$count(refunds, eq(refunds.providerRefundId, refundId))) > 0;
    if (isKnown || hasOpenRefund) return null;
    tx.log.error({ receiptId: receipt.id }, 'card refund was made at the provider, not here: people must look');
    const refund = await insertRow(tx, refunds, {
      receiptId: receipt.id,
      contractId: receipt.contractId,
      obligationId: receipt.obligationId,
      payerOrgId: receipt.payerOrgId,
      payeeOrgId: receipt.payeeOrgId,
      kind: 'refund',
      method: 'card',
      amountFen,
      advanceFen: advanceOfRefund(amountFen, left),
      state: refundMachine.initial,
      reason: '在支付渠道的后台退款，不是从这里办理的',
      paidOn: dayOf(tx.now()),
      providerRefundId: refundId,
      createdAt: tx.now(),
    });
    await audit(tx, { deed: 'refund.open', subjectType: 'refund', subjectId: refund.id, orgId: receipt.payeeOrgId });
    const notice = { kind: 'refund.odd', params: { title: receipt.no }, href: `/desk/receipts/${receipt.id}` };
    await notifyOrganisation(tx, receipt.payeeOrgId, ['officer', 'finance'], notice);
    return refund;
  });
}
