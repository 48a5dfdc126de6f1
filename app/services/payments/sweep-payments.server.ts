import { and, asc, eq, inArray } from 'drizzle-orm';
import { paymentAttempts } from '#db/schema/index.ts';
import { type Context, systemContext } from '../context.server.ts';
import { settlePayment } from './settle-payment.server.ts';

/**
 * Asks the provider about every open card payment, for webhooks that never came, and ends those whose page was never
 * opened. One that cannot be read today is left for the next run.
 */
export async function sweepPayments(ctx: Context, limit = 200): Promise<void> {
  const system = systemContext(ctx);
  const open = await ctx.db
    .select()
    .from(paymentAttempts)
    .where(inArray(paymentAttempts.state, ['created', 'pending']))
    .orderBy(asc(paymentAttempts.createdAt))
    .limit(limit);
  for (const attempt of open) {
    if (attempt.sessionId !== null) {
      await settlePayment(system, { attemptId: attempt.id }).catch((error: unknown) => {
        ctx.log.warn({ err: error, attemptId: attempt.id }, 'card payment could not be checked');
      });
    } else if (attempt.expiresAt <= ctx.now()) {
      await ctx.db
        .update(paymentAttempts)
        .set({ state: 'expired' })
        .where(and(eq(paymentAttempts.id, attempt.id), eq(paymentAttempts.state, 'created')));
    }
  }
}
