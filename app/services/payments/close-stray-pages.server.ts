import { and, eq, getTableColumns, inArray } from 'drizzle-orm';
import { cardAccountMachine } from '#app/domain/card-account.ts';
import { statesOf, sourcesOf } from '#app/domain/machine.ts';
import { attemptMachine } from '#app/domain/payment-machine.ts';
import { cardAccounts, paymentAttempts } from '#db/schema/index.ts';
import { type Context, inTransaction, systemContext } from '../context.server.ts';
import { closePage } from './close-page.server.ts';
import { endAttempt } from './end-attempt.server.ts';

const pastStates = statesOf(cardAccountMachine).filter((state) => cardAccountMachine.states[state].final === true);

/**
 * Ends the open card pages on accounts that are stopped or replaced, so that none of them takes a payment any more. One that was
 * paid in this moment is in the books all the same: the sweep asks about ended pages for two days.
 */
export async function closeStrayPages(given: Context): Promise<void> {
  const ctx = systemContext(given);
  const stray = await ctx.db
    .select(getTableColumns(paymentAttempts))
    .from(paymentAttempts)
    .innerJoin(cardAccounts, eq(cardAccounts.account, paymentAttempts.account))
    .where(
      and(
        inArray(paymentAttempts.state, sourcesOf(attemptMachine, 'expire')),
        inArray(cardAccounts.state, pastStates),
        eq(cardAccounts.orgId, paymentAttempts.payeeOrgId),
      ),
    );
  for (const attempt of stray) {
    // The provider is away: the next sweep tries again.
    if (!(await closePage(ctx, attempt))) continue;
    const ended = await inTransaction(ctx, (tx) => endAttempt(tx, attempt, 'expire'));
    // It was opened in the meantime.
    if (ended !== null && attempt.sessionId === null) await closePage(ctx, ended);
  }
}
