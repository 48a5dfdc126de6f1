import { and, asc, eq, inArray } from 'drizzle-orm';
import { sourcesOf } from '#app/domain/machine.ts';
import { refundMachine } from '#app/domain/refund.ts';
import { refunds } from '#db/schema/index.ts';
import { type Context, systemContext } from '../context.server.ts';
import { pursueRefund } from './pursue-refund.server.ts';

/** Asks the provider about every open card refund; one that cannot be read today is left for the next run. */
export async function sweepRefunds(given: Context, limit = 100): Promise<void> {
  const ctx = systemContext(given);
  const isOpen = and(eq(refunds.method, 'card'), inArray(refunds.state, sourcesOf(refundMachine, 'fail')));
  const open = await ctx.db
    .select({ id: refunds.id })
    .from(refunds)
    .where(isOpen)
    .orderBy(asc(refunds.createdAt))
    .limit(limit);
  for (const refund of open) {
    await pursueRefund(ctx, refund).catch((error: unknown) => {
      ctx.log.warn({ err: error, refundId: refund.id }, 'card refund could not be checked');
    });
  }
}
