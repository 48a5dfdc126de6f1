import { and, eq, inArray, isNotNull, isNull, sum } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { AppError, isAppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { refundAmountFault } from '#app/domain/refund-faults.ts';
import { refundStatesReserved } from '#app/domain/refund.ts';
import { needsSecondToRefund } from '#app/domain/second-person.ts';
import { refunds } from '#db/schema/index.ts';
import type { ActorContext, In } from '../context.server.ts';
import { getTwoPersonLimit } from '../payments/two-person-limit.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
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
 * its answer the refund stays open, and the sweep asks again. Above the organisation's own limit, together with what went back of the
 * same receipt without a second person, it waits for one (`approveRefund`), and the provider hears nothing of it before.
 */
export async function refundCard(ctx: ActorContext, input: CardRefund): Promise<Refund> {
  const { amountFen, reason } = input;
  const refund = await beginRefund(ctx, input, 'card', async (tx, locked, id) => {
    const facts = { left: locked.left, isShared: locked.hasLiveDistribution };
    const says = refundAmountFault(amountFen, 'refund', facts);
    if (says !== null) throw new AppError('invalid', { says }, 'amount');
    const paidOn = dayOf(tx.now());
    const limitFen = await getTwoPersonLimit(tx, locked.receipt.payeeOrgId);
    const isAsked = needsSecondToRefund(amountFen, await refundedAlone(tx, locked.receipt.id), limitFen);
    const row = await openRefund(tx, locked, {
      id,
      kind: 'refund',
      method: 'card',
      amountFen,
      reason,
      paidOn,
      isAsked,
    });
    if (isAsked) {
      const { id: receiptId, no, payeeOrgId } = locked.receipt;
      const notice = { kind: 'refund.check', params: { title: no }, href: `/desk/receipts/${receiptId}` };
      await notifyOrganisation(tx, payeeOrgId, ['finance', 'approver'], notice);
    }
    return row;
  });
  return pursueOrWait(ctx, refund);
}

/** What was given back of a receipt on the word of one person, whoever that was; in fen. Made at the provider, nobody here asked for it. */
async function refundedAlone(tx: In<ActorContext>, receiptId: string): Promise<Fen> {
  const ofReceipt = and(eq(refunds.receiptId, receiptId), inArray(refunds.state, refundStatesReserved));
  const [alone] = await tx.db
    .select({ fen: sum(refunds.amountFen) })
    .from(refunds)
    .where(and(ofReceipt, isNotNull(refunds.requestedBy), isNull(refunds.approvedBy)));
  return BigInt(alone?.fen ?? 0);
}

/** Asks the provider for it. Without an answer it stays open, and the sweep asks again; one that waits for its second person is not asked for. */
export async function pursueOrWait(ctx: ActorContext, refund: Refund): Promise<Refund> {
  return pursueRefund(ctx, refund).catch((error: unknown) => {
    if (!isAppError(error) || error.code !== 'unavailable') throw error;
    ctx.log.warn({ err: error, refundId: refund.id }, 'card refund has no answer yet');
    return refund;
  });
}
