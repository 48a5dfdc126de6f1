import { eq } from 'drizzle-orm';
import { refundableFen } from '#app/domain/allocation.ts';
import { dayOf } from '#app/domain/days.ts';
import { type cardDisputes, refunds } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import type { Receipt } from '../payments/move-receipt.server.ts';
import { lockReceipt } from '../payments/lock-receipt.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { bookRefund } from '../refunds/book-refund.server.ts';
import { dropAsked } from '../refunds/drop-asked.server.ts';
import { reserveRefund } from '../refunds/reserve-refund.server.ts';

/**
 * A dispute was lost: its money is back with the payer, as a refund that nobody asked for. Once for each dispute. Income that is
 * shared already cannot be taken from people's names here: nothing is booked, and the payee's people are told. Called with the
 * receipt locked.
 */
export async function bookLostDispute(
  tx: In<Context>,
  found: Receipt,
  dispute: typeof cardDisputes.$inferSelect,
): Promise<void> {
  const { providerDisputeId } = dispute;
  if ((await tx.db.$count(refunds, eq(refunds.providerRefundId, providerDisputeId))) > 0) return;
  const locked = await lockReceipt(tx, found);
  const { receipt, left, hasLiveDistribution, hasOpenRefund } = locked;
  const most = refundableFen(left, hasLiveDistribution);
  const isStuck = hasOpenRefund && !(await dropAsked(tx, receipt.id));
  if (isStuck || dispute.amountFen > most) {
    tx.log.error({ disputeId: dispute.id }, 'a lost dispute cannot be booked yet: people must look');
    const notice = { kind: 'dispute.stuck', params: { title: receipt.no }, href: `/desk/receipts/${receipt.id}` };
    await notifyOrganisation(tx, receipt.payeeOrgId, ['officer', 'finance'], notice);
    return;
  }
  const refund = await reserveRefund(tx, locked, {
    kind: 'dispute',
    method: 'card',
    amountFen: dispute.amountFen,
    reason: '付款方银行拒付，支付渠道裁定退回',
    paidOn: dayOf(tx.now()),
    providerRefundId: providerDisputeId,
  });
  await bookRefund(tx, refund);
}
