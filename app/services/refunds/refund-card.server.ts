import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { isProofFresh } from '#app/domain/access.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError, isAppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { mayDoMoney } from '#app/domain/receipt-deeds.ts';
import { refundAmountFault } from '#app/domain/refund-faults.ts';
import { refunds } from '#db/schema/index.ts';
import { type ActorContext, inTransaction, isUniqueViolation } from '../context.server.ts';
import { lockReceipt } from '../payments/lock-receipt.server.ts';
import { once } from '../platform/once.server.ts';
import type { Refund } from './move-refund.server.ts';
import { openRefund } from './open-refund.server.ts';
import { pursueRefund } from './pursue-refund.server.ts';
import { getPayeeReceipt } from './refund-facts.server.ts';

export interface CardRefund {
  readonly receiptId: string;
  readonly amountFen: Fen;
  readonly reason: string;
  readonly key?: string;
}

/**
 * The payee's finance gives back a card payment, in part or whole, from the payee's own account at the provider. The row
 * comes first, reserves the amount and is the provider's idempotency key; the provider is asked after the commit. Without
 * its answer the refund stays open, and the sweep asks again.
 */
export async function refundCard(ctx: ActorContext, input: CardRefund): Promise<Refund> {
  if (!mayDoMoney(ctx.actor, 'refund')) throw new AppError('forbidden');
  const found = await getPayeeReceipt(ctx, input.receiptId);
  if (found.method !== 'card') throw new AppError('invalid', { says: '对公转账收到的款请从银行退回。' });
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  const { amountFen, reason } = input;
  const refund = await inTransaction(ctx, async (tx) => {
    const { id, isFirst } = await once(tx, input.key, 'refund.card', v7());
    if (!isFirst) {
      const [earlier] = await tx.db.select().from(refunds).where(eq(refunds.id, id));
      if (earlier === undefined) throw new AppError('conflict');
      return earlier;
    }
    const locked = await lockReceipt(tx, found);
    if (locked.hasOpenRefund) throw new AppError('state_changed');
    const facts = { left: locked.left, isShared: locked.hasLiveDistribution };
    const says = refundAmountFault(amountFen, 'refund', facts);
    if (says !== null) throw new AppError('invalid', { says }, 'amount');
    const paidOn = dayOf(tx.now());
    return openRefund(tx, locked, { id, kind: 'refund', method: 'card', amountFen, reason, paidOn });
  }).catch((error: unknown) => {
    throw isUniqueViolation(error) ? new AppError('state_changed') : error;
  });
  return pursueRefund(ctx, refund).catch((error: unknown) => {
    if (!isAppError(error) || error.code !== 'unavailable') throw error;
    ctx.log.warn({ err: error, refundId: refund.id }, 'card refund has no answer yet');
    return refund;
  });
}
