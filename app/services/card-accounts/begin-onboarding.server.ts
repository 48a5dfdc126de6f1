import { and, eq, isNull } from 'drizzle-orm';
import { AppError, isAppError } from '#app/domain/errors.ts';
import { mayKeepAccounts } from '#app/domain/payee-account.ts';
import { cardAccounts, organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { requireAccountKeeper } from '../organisations/own-payee-account.server.ts';
import type { CardAccountRow } from './move-card-account.server.ts';
import { getOwnCardAccount } from './own-card-account.server.ts';

/**
 * Where the unit's person files what the provider asks: its own page, good for minutes. The account is opened there the first time,
 * under the row's id as key, so that two clicks, or a lost answer, make one account.
 */
export async function beginOnboarding(
  ctx: ActorContext,
  { cardAccountId, baseUrl }: { cardAccountId: string; baseUrl: string },
): Promise<{ url: string }> {
  requireAccountKeeper(ctx, mayKeepAccounts);
  const row = await getOwnCardAccount(ctx, cardAccountId);
  if (row.state !== 'opening' && row.state !== 'active') throw new AppError('state_changed');
  const account = row.account ?? (await openAtProvider(ctx, row));
  const back = `${baseUrl}/desk/organisation/accounts/card`;
  return ctx.payments.accountLink({ account, returnUrl: `${back}?back=1`, refreshUrl: back });
}

async function openAtProvider(ctx: ActorContext, { id, orgId, country }: CardAccountRow): Promise<string> {
  const [unit] = await ctx.db
    .select({ name: organisations.name })
    .from(organisations)
    .where(eq(organisations.id, orgId));
  const { account } = await ctx.payments
    .openAccount({ ownId: id, country, name: unit?.name ?? '' })
    .catch((error: unknown) => {
      if (!isAppError(error) || error.code !== 'invalid') throw error;
      ctx.log.error({ cardAccountId: id, reason: error.params['reason'] }, 'card account was not opened');
      throw new AppError('invalid', { says: '支付服务商没有受理，请换一个开户地区，或者联系平台。' });
    });
  await inTransaction(ctx, async (tx) => {
    const isNew = and(eq(cardAccounts.id, id), isNull(cardAccounts.account));
    const opened = await tx.db.update(cardAccounts).set({ account }).where(isNew).returning({ id: cardAccounts.id });
    if (opened.length === 0) return;
    await audit(tx, { deed: 'card_account.open', subjectType: 'card_account', subjectId: id });
  });
  return account;
}
