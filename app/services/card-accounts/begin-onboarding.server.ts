import { and, eq, inArray, isNull } from 'drizzle-orm';
import { cardAccountMachine } from '#app/domain/card-account.ts';
import { AppError, isAppError } from '#app/domain/errors.ts';
import { sourcesOf } from '#app/domain/machine.ts';
import { mayKeepAccounts } from '#app/domain/payee-account.ts';
import { cardAccounts } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { requireAccountKeeper } from '../organisations/own-payee-account.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import type { CardAccountRow } from './move-card-account.server.ts';
import { lockOwnCardAccount } from './own-card-account.server.ts';

/**
 * Where the unit's person files what the provider asks: its own page, good for minutes. The account is opened there the first time,
 * under the row's id as key, so that two clicks, or a lost answer, make one account.
 */
export async function beginOnboarding(
  ctx: ActorContext,
  { cardAccountId, baseUrl }: { cardAccountId: string; baseUrl: string },
): Promise<{ url: string }> {
  requireAccountKeeper(ctx, mayKeepAccounts);
  const row = await inTransaction(ctx, (tx) => noteFiler(tx, cardAccountId));
  const account = row.account ?? (await openAtProvider(ctx, row));
  const back = `${baseUrl}/desk/organisation/accounts/card`;
  return ctx.payments.accountLink({ account, returnUrl: `${back}?back=1`, refreshUrl: back });
}

/** Whoever has the page may say whose account it is. He is noted before he gets it, so that he is not the second person as well. */
async function noteFiler(tx: In<ActorContext>, cardAccountId: string): Promise<CardAccountRow> {
  const row = await lockOwnCardAccount(tx, cardAccountId);
  if (row.state !== 'opening' && row.state !== 'active') throw new AppError('state_changed');
  if (row.state === 'active') {
    const notice = { kind: 'card_account.file', params: {}, href: '/desk/organisation/accounts/card' };
    await notifyOrganisation(tx, row.orgId, ['owner', 'finance', 'approver'], notice);
  }
  const { userId } = tx.actor;
  if (row.filedBy.includes(userId)) return row;
  const filedBy = [...row.filedBy, userId];
  await tx.db.update(cardAccounts).set({ filedBy }).where(eq(cardAccounts.id, row.id));
  await audit(tx, { deed: 'card_account.file', subjectType: 'card_account', subjectId: row.id });
  return { ...row, filedBy };
}

async function openAtProvider(ctx: ActorContext, { id, country }: CardAccountRow): Promise<string> {
  const { account } = await ctx.payments.openAccount({ ownId: id, country }).catch((error: unknown) => {
    if (!isAppError(error) || error.code !== 'invalid') throw error;
    ctx.log.error({ cardAccountId: id, reason: error.params['reason'] }, 'card account was not opened');
    throw new AppError('invalid', { says: '支付服务商没有受理，请换一个开户地区，或者联系平台。' });
  });
  await inTransaction(ctx, async (tx) => {
    const isNew = and(
      eq(cardAccounts.id, id),
      isNull(cardAccounts.account),
      inArray(cardAccounts.state, sourcesOf(cardAccountMachine, 'ready')),
    );
    const opened = await tx.db.update(cardAccounts).set({ account }).where(isNew).returning({ id: cardAccounts.id });
    if (opened.length === 0) {
      const now = await lockOwnCardAccount(tx, id);
      // Another click was first; or it was withdrawn while the provider answered, and nobody files papers for it.
      if (now.account !== account) throw new AppError('state_changed');
      return;
    }
    await audit(tx, { deed: 'card_account.open', subjectType: 'card_account', subjectId: id });
  });
  return account;
}
