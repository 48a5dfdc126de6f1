import { and, eq } from 'drizzle-orm';
import { takesPayments } from '#app/domain/card-account.ts';
import { organisations } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import type { CardAccountRow } from './move-card-account.server.ts';

/** Keeps what payers are shown in step with an account: it is the organisation's while it is in use and takes payments, else there is none. */
export async function showCardAccount(tx: In<Context>, row: CardAccountRow): Promise<void> {
  const { orgId, account, methods } = row;
  if (account === null) return;
  if (row.state === 'active' && takesPayments(row)) {
    await tx.db
      .update(organisations)
      .set({ stripeAccountId: account, cardMethods: methods })
      .where(eq(organisations.id, orgId));
    return;
  }
  await tx.db
    .update(organisations)
    .set({ stripeAccountId: null })
    .where(and(eq(organisations.id, orgId), eq(organisations.stripeAccountId, account)));
}
