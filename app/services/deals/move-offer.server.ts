import { and, eq, gte, lt } from 'drizzle-orm';
import { offerMachine } from '#app/domain/deal-offer.ts';
import { AppError } from '#app/domain/errors.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { dealOffers } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';

export type DealOffer = typeof dealOffers.$inferSelect;

/**
 * One step of the offer machine with its trace. The clock stands in the condition: an offer is answered up to its last instant
 * and expires after it, whatever the sweep does. A lost race is `state_changed`.
 */
export async function moveOffer(
  tx: In<Context>,
  offer: Pick<DealOffer, 'id' | 'state'>,
  event: string,
  columns: Partial<DealOffer> = {},
): Promise<DealOffer> {
  const step = transitionOf(offerMachine, offer.state, event);
  if (step === undefined) throw new AppError('state_changed');
  const inTime =
    event === 'expire'
      ? lt(dealOffers.expiresAt, tx.now())
      : event === 'withdraw'
        ? undefined
        : gte(dealOffers.expiresAt, tx.now());
  const [row] = await tx.db
    .update(dealOffers)
    .set({ ...columns, state: step.to, closedAt: tx.now(), closedBy: tx.actor?.userId ?? null })
    .where(and(eq(dealOffers.id, offer.id), eq(dealOffers.state, offer.state), inTime))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  await clearDeadline(tx, 'offer.expire', row.id);
  await audit(tx, { deed: `offer.${event}`, subjectType: 'offer', subjectId: row.id });
  return row;
}
