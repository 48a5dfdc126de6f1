import { allocationOf } from '#app/domain/allocation.ts';
import { dayOf, endOfDay } from '#app/domain/days.ts';
import { distributeBy } from '#app/domain/distribution.ts';
import { paidForOf, received } from '#app/domain/ledger.ts';
import { allocations, type receipts } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { settleContract } from '../contracts/settle-contract.server.ts';
import { postInBothBooks } from '../ledger/post-entries.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import { together } from '../together.server.ts';
import { collectWrittenOff } from '../write-offs/collect-written-off.server.ts';
import type { LockedClaim } from './lock-claim.server.ts';
import { settleClaim } from './settle-claim.server.ts';

/**
 * What follows from money that arrived, by card or by bank: it settles the claim as far as that is open, stands in both
 * books, and waits to be shared (待分配). What exceeds the claim stays with the payee as an advance. The claim is locked.
 */
export async function bookReceipt(
  tx: In<Context>,
  receipt: typeof receipts.$inferSelect,
  { contract, obligation, outstandingFen }: LockedClaim,
): Promise<void> {
  const allocatedFen = allocationOf(receipt.amountFen, outstandingFen);
  const facts = { id: receipt.id, occurredAt: tx.now(), amountFen: receipt.amountFen, allocatedFen };
  const paidFor = paidForOf(obligation.kind);
  const description = `${receipt.no} ${obligation.label}`;
  const share = { receiptId: receipt.id, obligationId: obligation.id, amountFen: allocatedFen };
  const dueAt = endOfDay(distributeBy(dayOf(tx.now())));
  const isSettled = allocatedFen === outstandingFen;
  const openFen = outstandingFen - allocatedFen;
  const kind = receipt.method === 'card' ? 'payment.settle' : 'receipt.confirm';
  const notice = { kind, params: { title: receipt.no }, href: `/desk/receipts/${receipt.id}` };
  await together(
    collectWrittenOff(tx, { claim: obligation, openFen, cause: 'receipt', causeId: receipt.id }),
    allocatedFen > 0n ? tx.db.insert(allocations).values(share).execute() : nothing,
    postInBothBooks(tx, contract, description, (side) => received({ ...facts, side, paidFor })),
    isSettled ? settleClaim(tx, obligation) : nothing,
    // A repaid credit is nobody's income: it is not shared.
    allocatedFen > 0n && paidFor === 'claim'
      ? setDeadline(tx, { kind: 'receipt.distribute', subjectId: receipt.id, orgId: receipt.payeeOrgId, dueAt })
      : nothing,
    notifyParties(tx, receipt, ['officer', 'finance'], notice),
  );
  if (isSettled) await settleContract(tx, receipt.contractId);
}

const nothing = Promise.resolve();
