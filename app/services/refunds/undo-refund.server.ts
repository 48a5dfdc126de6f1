import { and, eq, sql } from 'drizzle-orm';
import { paidForOf, refundUndone } from '#app/domain/ledger.ts';
import { endOfDay, dayOf } from '#app/domain/days.ts';
import { distributeBy } from '#app/domain/distribution.ts';
import type { Fen } from '#app/domain/money.ts';
import { creditUses } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { reopenContract } from '../contracts/reopen-contract.server.ts';
import { settleContract } from '../contracts/settle-contract.server.ts';
import { freeCredit } from '../credits/free-credit.server.ts';
import { setOffCredits } from '../credits/set-off-credits.server.ts';
import { postInBothBooks } from '../ledger/post-entries.server.ts';
import { lockReceipt } from '../payments/lock-receipt.server.ts';
import { moveReceipt } from '../payments/move-receipt.server.ts';
import { settleClaim } from '../payments/settle-claim.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import { collectWrittenOff } from '../write-offs/collect-written-off.server.ts';
import { moveRefund, type Refund } from './move-refund.server.ts';

/**
 * The provider took back its word: money that was booked as gone is still, or again, the payee's. Both books take the refund back
 * and the claim is settled as before. What of the reopened claim a credit covered is credit again. Where the payer has paid it in
 * between, nothing is booked and people look.
 */
export async function undoRefund(tx: In<Context>, refund: Refund): Promise<Refund> {
  const { receipt, obligation, outstandingFen, contract } = await lockReceipt(tx, {
    id: refund.receiptId,
    obligationId: refund.obligationId,
  });
  const { amountFen, advanceFen } = refund;
  const href = `/desk/receipts/${refund.receiptId}`;
  const coveredFen = amountFen - advanceFen > outstandingFen ? amountFen - advanceFen - outstandingFen : 0n;
  if (coveredFen > (await getSetOffFen(tx, obligation.id))) {
    tx.log.error({ refundId: refund.id }, 'a booked refund failed after its claim was paid again: people must look');
    await notifyParties(tx, refund, ['finance'], { kind: 'refund.odd', href });
    return refund;
  }
  const undone = await moveRefund(tx, refund, 'undo', { undoneAt: tx.now() });
  if (coveredFen > 0n) await freeCredit(tx, { contract, obligation, amountFen: coveredFen });
  const openFen = outstandingFen + coveredFen - (amountFen - advanceFen);
  await collectWrittenOff(tx, { claim: obligation, openFen, cause: 'refund_undone', causeId: refund.id });
  const paidFor = paidForOf(obligation.kind);
  const facts = { id: refund.id, occurredAt: tx.now(), amountFen, advanceFen, paidFor };
  await postInBothBooks(tx, contract, `退款未成 ${receipt.no}`, (side) => refundUndone({ ...facts, side }));
  if (receipt.state === 'returned') await moveReceipt(tx, receipt, 'restore');
  if (amountFen > advanceFen && paidFor === 'claim') {
    const dueAt = endOfDay(distributeBy(dayOf(tx.now())));
    await setDeadline(tx, { kind: 'receipt.distribute', subjectId: receipt.id, orgId: receipt.payeeOrgId, dueAt });
  }
  if (openFen === 0n) await settleClaim(tx, obligation);
  if (coveredFen > 0n) {
    // Paid off with this credit, it is performed again until the credit is repaid.
    await reopenContract(tx, contract.id);
    await setOffCredits(tx, contract);
  }
  if (openFen === 0n) await settleContract(tx, contract.id);
  await notifyParties(tx, refund, ['officer', 'finance'], { kind: 'refund.undo', href });
  return undone;
}

/** What credits cover of a claim; a repayment of credit is covered by none. */
async function getSetOffFen({ db }: In<Context>, obligationId: string): Promise<Fen> {
  const [row] = await db
    .select({ fen: sql<string>`coalesce(sum(${creditUses.amountFen}), 0)::text` })
    .from(creditUses)
    .where(and(eq(creditUses.obligationId, obligationId), eq(creditUses.kind, 'set_off')));
  return BigInt(row?.fen ?? '0');
}
