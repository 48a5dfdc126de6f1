import { isProofFresh } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { writtenOff } from '#app/domain/ledger.ts';
import { isSecondOfWriteOff, mayDecideWriteOff } from '#app/domain/write-off.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { postEntries } from '../ledger/post-entries.server.ts';
import { lockClaim } from '../payments/lock-claim.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { getOwnWriteOff, moveWriteOff, type WriteOff } from './move-write-off.server.ts';
import { requireDeadClaim } from './write-off-facts.server.ts';

/**
 * Another person than the one who proposed it approves a write-off, with a fresh second factor: the receivable leaves the payee's book.
 * The claim itself is not settled: the payer still owes it, and what arrives is booked.
 */
export async function approveWriteOff(ctx: ActorContext, { writeOffId }: { writeOffId: string }): Promise<WriteOff> {
  if (!mayDecideWriteOff(ctx.actor)) throw new AppError('forbidden');
  const found = await getOwnWriteOff(ctx, writeOffId);
  if (!isSecondOfWriteOff(ctx.actor, found)) throw new AppError('forbidden');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, async (tx) => {
    const { obligation } = await lockClaim(tx, found.obligationId);
    if ((await requireDeadClaim(tx, obligation.id, { isDecided: true })) !== found.amountFen) {
      throw new AppError('conflict', { says: '申请以后未付清的金额变了，请退回，让财务按现在的金额重新申请。' });
    }
    const approved = await moveWriteOff(tx, found, 'approve');
    const facts = { id: approved.id, occurredAt: tx.now(), amountFen: approved.amountFen };
    const book = { orgId: approved.orgId, contractId: approved.contractId, description: `核销 ${obligation.label}` };
    await postEntries(tx, [{ ...book, entry: writtenOff(facts) }]);
    const href = `/desk/obligations/${obligation.id}/write-off`;
    const notice = { kind: 'write_off.approve', params: { title: obligation.label }, href };
    await notifyOrganisation(tx, approved.orgId, ['finance', 'officer', 'owner'], notice);
    return approved;
  });
}
