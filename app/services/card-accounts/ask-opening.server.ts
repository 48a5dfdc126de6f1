import { and, eq, inArray } from 'drizzle-orm';
import { liveCardAccountStates } from '#app/domain/card-account.ts';
import { AppError, isAppError } from '#app/domain/errors.ts';
import { mayApproveAccount } from '#app/domain/payee-account.ts';
import { cardAccounts } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { followCardAccount } from './follow-card-account.server.ts';

/** Somebody is back from the provider's page: what is being opened is asked about. Without an answer the page says what is known. */
export async function askOpening(ctx: ActorContext): Promise<void> {
  if (!mayApproveAccount(ctx.actor)) throw new AppError('forbidden');
  const isOwn = and(
    eq(cardAccounts.orgId, ctx.actor.org?.orgId ?? ''),
    inArray(cardAccounts.state, liveCardAccountStates),
  );
  const rows = await ctx.db.select().from(cardAccounts).where(isOwn);
  for (const row of rows) {
    await followCardAccount(ctx, row).catch((error: unknown) => {
      if (!isAppError(error) || error.code !== 'unavailable') throw error;
    });
  }
}
