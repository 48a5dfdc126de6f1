import { and, eq, sql } from 'drizzle-orm';
import { dealReads, notices } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { reachDeal } from './reach-deal.server.ts';

/** The person has the room before him: what is in it counts as read up to now, and so do its notices. */
export async function readRoom(ctx: ActorContext, input: { id: string }): Promise<void> {
  const { as } = await reachDeal(ctx, input.id);
  if (as === 'invited') return;
  await inTransaction(ctx, async (tx) => {
    await tx.db
      .insert(dealReads)
      .values({ dealId: input.id, userId: tx.actor.userId, readAt: tx.now() })
      .onConflictDoUpdate({ target: [dealReads.dealId, dealReads.userId], set: { readAt: tx.now() } });
    await tx.db
      .update(notices)
      .set({ readAt: tx.now() })
      .where(
        and(
          eq(notices.userId, tx.actor.userId),
          sql`${notices.readAt} is null`,
          sql`${notices.href} like ${`/desk/deals/${input.id}%`}`,
        ),
      );
  });
}
