import { and, eq, inArray } from 'drizzle-orm';
import { contractableStates } from '#app/domain/deal-state.ts';
import { achievements, deals } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { openTalkingDeal } from './open-talking-deal.server.ts';

interface FoundBuyer {
  readonly achievementId: string;
  readonly achievementVersionN: number;
  readonly sellerOrgId: string;
  readonly buyerOrgId: string;
  /** The trade or the auction. */
  readonly sourceId: string;
  readonly purpose: string;
  readonly askedBy: string;
}

/** The deal in which seller and buyer of a trade or an auction draft their contract; the two may be talking already: then they go on there. */
export async function openResultDeal(
  tx: In<Context>,
  { sellerOrgId, buyerOrgId, ...found }: FoundBuyer,
): Promise<string> {
  // The achievement's row orders all talks about it, so that no pair gets two open deals.
  await tx.db
    .select({ id: achievements.id })
    .from(achievements)
    .where(eq(achievements.id, found.achievementId))
    .for('update');
  const [open] = await tx.db
    .select({ id: deals.id })
    .from(deals)
    .where(
      and(
        eq(deals.achievementId, found.achievementId),
        eq(deals.licenseeOrgId, buyerOrgId),
        inArray(deals.state, [...contractableStates]),
      ),
    );
  if (open !== undefined) return open.id;
  const deal = await openTalkingDeal(tx, {
    ...found,
    licensorOrgId: sellerOrgId,
    licenseeOrgId: buyerOrgId,
    demandId: null,
    origin: 'trade',
    repliedBy: null,
    saidByOrgId: buyerOrgId,
    deed: 'deal.trade',
  });
  return deal.id;
}
