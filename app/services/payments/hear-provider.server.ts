import { and, eq } from 'drizzle-orm';
import { isAppError } from '#app/domain/errors.ts';
import { paymentAttempts, refunds } from '#db/schema/index.ts';
import { type Context, systemContext } from '../context.server.ts';
import { hearOfAccount } from '../card-accounts/hear-of-account.server.ts';
import { findCardReceipt } from '../disputes/find-card-receipt.server.ts';
import { followDispute } from '../disputes/follow-dispute.server.ts';
import { followForeignRefund } from '../refunds/follow-foreign-refund.server.ts';
import { pursueRefund } from '../refunds/pursue-refund.server.ts';
import type { WebhookMessage } from './gateway.server.ts';
import { settlePayment } from './settle-payment.server.ts';

const isRowId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/**
 * What a verified message of the card provider leads to. It only says where to look; each deed asks the provider for the truth, so
 * that messages may come twice, late and in any order. False where it is about nothing of ours.
 */
export async function hearProvider(given: Context, message: WebhookMessage): Promise<boolean> {
  const ctx = systemContext(given);
  const { attemptId, paymentIntentId, disputeId, isOfAccount, ...event } = message;
  const { account } = event;
  if (isOfAccount) return account !== null && hearOfAccount(ctx, { ...event, account });
  if (paymentIntentId !== null && account !== null) await bookFirst(ctx, { paymentIntentId, account });
  if (disputeId !== null) return account !== null && (await followDispute(ctx, { disputeId, account })) !== null;
  if (paymentIntentId !== null) return account !== null && followRefunds(ctx, { paymentIntentId, account });
  if (attemptId === null || !isRowId(attemptId)) return false;
  await settlePayment(ctx, { attemptId, event });
  return true;
}

/**
 * News of a refund or a dispute may come before that of its payment, which would then stand in the books as if nothing had gone
 * back. The provider knows whose payment it was, so that is brought to its truth first. What it cannot book keeps nothing else
 * from being heard; only what may pass is thrown where there is no receipt yet, so that the provider repeats its message.
 */
async function bookFirst(ctx: Context, of: { paymentIntentId: string; account: string }): Promise<void> {
  if ((await findCardReceipt(ctx, of)) !== null) return;
  const attemptId = await ctx.payments.attemptOf(of);
  if (attemptId === null || !isRowId(attemptId)) return;
  // The name in the payment is written by whoever holds the account: it proves nothing about a payment to another.
  const [attempt] = await ctx.db
    .select({ account: paymentAttempts.account })
    .from(paymentAttempts)
    .where(eq(paymentAttempts.id, attemptId));
  if (attempt?.account !== of.account) {
    ctx.log.warn({ attemptId, ...of }, 'payment names no attempt of its account');
    return;
  }
  await settlePayment(ctx, { attemptId }).catch(async (error: unknown) => {
    if (!isAppError(error)) throw error;
    const mayPass = error.code === 'unavailable' || error.code === 'state_changed';
    if (mayPass && (await findCardReceipt(ctx, of)) === null) throw error;
    ctx.log.warn({ err: error, attemptId, ...of }, 'payment behind a refund or dispute was not booked');
  });
}

/** Refunds of a payment: ours are brought to what the provider says; one that was made in its own pages is recorded first. */
async function followRefunds(ctx: Context, of: { paymentIntentId: string; account: string }): Promise<boolean> {
  const receipt = await findCardReceipt(ctx, of);
  if (receipt === null) return false;
  const own = await ctx.db
    .select()
    .from(refunds)
    .where(and(eq(refunds.receiptId, receipt.id), eq(refunds.method, 'card')));
  for (const refund of own) await pursueRefund(ctx, refund);
  for (const { refundId, ownId, status, amountFen } of await ctx.payments.listRefunds(of)) {
    const isOwn = own.some((row) => row.id === ownId || row.providerRefundId === refundId);
    if (isOwn || refundId === null || status === 'failed') continue;
    const refund = await followForeignRefund(ctx, receipt, { refundId, amountFen });
    if (refund !== null) await pursueRefund(ctx, refund);
  }
  return true;
}
