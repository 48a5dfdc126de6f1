import { and, eq } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { listingMachine } from '#app/domain/listing.ts';
import { contracts, listings } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { refuseInAuction, refuseInTrade } from '../trades/refuse-in-trade.server.ts';
import { concludeListing } from './conclude-listing.server.ts';
import { type Listing, lockOwnListing, mayList } from './own-listing.server.ts';

/** After a licence that leaves room for more its owner says once whether the listing goes on, or is sold as of that day. */
export async function answerAfterContract(
  ctx: ActorContext,
  input: { readonly listingId: string; readonly goesOn: boolean },
): Promise<Listing> {
  if (!mayList(ctx.actor)) throw new AppError('forbidden');
  return inTransaction(ctx, async (tx) => {
    const before = await lockOwnListing(tx, input.listingId);
    const { askedContractId } = before;
    if (askedContractId === null || transitionOf(listingMachine, before.state, 'conclude') === undefined) {
      throw new AppError('state_changed');
    }
    if (!input.goesOn) {
      await refuseInTrade(tx, before.id);
      await refuseInAuction(tx, before.id);
      const [contract] = await tx.db.select().from(contracts).where(eq(contracts.id, askedContractId));
      return concludeListing(tx, before, { by: 'contract', on: dayOf(contract?.signedAt ?? tx.now()) });
    }
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
