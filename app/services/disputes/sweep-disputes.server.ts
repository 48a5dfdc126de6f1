import { and, asc, eq, notExists, or } from 'drizzle-orm';
import { cardDisputes, paymentAttempts, receipts, refunds } from '#db/schema/index.ts';
import { type Context, systemContext } from '../context.server.ts';
import { followDispute } from './follow-dispute.server.ts';

/** Asks the provider about every open dispute, for messages that never came, and books lost ones that could not be booked before. */
export async function sweepDisputes(given: Context, limit = 100): Promise<void> {
  const ctx = systemContext(given);
  const booked = ctx.db.select().from(refunds).where(eq(refunds.providerRefundId, cardDisputes.providerDisputeId));
  const open = await ctx.db
    .select({ disputeId: cardDisputes.providerDisputeId, account: paymentAttempts.account })
    .from(cardDisputes)
    .innerJoin(receipts, eq(receipts.id, cardDisputes.receiptId))
    .innerJoin(paymentAttempts, eq(paymentAttempts.id, receipts.attemptId))
    .where(or(eq(cardDisputes.state, 'open'), and(eq(cardDisputes.state, 'lost'), notExists(booked))))
    .orderBy(asc(cardDisputes.openedAt))
    .limit(limit);
  for (const dispute of open) {
    await followDispute(ctx, dispute).catch((error: unknown) => {
      ctx.log.warn({ err: error, disputeId: dispute.disputeId }, 'dispute could not be checked');
    });
  }
}
