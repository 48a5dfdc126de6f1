import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { listings } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { type Listing, lockOwnListing, mayList, requireAsked } from './own-listing.server.ts';

/** After a licence that leaves room for more its owner says that the listing goes on. */
export async function keepListing(ctx: ActorContext, input: { readonly listingId: string }): Promise<Listing> {
  if (!mayList(ctx.actor)) throw new AppError('forbidden');
  return inTransaction(ctx, async (tx) => {
    const before = await lockOwnListing(tx, input.listingId);
    const askedContractId = requireAsked(before);
    const [row] = await tx.db
      .update(listings)
      .set({ askedContractId: null })
      .where(and(eq(listings.id, before.id), eq(listings.askedContractId, askedContractId)))
      .returning();
    if (row === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: 'listing.keep', subjectType: 'achievement', subjectId: row.achievementId });
    return row;
  });
}
