import { and, eq, isNotNull } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { dealMessages } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { reachDeal } from './reach-deal.server.ts';

/** True when the actor may fetch a file of a deal room: everybody who reads its messages. */
export async function canReadDealFile(ctx: ActorContext, fileId: string): Promise<boolean> {
  const rows = await ctx.db
    .select({ dealId: dealMessages.dealId })
    .from(dealMessages)
    .where(and(eq(dealMessages.fileId, fileId), isNotNull(dealMessages.fileId)));
  for (const { dealId } of rows) {
    try {
      if ((await reachDeal(ctx, dealId)).as !== 'invited') return true;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
  return false;
}
