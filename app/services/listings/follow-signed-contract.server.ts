import { eq } from 'drizzle-orm';
import type { ContractKind } from '#app/domain/contract-kind.ts';
import type { LicenceKind } from '#app/domain/contract.ts';
import { afterContract } from '#app/domain/listing-end.ts';
import { listings } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { haltTradesOf } from '../trades/halt-trades.server.ts';
import { concludeListing, tellOfListing } from './conclude-listing.server.ts';
import { findLiveListingOf } from './own-listing.server.ts';

/**
 * What a contract that both sides signed does to the listing of its achievement, in the same transaction: an assignment or an
 * exclusive licence ends it and stops what is still being sold, another licence asks its owner whether it goes on.
 */
export async function followSignedContract(
  tx: In<Context>,
  contract: { readonly id: string; readonly achievementId: string },
  terms: { readonly kind?: ContractKind; readonly licenceKind: LicenceKind },
): Promise<void> {
  const outcome = afterContract(terms);
  if (outcome === 'stays') return;
  const listing = await findLiveListingOf(tx, contract.achievementId);
  if (listing === null) return;
  if (outcome === 'ends') {
    await haltTradesOf(tx, contract.achievementId, 'overtake');
    await concludeListing(tx, listing, { by: 'contract', contractId: contract.id });
    return;
  }
  await tx.db.update(listings).set({ askedContractId: contract.id }).where(eq(listings.id, listing.id));
  await tellOfListing(tx, listing, 'listing.ask');
}
