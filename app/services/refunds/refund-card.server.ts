import { dayOf } from '#app/domain/days.ts';
import { AppError, isAppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { refundAmountFault } from '#app/domain/refund-faults.ts';
import type { ActorContext } from '../context.server.ts';
import { beginRefund } from './begin-refund.server.ts';
import type { Refund } from './move-refund.server.ts';
import { openRefund } from './open-refund.server.ts';
import { pursueRefund } from './pursue-refund.server.ts';

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
  const { amountFen, reason } = input;
  const refund = await beginRefund(ctx, input, 'card', async (tx, locked, id) => {
    const facts = { left: locked.left, isShared: locked.hasLiveDistribution };
    const says = refundAmountFault(amountFen, 'refund', facts);
    if (says !== null) throw new AppError('invalid', { says }, 'amount');
    const paidOn = dayOf(tx.now());
    return openRefund(tx, locked, { id, kind: 'refund', method: 'card', amountFen, reason, paidOn });
  });
  return pursueRefund(ctx, refund).catch((error: unknown) => {
    if (!isAppError(error) || error.code !== 'unavailable') throw error;
    ctx.log.warn({ err: error, refundId: refund.id }, 'card refund has no answer yet');
    return refund;
  });
}
