import { and, asc, eq, gt, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { sourcesOf } from '#app/domain/machine.ts';
import { refundMachine } from '#app/domain/refund.ts';
import { refunds } from '#db/schema/index.ts';
import { type Context, systemContext } from '../context.server.ts';
import { pursueRefund } from './pursue-refund.server.ts';

const dayMs = 86_400_000;
/** A card's bank may send a refund back for about so long. */
const mayFailDays = 30;

/**
 * Asks the provider about every open card refund, and once a day about those booked in the last 30 days, which may still fail. Who
 * was asked about longest ago comes first, so that none that cannot be read keeps the others waiting.
 */
export async function sweepRefunds(given: Context, limit = 100): Promise<void> {
  const ctx = systemContext(given);
  const now = ctx.now().getTime();
  const isOpen = inArray(refunds.state, sourcesOf(refundMachine, 'fail'));
  const mayStillFail = and(
    inArray(refunds.state, sourcesOf(refundMachine, 'undo')),
    gt(refunds.decidedAt, new Date(now - mayFailDays * dayMs)),
    or(isNull(refunds.askedAt), lt(refunds.askedAt, new Date(now - dayMs))),
  );
  const found = await ctx.db
    .select({ id: refunds.id })
    .from(refunds)
    .where(and(eq(refunds.method, 'card'), ne(refunds.kind, 'dispute'), or(isOpen, mayStillFail)))
    .orderBy(sql`${refunds.askedAt} asc nulls first`, asc(refunds.createdAt))
    .limit(limit);
  for (const refund of found) {
    await pursueRefund(ctx, refund).catch((error: unknown) => {
      ctx.log.warn({ err: error, refundId: refund.id }, 'card refund could not be checked');
    });
  }
}
