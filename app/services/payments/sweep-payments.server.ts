import { and, asc, desc, eq, gt, inArray, isNotNull, or, sql } from 'drizzle-orm';
import { isAppError } from '#app/domain/errors.ts';
import { sourcesOf } from '#app/domain/machine.ts';
import { attemptMachine } from '#app/domain/payment-machine.ts';
import { paymentAttempts } from '#db/schema/index.ts';
import { type Context, inTransaction, systemContext } from '../context.server.ts';
import { closeStrayPages } from './close-stray-pages.server.ts';
import { endAttempt } from './end-attempt.server.ts';
import { settlePayment } from './settle-payment.server.ts';

const openStates = sourcesOf(attemptMachine, 'expire');
/** Over, and still able to turn out paid. */
const lateStates = sourcesOf(attemptMachine, 'pay').filter((state) => !openStates.includes(state));

/** No page lives longer than 24 hours; its payment may be settled some time after. */
const lookBackMs = 48 * 3_600_000;

/** After so many questions in a row that taught nothing the operator's people see it. */
export const faultsShown = 3;

/** Asked again at once, then after 10, 20, 40 minutes …, and once a day at last: what can never be read costs the others nothing. */
const isTimeToAsk = (now: Date) =>
  or(
    eq(paymentAttempts.askFaults, 0),
    sql`${paymentAttempts.askedAt} + least(interval '1 day', interval '5 minutes' * power(2, least(${paymentAttempts.askFaults}, 12))) <= ${now.toISOString()}::timestamptz`,
  );

/**
 * Ends what is open on accounts that are stopped, then asks the provider about every open card payment, for webhooks that never came, and ends those whose page was never
 * opened. One that was replaced or has failed may have been paid all the same: it is asked about for 48 hours. Those are first
 * that were asked about longest ago; one that cannot be read today is left for a later run.
 */
export async function sweepPayments(ctx: Context, limit = 200): Promise<void> {
  await closeStrayPages(ctx);
  const { askedAt, createdAt, state } = paymentAttempts;
  const open = await ctx.db
    .select()
    .from(paymentAttempts)
    .where(and(inArray(state, openStates), isTimeToAsk(ctx.now())))
    .orderBy(sql`${askedAt} asc nulls first`, asc(createdAt))
    .limit(limit);
  for (const attempt of open) {
    if (attempt.sessionId !== null) {
      await settle(ctx, attempt);
    } else if (attempt.expiresAt <= ctx.now()) {
      await inTransaction(systemContext(ctx), (tx) => endAttempt(tx, attempt, 'expire'));
    }
  }
  const past = await ctx.db
    .select()
    .from(paymentAttempts)
    .where(
      and(
        inArray(state, lateStates),
        isNotNull(paymentAttempts.sessionId),
        gt(createdAt, new Date(ctx.now().getTime() - lookBackMs)),
        isTimeToAsk(ctx.now()),
      ),
    )
    .orderBy(sql`${askedAt} asc nulls first`, desc(createdAt))
    .limit(limit);
  for (const attempt of past) await settle(ctx, attempt);
}

async function settle(ctx: Context, { id, askFaults }: typeof paymentAttempts.$inferSelect): Promise<void> {
  const learnt = await settlePayment(systemContext(ctx), { attemptId: id }).then(
    () => ({ askFaults: 0, askFault: null }),
    (error: unknown) => {
      ctx.log.warn({ err: error, attemptId: id }, 'card payment could not be checked');
      const askFault = isAppError(error) ? String(error.params['reason'] ?? error.code) : 'error';
      const isAway = isAppError(error) && error.code === 'unavailable' && !askFault.startsWith('unreadable');
      // A provider that is away says nothing of this payment: it is asked about again as soon as the others were.
      return isAway ? {} : { askFaults: askFaults + 1, askFault };
    },
  );
  await ctx.db
    .update(paymentAttempts)
    .set({ askedAt: ctx.now(), ...learnt })
    .where(eq(paymentAttempts.id, id));
}
