import { eq } from 'drizzle-orm';
import { isProofFresh } from '#app/domain/access.ts';
import { standingPlacements } from '#app/domain/advance.ts';
import { AppError } from '#app/domain/errors.ts';
import { formatYuan } from '#app/domain/money.ts';
import { mayDoMoney, mayTakeBack, moneySideOf } from '#app/domain/receipt-deeds.ts';
import { allocations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import { freeAllocation } from './free-allocation.server.ts';
import { lockClaim } from './lock-claim.server.ts';
import { lockReceipt } from './lock-receipt.server.ts';
import type { Receipt } from './move-receipt.server.ts';
import { getOwnReceipt } from './own-receipt.server.ts';
import { reopenClaim } from './reopen-claim.server.ts';

/**
 * The payee's finance takes back what it put on a claim out of an advance, whole, with the reason and a fresh second factor: the money is
 * an advance again and the claim open with its old date. Not once it is shared or about to be, nor once it went back, and not while a refund asked for here
 * is under way, disputed or not.
 *
 * @throws AppError 'forbidden', 'not_found', 'proof_required', 'state_changed'
 */
export async function takeBackAdvance(
  ctx: ActorContext,
  input: { readonly receiptId: string; readonly allocationId: string; readonly reason: string },
): Promise<Receipt> {
  if (!mayDoMoney(ctx.actor, 'place')) throw new AppError('forbidden');
  const found = await getOwnReceipt(ctx, input.receiptId);
  if (moneySideOf(ctx.actor, found) !== 'payee') throw new AppError('forbidden');
  const ofReceipt = eq(allocations.receiptId, found.id);
  const known = await ctx.db.select().from(allocations).where(ofReceipt);
  const placed = known.find(({ id, kind }) => id === input.allocationId && kind === 'placed');
  if (placed === undefined) throw new AppError('not_found');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, async (tx) => {
    const claim = await lockClaim(tx, placed.obligationId);
    const { receipt, ...use } = await lockReceipt(tx, found);
    const standing = standingPlacements(await tx.db.select().from(allocations).where(ofReceipt));
    const stands = standing.some(({ id }) => id === placed.id);
    const isElsewhere = placed.obligationId !== receipt.obligationId;
    if (!stands || !mayTakeBack(use, { ...placed, isElsewhere })) throw new AppError('state_changed');
    const { amountFen } = placed;
    await freeAllocation(tx, claim, { receipt, causeId: placed.id, amountFen, reason: input.reason });
    await audit(tx, { deed: 'advance.take_back', subjectType: 'receipt', subjectId: receipt.id });
    await reopenClaim(tx, { ...claim, amountFen });
    const { unsharedFen } = await lockReceipt(tx, receipt);
    if (unsharedFen === 0n) await clearDeadline(tx, 'receipt.distribute', receipt.id);
    const params = { title: claim.obligation.label, amount: formatYuan(amountFen) };
    const notice = { kind: 'advance.take_back', params, href: `/desk/receipts/${receipt.id}` };
    await notifyParties(tx, receipt, ['officer', 'finance'], notice);
    return receipt;
  });
}
