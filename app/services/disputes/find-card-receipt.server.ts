import { and, eq } from 'drizzle-orm';
import { paymentAttempts, receipts } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import type { Receipt } from '../payments/move-receipt.server.ts';

/** The receipt of a card payment by the provider's name for it, on the account that got it; null where it is none of ours. */
export async function findCardReceipt(
  ctx: Pick<Context, 'db'>,
  { paymentIntentId, account }: { paymentIntentId: string; account: string },
): Promise<Receipt | null> {
  const [row] = await ctx.db
    .select({ receipt: receipts })
    .from(receipts)
    .innerJoin(paymentAttempts, eq(paymentAttempts.id, receipts.attemptId))
    .where(and(eq(paymentAttempts.paymentIntentId, paymentIntentId), eq(paymentAttempts.account, account)));
  return row?.receipt ?? null;
}
