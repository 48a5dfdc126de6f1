import { and, eq } from 'drizzle-orm';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { orgOf } from '#app/domain/deal-access.ts';
import type { DeclineReason } from '#app/domain/deal.ts';
import { AppError } from '#app/domain/errors.ts';
import { dealOffers } from '#db/schema/index.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { proposeContract } from '../contracts/propose-contract.server.ts';
import { partyDeal } from './load-deal.server.ts';
import { type DealOffer, moveOffer } from './move-offer.server.ts';
import { openRoom, tellRoom } from './tell-room.server.ts';

interface OfferDeed {
  readonly dealId: string;
  readonly offerId: string;
}

/** Accepts the other side's offer: in the same transaction its terms become the contract's draft, nothing is typed again. */
export async function acceptOffer(ctx: ActorContext, input: OfferDeed): Promise<DealOffer> {
  if (!ctx.actor.org?.verified) throw new AppError('organisation_unverified');
  return inOffer(ctx, input, 'receiver', async (tx, offer) => {
    const row = await moveOffer(tx, offer, 'accept');
    const inner: ActorContext = { ...ctx, db: tx.db };
    const contract = await proposeContract(inner, { dealId: input.dealId, terms: termsFromJson(row.terms) });
    await tx.db.update(dealOffers).set({ contractId: contract.id }).where(eq(dealOffers.id, row.id));
    return { ...row, contractId: contract.id };
  });
}

/** Does not accept the other side's offer, and says why. */
export async function rejectOffer(ctx: ActorContext, input: OfferDeed & { reason: DeclineReason }): Promise<DealOffer> {
  return inOffer(ctx, input, 'receiver', (tx, offer) => moveOffer(tx, offer, 'reject', { rejectReason: input.reason }));
}

/** Takes back the own offer before it is answered. */
export async function withdrawOffer(ctx: ActorContext, input: OfferDeed): Promise<DealOffer> {
  return inOffer(ctx, input, 'author', (tx, offer) => moveOffer(tx, offer, 'withdraw'));
}

async function inOffer(
  ctx: ActorContext,
  input: OfferDeed,
  needs: 'author' | 'receiver',
  work: (tx: In<ActorContext>, offer: DealOffer) => Promise<DealOffer>,
): Promise<DealOffer> {
  const { deal, side } = await partyDeal(ctx, input.dealId, 'offer');
  return inTransaction(ctx, async (tx) => {
    const locked = await openRoom(tx, deal.id, 'update');
    const [offer] = await tx.db
      .select()
      .from(dealOffers)
      .where(and(eq(dealOffers.id, input.offerId), eq(dealOffers.dealId, deal.id)));
    if (offer === undefined) throw new AppError('not_found');
    const isAuthor = offer.orgId === orgOf(deal, side);
    if (isAuthor !== (needs === 'author')) throw new AppError('forbidden');
    const row = await work(tx, offer);
    await tellRoom(tx, locked, `offer.${row.state}`);
    return row;
  });
}
