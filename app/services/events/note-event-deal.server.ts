import { eventDeals } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';

/** Says at which event a deal began; the first word stands. */
export async function noteEventDeal(
  tx: In<Context>,
  input: { dealId: string; eventId: string; itemId?: string | null },
): Promise<void> {
  await tx.db
    .insert(eventDeals)
    .values({ dealId: input.dealId, eventId: input.eventId, itemId: input.itemId ?? null, createdAt: tx.now() })
    .onConflictDoNothing();
}
