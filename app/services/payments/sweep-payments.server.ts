import { and, asc, desc, gt, inArray, isNotNull } from 'drizzle-orm';
import { sourcesOf } from '#app/domain/machine.ts';
import { attemptMachine } from '#app/domain/payment-machine.ts';
import { paymentAttempts } from '#db/schema/index.ts';
import { type Context, inTransaction, systemContext } from '../context.server.ts';
import { endAttempt } from './end-attempt.server.ts';
import { settlePayment } from './settle-payment.server.ts';

const openStates = sourcesOf(attemptMachine, 'expire');
/** Over, and still able to turn out paid. */
const lateStates = sourcesOf(attemptMachine, 'pay').filter((state) => !openStates.includes(state));

/** No page lives longer than 24 hours; its payment may be settled some time after. */
const lookBackMs = 48 * 3_600_000;

/**
 * Asks the provider about every open card payment, for webhooks that never came, and ends those whose page was never
 * opened. One that was replaced or has failed may have been paid all the same: it is asked about for 48 hours. One that
 * cannot be read today is left for the next run.
 */
export async function sweepPayments(ctx: Context, limit = 200): Promise<void> {
  const open = await ctx.db
    .select()
    .from(paymentAttempts)
    .where(inArray(paymentAttempts.state, openStates))
    .orderBy(asc(paymentAttempts.createdAt))
    .limit(limit);
  for (const attempt of open) {
    if (attempt.sessionId !== null) {
      await settle(ctx, attempt.id);
    } else if (attempt.expiresAt <= ctx.now()) {
      await inTransaction(systemContext(ctx), (tx) => endAttempt(tx, attempt, 'expire'));
    }
  }
  const past = await ctx.db
    .select({ id: paymentAttempts.id })
    .from(paymentAttempts)
    .where(
      and(
        inArray(paymentAttempts.state, lateStates),
        isNotNull(paymentAttempts.sessionId),
        gt(paymentAttempts.createdAt, new Date(ctx.now().getTime() - lookBackMs)),
      ),
    )
    .orderBy(desc(paymentAttempts.createdAt))
    .limit(limit);
  for (const { id } of past) await settle(ctx, id);
}

const settle = (ctx: Context, attemptId: string): Promise<unknown> =>
  settlePayment(systemContext(ctx), { attemptId }).catch((error: unknown) => {
    ctx.log.warn({ err: error, attemptId }, 'card payment could not be checked');
  });
