import { eq } from 'drizzle-orm';
import { cardAccounts, paymentEvents } from '#db/schema/index.ts';
import { type Context, inTransaction, systemContext } from '../context.server.ts';
import { tellCounterparties } from '../organisations/tell-counterparties.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { followCardAccount } from './follow-card-account.server.ts';
import type { CardAccountRow } from './move-card-account.server.ts';

interface AccountNews {
  readonly account: string;
  readonly eventId: string;
  readonly type: string;
}

/** News of the provider about an account; false where it is none of ours. */
export async function hearOfAccount(ctx: Context, news: AccountNews): Promise<boolean> {
  const [row] = await ctx.db.select().from(cardAccounts).where(eq(cardAccounts.account, news.account));
  if (row === undefined) return false;
  await followCardAccount(ctx, row);
  if (news.type.startsWith('account.external_account.')) await tellPayout(ctx, row, news);
  return true;
}

/**
 * The bank account to which the provider pays out was changed there, where the platform's two people and its day of hold do not reach. What was
 * paid on it goes elsewhere from now on, so its own people and everybody who pays are told, once a message.
 */
async function tellPayout(given: Context, { orgId, state }: CardAccountRow, news: AccountNews): Promise<void> {
  // While it is opened its bank account is filed for the first time.
  if (state !== 'active' && state !== 'held') return;
  await inTransaction(systemContext(given), async (tx) => {
    const { eventId, type, account } = news;
    const first = await tx.db
      .insert(paymentEvents)
      .values({ eventId, type, account, outcome: 'told', createdAt: tx.now() })
      .onConflictDoNothing()
      .returning({ eventId: paymentEvents.eventId });
    if (first.length === 0) return;
    const href = '/desk/organisation/accounts/card';
    const own = { kind: 'card_account.payout', params: {}, href };
    await notifyOrganisation(tx, orgId, ['owner', 'finance', 'approver'], own);
    await tellCounterparties(tx, orgId, { kind: 'card_account.payout_changed', params: {} });
  });
}
