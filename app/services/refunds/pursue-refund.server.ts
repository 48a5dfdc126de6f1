import { eq } from 'drizzle-orm';
import { refundableFen } from '#app/domain/allocation.ts';
import { AppError, isAppError } from '#app/domain/errors.ts';
import { refundKeyHours } from '#app/domain/refund-faults.ts';
import { refundMachine } from '#app/domain/refund.ts';
import { paymentAttempts, receipts, refunds } from '#db/schema/index.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import type { GatewayRefund } from '../payments/gateway.server.ts';
import { lockReceipt } from '../payments/lock-receipt.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { bookRefund } from './book-refund.server.ts';
import { moveRefund, type Refund } from './move-refund.server.ts';
import { undoRefund } from './undo-refund.server.ts';

/**
 * Brings a card refund to what the provider says of it, any number of times: the first that finds it done books it, the
 * others change nothing. One the provider was never heard of is asked for again by its key, while the provider keeps keys;
 * later its list of refunds decides. One that fails after it was booked is taken back.
 */
export async function pursueRefund(ctx: Context, { id }: Pick<Refund, 'id'>): Promise<Refund> {
  const [row] = await ctx.db
    .select({ refund: refunds, attempt: paymentAttempts })
    .from(refunds)
    .innerJoin(receipts, eq(receipts.id, refunds.receiptId))
    .innerJoin(paymentAttempts, eq(paymentAttempts.id, receipts.attemptId))
    .where(eq(refunds.id, id));
  if (row === undefined) throw new AppError('not_found');
  const { refund, attempt } = row;
  // Nobody asks the provider for what still waits for its second person.
  const { state } = refund;
  if (refundMachine.states[state].final || state === refundMachine.initial || refund.kind === 'dispute') return refund;
  await ctx.db.update(refunds).set({ askedAt: ctx.now() }).where(eq(refunds.id, id));
  const answer = await askProvider(ctx, refund, attempt);
  return inTransaction(ctx, (tx) => apply(tx, refund, answer));
}

async function askProvider(
  ctx: Context,
  refund: Refund,
  { account, paymentIntentId }: typeof paymentAttempts.$inferSelect,
): Promise<GatewayRefund> {
  const { id, providerRefundId, amountFen, approvedAt, createdAt } = refund;
  if (providerRefundId !== null) return ctx.payments.readRefund({ refundId: providerRefundId, account });
  if (paymentIntentId === null) throw new AppError('conflict');
  if (ctx.now().getTime() - (approvedAt ?? createdAt).getTime() > refundKeyHours * 3_600_000) {
    // Too late to ask by the key again: what the provider lists is the truth, and what it does not list was never made.
    const made = await ctx.payments.listRefunds({ paymentIntentId, account });
    const own = made.find(({ ownId }) => ownId === id);
    if (own === undefined) ctx.log.error({ refundId: id }, 'card refund was never made at the provider');
    return own ?? { refundId: null, status: 'failed' };
  }
  try {
    return await ctx.payments.refund({ paymentIntentId, account, amountFen, idempotencyKey: id });
  } catch (error) {
    // Refused for good: nothing went back.
    if (!isAppError(error) || error.code !== 'invalid') throw error;
    ctx.log.error({ refundId: id, reason: error.params['reason'] }, 'card refund was refused');
    return { refundId: null, status: 'failed' };
  }
}

async function apply(tx: In<Context>, known: Refund, { refundId, status }: GatewayRefund): Promise<Refund> {
  const { left, hasLiveDistribution } = await lockReceipt(tx, {
    id: known.receiptId,
    obligationId: known.obligationId,
  });
  const [refund] = await tx.db.select().from(refunds).where(eq(refunds.id, known.id)).for('update');
  if (refund === undefined || refundMachine.states[refund.state].final) return refund ?? known;
  if (refund.state === 'confirmed') return status === 'failed' ? undoRefund(tx, refund) : refund;
  if (refundId !== null && refund.providerRefundId === null) {
    await tx.db.update(refunds).set({ providerRefundId: refundId }).where(eq(refunds.id, refund.id));
  }
  // Made at the provider after the income was shared: it cannot be taken from people's names here.
  if (status === 'succeeded' && refund.amountFen > refundableFen(left, hasLiveDistribution)) {
    tx.log.error({ refundId: refund.id }, 'a card refund made at the provider cannot be booked yet: people must look');
    return refund;
  }
  if (status === 'succeeded') return bookRefund(tx, refund);
  if (status === 'pending') return refund;
  const failed = await moveRefund(tx, refund, 'fail');
  const notice = { kind: 'refund.fail', href: `/desk/receipts/${refund.receiptId}` };
  await notifyOrganisation(tx, refund.payeeOrgId, ['officer', 'finance'], notice);
  return failed;
}
