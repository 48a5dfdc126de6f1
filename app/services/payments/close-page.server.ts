import { isAppError } from '#app/domain/errors.ts';
import type { Context } from '../context.server.ts';
import type { Attempt } from './move-attempt.server.ts';

/** Closes a card page at the provider; false where it is away. One that was paid in this moment cannot be closed: the sweep asks about it. */
export async function closePage(
  ctx: Context,
  { id, sessionId, account }: Pick<Attempt, 'id' | 'sessionId' | 'account'>,
): Promise<boolean> {
  if (sessionId === null) return true;
  try {
    await ctx.payments.expireCheckout({ sessionId, account });
    return true;
  } catch (error) {
    ctx.log.warn({ err: error, attemptId: id }, 'card page could not be closed');
    return !(isAppError(error) && error.code === 'unavailable');
  }
}
