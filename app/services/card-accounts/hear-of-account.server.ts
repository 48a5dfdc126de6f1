import { eq } from 'drizzle-orm';
import { cardAccounts, paymentEvents } from '#db/schema/index.ts';
import { type Context, inTransaction, systemContext } from '../context.server.ts';
import { followCardAccount, followPayout } from './follow-card-account.server.ts';

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
  if (row.payout === '' && news.type.startsWith('account.external_account.')) await hearOfPayout(ctx, row.id, news);
  return true;
}

/** Once a message. */
const hearOfPayout = (given: Context, id: string, { eventId, type, account }: AccountNews): Promise<void> =>
  inTransaction(systemContext(given), async (tx) => {
    const first = await tx.db
      .insert(paymentEvents)
      .values({ eventId, type, account, outcome: 'told', createdAt: tx.now() })
      .onConflictDoNothing()
      .returning({ eventId: paymentEvents.eventId });
    if (first.length > 0) await followPayout(tx, id);
  });
