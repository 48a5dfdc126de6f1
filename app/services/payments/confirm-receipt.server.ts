import { isProofFresh } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { formatYuan } from '#app/domain/money.ts';
import { confirmEvent, maySecond } from '#app/domain/second-person.ts';
import { mayDoMoney } from '#app/domain/receipt-deeds.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { bookReceipt } from './book-receipt.server.ts';
import { moveReceipt, type Receipt } from './move-receipt.server.ts';
import { lockClaim } from './lock-claim.server.ts';
import { getOwnReceipt, requireReceiptEvent } from './own-receipt.server.ts';
import { getTwoPersonLimit } from './two-person-limit.server.ts';

/**
 * The payee's finance found the transfer on its bank statement: the money has arrived (到账) and is booked. Above the organisation's
 * own limit two people look: after the first it waits, and another one, of finance or an approver, confirms.
 */
export async function confirmReceipt(ctx: ActorContext, { receiptId }: { receiptId: string }): Promise<Receipt> {
  if (!mayDoMoney(ctx.actor, 'confirm') && !maySecond(ctx.actor)) throw new AppError('forbidden');
  const receipt = await getOwnReceipt(ctx, receiptId);
  requireReceiptEvent(ctx, receipt, 'confirm');
  if (receipt.state === 'claimed' && !mayDoMoney(ctx.actor, 'confirm')) throw new AppError('forbidden');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, (tx) => confirmLocked(tx, receipt));
}

/** The same inside a transaction that has made or found the receipt. */
export async function confirmLocked(tx: In<ActorContext>, receipt: Receipt): Promise<Receipt> {
  const claim = await lockClaim(tx, receipt.obligationId);
  const limitFen = await getTwoPersonLimit(tx, receipt.payeeOrgId);
  const event = confirmEvent(receipt, { limitFen, actorId: tx.actor.userId });
  if (event === 'other') {
    const says = `超过 ${formatYuan(limitFen)} 的款要两个人核对，你已经核对过，请另一位财务或者审批人复核。`;
    throw new AppError('conflict', { says });
  }
  if (event === 'check') {
    const checked = await moveReceipt(tx, receipt, 'check', { checkedBy: tx.actor.userId, checkedAt: tx.now() });
    const notice = { kind: 'receipt.check', params: { title: checked.no }, href: `/desk/receipts/${checked.id}` };
    await notifyOrganisation(tx, checked.payeeOrgId, ['finance', 'approver'], notice);
    return checked;
  }
  const columns = { confirmedBy: tx.actor.userId, confirmedAt: tx.now() };
  const confirmed = await moveReceipt(tx, receipt, 'confirm', columns);
  await bookReceipt(tx, confirmed, claim);
  return confirmed;
}
