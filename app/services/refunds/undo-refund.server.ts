import { paidForOf, refundUndone } from '#app/domain/ledger.ts';
import { endOfDay, dayOf } from '#app/domain/days.ts';
import { distributeBy } from '#app/domain/distribution.ts';
import { lesserFen } from '#app/domain/money.ts';
import type { Context, In } from '../context.server.ts';
import { reopenContract } from '../contracts/reopen-contract.server.ts';
import { settleContract } from '../contracts/settle-contract.server.ts';
import { freeCredit } from '../credits/free-credit.server.ts';
import { setOffOf } from '../credits/set-off-of.server.ts';
import { setOffCredits } from '../credits/set-off-credits.server.ts';
import { postInBothBooks } from '../ledger/post-entries.server.ts';
import { freeAllocation } from '../payments/free-allocation.server.ts';
import { lockReceipt } from '../payments/lock-receipt.server.ts';
import { moveReceipt } from '../payments/move-receipt.server.ts';
import { settleClaim } from '../payments/settle-claim.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import { collectWrittenOff } from '../write-offs/collect-written-off.server.ts';
import { moveRefund, type Refund } from './move-refund.server.ts';

/**
 * The provider took back its word: money that was booked as gone is still, or again, the payee's. Both books take the refund back
 * and the claim is settled as before. What of the reopened claim a credit covered is credit again; what of it was waived or paid in
 * between is open no more, and so much of the money is an advance, to be given back or put on another claim.
 */
export async function undoRefund(tx: In<Context>, refund: Refund): Promise<Refund> {
  const { receipt, obligation, outstandingFen, contract } = await lockReceipt(tx, {
    id: refund.receiptId,
    obligationId: refund.obligationId,
  });
  const { amountFen, advanceFen } = refund;
  const href = `/desk/receipts/${refund.receiptId}`;
  const reopenedFen = amountFen - advanceFen;
  const coveredFen = reopenedFen > outstandingFen ? reopenedFen - outstandingFen : 0n;
  const freedFen = lesserFen(coveredFen, await setOffOf(tx, obligation.id));
  const excessFen = coveredFen - freedFen;
  const undone = await moveRefund(tx, refund, 'undo', { undoneAt: tx.now() });
  if (freedFen > 0n) await freeCredit(tx, { contract, obligation, amountFen: freedFen });
  const openFen = outstandingFen + freedFen + excessFen - reopenedFen;
  await collectWrittenOff(tx, { claim: obligation, openFen, cause: 'refund_undone', causeId: refund.id });
  const paidFor = paidForOf(obligation.kind);
  const facts = { id: refund.id, occurredAt: tx.now(), amountFen, advanceFen, paidFor };
  await postInBothBooks(tx, contract, `退款未成 ${receipt.no}`, (side) => refundUndone({ ...facts, side }));
  if (excessFen > 0n) {
    const freed = { receipt, causeId: refund.id, amountFen: excessFen, reason: '退款没有退成，应付款已不再欠' };
    await freeAllocation(tx, { contract, obligation }, freed);
  }
  if (receipt.state === 'returned') await moveReceipt(tx, receipt, 'restore');
  if (reopenedFen > excessFen && paidFor === 'claim') {
    const dueAt = endOfDay(distributeBy(dayOf(tx.now())));
    await setDeadline(tx, { kind: 'receipt.distribute', subjectId: receipt.id, orgId: receipt.payeeOrgId, dueAt });
  }
  // Waived or paid in between it is settled already.
  if (openFen === 0n && outstandingFen + freedFen > 0n) await settleClaim(tx, obligation);
  if (freedFen > 0n) {
    // Paid off with this credit inside its term, it is performed again until the credit is repaid.
    await reopenContract(tx, contract.id);
    await setOffCredits(tx, contract);
  }
  if (openFen === 0n) await settleContract(tx, contract.id);
  const kind = excessFen > 0n ? 'refund.undo_advance' : 'refund.undo';
  await notifyParties(tx, refund, ['officer', 'finance'], { kind, href });
  return undone;
}
