import { and, asc, inArray, isNotNull, isNull, lt, or } from 'drizzle-orm';
import { cardAccountMachine } from '#app/domain/card-account.ts';
import { statesOf } from '#app/domain/machine.ts';
import { cardAccounts } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { followCardAccount } from './follow-card-account.server.ts';

const everyMs = 6 * 3_600_000;
const runningStates = statesOf(cardAccountMachine).filter((state) => !('final' in cardAccountMachine.states[state]));

/** Asks about accounts whose news may have been missed, those not asked about for longest first. */
export async function sweepCardAccounts(ctx: Context, limit = 50): Promise<void> {
  if (!ctx.payments.isEnabled) return;
  const isOld = or(isNull(cardAccounts.askedAt), lt(cardAccounts.askedAt, new Date(ctx.now().getTime() - everyMs)));
  const rows = await ctx.db
    .select()
    .from(cardAccounts)
    .where(and(isNotNull(cardAccounts.account), inArray(cardAccounts.state, runningStates), isOld))
    .orderBy(asc(cardAccounts.askedAt))
    .limit(limit);
  for (const row of rows) {
    await followCardAccount(ctx, row).catch((error: unknown) => {
      ctx.log.warn({ err: error, cardAccountId: row.id }, 'card account could not be checked');
    });
  }
}
