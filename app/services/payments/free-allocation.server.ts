import { advanceFreed, paidForOf } from '#app/domain/ledger.ts';
import type { Fen } from '#app/domain/money.ts';
import { allocations } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { postInBothBooks } from '../ledger/post-entries.server.ts';
import type { LockedClaim } from './lock-claim.server.ts';
import type { Receipt } from './move-receipt.server.ts';

interface Freed {
  readonly receipt: Pick<Receipt, 'id' | 'no'>;
  /** The placement that is taken back, or the refund that failed late: each once. */
  readonly causeId: string;
  readonly amountFen: Fen;
  readonly reason: string | null;
}

/** So much of a receipt settles a claim no longer and is an advance again, in both books. Claim and receipt are locked. */
export async function freeAllocation(
  tx: In<Context>,
  { contract, obligation }: Pick<LockedClaim, 'contract' | 'obligation'>,
  { receipt, causeId, amountFen, reason }: Freed,
): Promise<void> {
  const { id } = await insertRow(tx, allocations, {
    receiptId: receipt.id,
    obligationId: obligation.id,
    kind: 'taken_back',
    amountFen: -amountFen,
    causeId,
    reason,
    decidedBy: tx.actor?.userId ?? null,
    createdAt: tx.now(),
  });
  const facts = { id, occurredAt: tx.now(), amountFen, paidFor: paidForOf(obligation.kind) };
  const description = `${receipt.no} 恢复预收 ${obligation.label}`;
  await postInBothBooks(tx, contract, description, (side) => advanceFreed({ ...facts, side }));
}
