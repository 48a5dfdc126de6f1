import { eq } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { attemptMachine } from '#app/domain/payment-machine.ts';
import { paymentOutcome } from '#app/domain/payment-outcome.ts';
import { paymentAttempts, paymentEvents } from '#db/schema/index.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import { together } from '../together.server.ts';
import { bookReceipt } from './book-receipt.server.ts';
import { endAttempt } from './end-attempt.server.ts';
import type { Checkout } from './gateway.server.ts';
import { lockClaim } from './lock-claim.server.ts';
import { type Attempt, moveAttempt } from './move-attempt.server.ts';
import { openReceipt } from './open-receipt.server.ts';

export interface ProviderEvent {
  readonly eventId: string;
  readonly type: string;
  readonly account: string | null;
  readonly sessionId: string | null;
}

/**
 * Brings a card payment to what the provider says of it. The webhook, the return page and the sweep call it, in any order
 * and any number of times: the first that finds it paid books one receipt, the others change nothing. What was asked and
 * what was received must agree in amount, currency and account, else nothing is booked and the payee is told.
 *
 * @param event the webhook that gave the hint; its id is kept with its effect, so that a replay does nothing
 */
export async function settlePayment(
  ctx: Context,
  { attemptId, event }: { attemptId: string; event?: ProviderEvent },
): Promise<Attempt> {
  const attempt = await getAttempt(ctx, attemptId);
  if (ctx.actor !== null && ctx.actor.org?.orgId !== attempt.payerOrgId) throw new AppError('not_found');
  if (event !== undefined && event.account !== attempt.account) return refuseAccount(ctx, attempt, event);
  const sessionId = attempt.sessionId ?? event?.sessionId ?? null;
  if (sessionId === null || (event === undefined && attemptMachine.states[attempt.state].final)) return attempt;
  // The truth is asked of the provider, outside the transaction.
  const checkout = await ctx.payments.readCheckout({ sessionId, account: attempt.account });
  if (checkout.attemptId !== attempt.id) throw new AppError('conflict');
  return inTransaction(ctx, (tx) => apply(tx, attempt, checkout, event));
}

async function apply(tx: In<Context>, known: Attempt, checkout: Checkout, event?: ProviderEvent): Promise<Attempt> {
  const claim = await lockClaim(tx, known.obligationId);
  const [attempt, isOld] = await together(getAttempt(tx, known.id), isHandled(tx, event));
  if (isOld) return attempt;
  const outcome = paymentOutcome(attempt, checkout);
  // A hint that came before its truth is not spent: the same message sent again must still be heard.
  if (outcome === 'open') return attempt;
  if (event) await keepEvent(tx, attempt.id, event, outcome);
  if (outcome === 'already') return attempt;
  const { sessionId, paymentIntentId } = checkout;
  const settledAt = outcome === 'pay' ? { settledAt: tx.now() } : {};
  const columns = { sessionId, paymentIntentId, ...settledAt };
  const moved = await (outcome === 'pay'
    ? moveAttempt(tx, attempt.id, outcome, columns)
    : endAttempt(tx, attempt, outcome, columns));
  if (moved === null) return getAttempt(tx, attempt.id);
  if (outcome === 'refuse') await report(tx, moved, checkout);
  if (outcome === 'pay') {
    const columns = { method: 'card', state: 'confirmed', amountFen: moved.amountFen, attemptId: moved.id } as const;
    const days = { paidOn: dayOf(paidAt(tx, attempt, checkout)), confirmedAt: tx.now() };
    const made = { deed: 'receipt.confirm', orgId: moved.payeeOrgId } as const;
    await bookReceipt(tx, await openReceipt(tx, claim, { ...columns, ...days }, made), claim);
  }
  return moved;
}

/** When the payer paid, as the provider has it: who paid in time is not late because its message was. Never outside the attempt. */
function paidAt(tx: In<Context>, { createdAt }: Attempt, { paidAt: said }: Checkout): Date {
  const now = tx.now();
  if (said === undefined || said > now) return now;
  return said < createdAt ? createdAt : said;
}

async function getAttempt(ctx: Pick<Context, 'db'>, id: string): Promise<Attempt> {
  const [attempt] = await ctx.db.select().from(paymentAttempts).where(eq(paymentAttempts.id, id));
  if (attempt === undefined) throw new AppError('not_found');
  return attempt;
}

async function isHandled(tx: In<Context>, event?: ProviderEvent): Promise<boolean> {
  if (event === undefined) return false;
  const rows = await tx.db.select().from(paymentEvents).where(eq(paymentEvents.eventId, event.eventId));
  return rows.length > 0;
}

const keepEvent = (ctx: Pick<Context, 'db'>, attemptId: string, event: ProviderEvent, outcome: string) =>
  ctx.db
    .insert(paymentEvents)
    .values({ eventId: event.eventId, type: event.type, account: event.account, attemptId, outcome })
    .onConflictDoNothing();

/** A message from another account than the payee's proves nothing about this payment. */
async function refuseAccount(ctx: Context, attempt: Attempt, event: ProviderEvent): Promise<Attempt> {
  ctx.log.error({ attemptId: attempt.id, eventId: event.eventId }, 'payment event of another account refused');
  await keepEvent(ctx, attempt.id, event, 'refused_account');
  return attempt;
}

/** Money that differs from what was asked is at the payee's provider account, but not in the books: people must look. */
async function report(tx: In<Context>, attempt: Attempt, checkout: Checkout): Promise<void> {
  const { amountFen: gotFen, currency: gotCurrency } = checkout;
  const asked = { askedFen: attempt.amountFen.toString(), askedCurrency: attempt.currency };
  tx.log.error({ attemptId: attempt.id, ...asked, gotFen: gotFen.toString(), gotCurrency }, 'card payment differs');
  const notice = { kind: 'payment.refuse', href: `/desk/obligations/${attempt.obligationId}` };
  await notifyParties(tx, attempt, ['officer', 'finance'], notice);
}
