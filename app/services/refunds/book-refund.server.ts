import { advanceOfRefund, refundableFen } from '#app/domain/allocation.ts';
import { AppError } from '#app/domain/errors.ts';
import { paidForOf, refunded } from '#app/domain/ledger.ts';
import type { Context, In } from '../context.server.ts';
import { postInBothBooks } from '../ledger/post-entries.server.ts';
import { lockReceipt } from '../payments/lock-receipt.server.ts';
import { moveReceipt } from '../payments/move-receipt.server.ts';
import { reopenClaim } from '../payments/reopen-claim.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import { moveRefund, type Refund } from './move-refund.server.ts';

/**
 * What follows from money that is back with its payer, by bank or by card: both books take back that part of the receipt,
 * what had settled the claim is open again with its old date, and less is left to share. Split by what stands now, not when it
 * was asked for: what is an advance by now goes first. Done once: the refund's own step lets one caller through.
 *
 * @throws AppError 'state_changed' where it was booked already, or where less than it stands by now
 */
export async function bookRefund(tx: In<Context>, found: Refund): Promise<Refund> {
  const {
    receipt,
    obligation,
    contract: locked,
    left: before,
    hasLiveDistribution,
  } = await lockReceipt(tx, { id: found.receiptId, obligationId: found.obligationId });
  const { amountFen } = found;
  if (amountFen > refundableFen(before, hasLiveDistribution)) throw new AppError('state_changed');
  const advanceFen = advanceOfRefund(amountFen, before);
  const refund = await moveRefund(tx, found, 'confirm', { advanceFen });
  const facts = { id: refund.id, occurredAt: tx.now(), amountFen, advanceFen, paidFor: paidForOf(obligation.kind) };
  await postInBothBooks(tx, locked, `退回 ${receipt.no}`, (side) => refunded({ ...facts, side }));
  if (amountFen > advanceFen) {
    await reopenClaim(tx, { contract: locked, obligation, amountFen: amountFen - advanceFen });
  }
  const { left } = await lockReceipt(tx, receipt);
  if (left.allocatedFen === 0n) await clearDeadline(tx, 'receipt.distribute', receipt.id);
  if (left.allocatedFen === 0n && left.advanceFen === 0n) await moveReceipt(tx, receipt, 'return');
  const notice = { kind: 'refund.confirm', params: { title: receipt.no }, href: `/desk/receipts/${receipt.id}` };
  await notifyParties(tx, receipt, ['officer', 'finance'], notice);
  return refund;
}
