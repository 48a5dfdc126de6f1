import { AppError } from '#app/domain/errors.ts';
import { mayApproveAccount } from '#app/domain/payee-account.ts';
import type { ActorContext } from '../context.server.ts';
import { followCardAccount } from './follow-card-account.server.ts';
import { getOwnCardAccount } from './own-card-account.server.ts';

/** Asks the provider how an account stands, for the people of its organisation, who ask for it on its page. */
export async function askCardAccount(ctx: ActorContext, { cardAccountId }: { cardAccountId: string }): Promise<void> {
  if (!mayApproveAccount(ctx.actor)) throw new AppError('forbidden');
  await followCardAccount(ctx, await getOwnCardAccount(ctx, cardAccountId));
}
