import { and, eq, inArray, isNull } from 'drizzle-orm';
import { v7 } from 'uuid';
import { checkoutMethodsFor } from '#app/domain/checkout-method.ts';
import { AppError, isAppError } from '#app/domain/errors.ts';
import { sourcesOf } from '#app/domain/machine.ts';
import { attemptMachine } from '#app/domain/payment-machine.ts';
import { mayDoMoney } from '#app/domain/receipt-deeds.ts';
import { organisations, paymentAttempts } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { closePage } from './close-page.server.ts';
import { endAttempt } from './end-attempt.server.ts';
import { lockClaim } from './lock-claim.server.ts';
import { type Attempt, moveAttempt } from './move-attempt.server.ts';
import { getOwnClaim } from './own-claim.server.ts';

const lifeMs = 2 * 3_600_000;
/** The provider opens no session that ends in less than 30 minutes. */
const leastToOpenMs = 35 * 60_000;
const leastToReuseMs = 60_000;

/**
 * Begins a card payment of what is open on a claim, on the payee's own connected account. The attempt's row comes first and
 * its id is the provider's idempotency key; the provider is asked after the commit. A second click gets the first one's page.
 */
export async function openCardPayment(
  ctx: ActorContext,
  { obligationId, baseUrl }: { obligationId: string; baseUrl: string },
): Promise<Attempt> {
  if (!mayDoMoney(ctx.actor, 'pay')) throw new AppError('forbidden');
  const row = await getOwnClaim(ctx, obligationId, 'payer');
  if (!ctx.payments.isEnabled) throw new AppError('payee_without_account');
  const { attempt, replaced } = await inTransaction(ctx, (tx) => claimAttempt(tx, obligationId));
  if (replaced !== null) await closePage(ctx, replaced);
  return attempt.checkoutUrl === null ? openAtProvider(ctx, attempt, row.label, baseUrl) : attempt;
}

async function claimAttempt(
  tx: In<ActorContext>,
  obligationId: string,
): Promise<{ attempt: Attempt; replaced: Attempt | null }> {
  const { obligation, payableFen: amountFen } = await lockClaim(tx, obligationId);
  // An account that is being stopped waits for this attempt, and its pages are ended with it; or this finds it stopped.
  const [payee] = await tx.db
    .select({ account: organisations.stripeAccountId, has: organisations.cardMethods })
    .from(organisations)
    .where(eq(organisations.id, obligation.payeeOrgId))
    .for('share');
  const account = payee?.account ?? null;
  if (payee === undefined || account === null) throw new AppError('payee_without_account');
  if (amountFen <= 0n) throw new AppError('over_allocated');
  const methods = checkoutMethodsFor(amountFen, payee.has);
  if (methods.length === 0) throw new AppError('card_limit_exceeded');
  const isOpen = and(
    eq(paymentAttempts.obligationId, obligationId),
    inArray(paymentAttempts.state, sourcesOf(attemptMachine, 'expire')),
  );
  const [open] = await tx.db.select().from(paymentAttempts).where(isOpen);
  if (open && open.amountFen === amountFen && open.account === account && isUsable(open, tx.now())) {
    return { attempt: open, replaced: null };
  }
  // Should it be paid after all, the provider's news still settles it: an expired attempt may turn out paid.
  if (open) await moveAttempt(tx, open.id, 'expire');
  const id = v7();
  const attempt = await insertRow(tx, paymentAttempts, {
    id,
    obligationId,
    payerOrgId: obligation.payerOrgId,
    payeeOrgId: obligation.payeeOrgId,
    amountFen,
    account,
    methods,
    state: attemptMachine.initial,
    expiresAt: new Date(tx.now().getTime() + lifeMs),
    createdBy: tx.actor.userId,
    createdAt: tx.now(),
  });
  await audit(tx, { deed: 'payment.create', subjectType: 'payment_attempt', subjectId: id });
  return { attempt, replaced: open ?? null };
}

const isUsable = (attempt: Attempt, now: Date): boolean =>
  attempt.expiresAt.getTime() - now.getTime() > (attempt.checkoutUrl === null ? leastToOpenMs : leastToReuseMs);

async function openAtProvider(ctx: ActorContext, attempt: Attempt, label: string, baseUrl: string): Promise<Attempt> {
  const back = `${baseUrl}/desk/payments/${attempt.id}/return`;
  const session = await ctx.payments
    .openCheckout({
      attemptId: attempt.id,
      amountFen: attempt.amountFen,
      currency: 'CNY',
      account: attempt.account,
      description: label,
      methods: attempt.methods,
      successUrl: back,
      cancelUrl: `${back}?cancelled=1`,
      expiresAt: attempt.expiresAt,
    })
    .catch(async (error: unknown) => {
      // Refused for good: the next click begins a new attempt. No answer: the next click repeats this one by its key.
      if (isAppError(error) && error.code === 'invalid') {
        await inTransaction(ctx, (tx) => endAttempt(tx, attempt, 'fail'));
        ctx.log.error({ attemptId: attempt.id, reason: error.params['reason'] }, 'card payment was not opened');
        throw new AppError('unavailable');
      }
      throw error;
    });
  const page = { sessionId: session.sessionId, checkoutUrl: session.url };
  const opened = await inTransaction(ctx, (tx) => moveAttempt(tx, attempt.id, 'open', page));
  if (opened) return opened;
  const [now] = await ctx.db.select().from(paymentAttempts).where(eq(paymentAttempts.id, attempt.id));
  if (now !== undefined && now.checkoutUrl !== null) return now;
  // Replaced while the provider opened it: nobody gets this page, but the sweep must know of it.
  const { sessionId } = session;
  const isUnknown = and(eq(paymentAttempts.id, attempt.id), isNull(paymentAttempts.sessionId));
  await ctx.db.update(paymentAttempts).set({ sessionId }).where(isUnknown);
  await closePage(ctx, { ...attempt, sessionId });
  throw new AppError('state_changed');
}
