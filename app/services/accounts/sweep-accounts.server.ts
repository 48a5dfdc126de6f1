import { and, eq, lt } from 'drizzle-orm';
import { codeTries, outbox, proofCodes } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

const dayMs = 86_400_000;

/** Takes away what has served: tries that count no more, codes that have run out, and SMS of a month ago with their codes. */
export async function sweepAccounts(ctx: Context, realNow = new Date()): Promise<void> {
  const before = (days: number) => new Date(realNow.getTime() - days * dayMs);
  await ctx.db.delete(codeTries).where(lt(codeTries.at, before(2)));
  await ctx.db.delete(proofCodes).where(lt(proofCodes.expiresAt, before(2)));
  await ctx.db.delete(outbox).where(and(eq(outbox.channel, 'sms'), lt(outbox.createdAt, before(30))));
}
