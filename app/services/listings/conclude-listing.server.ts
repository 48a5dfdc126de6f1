import { eq } from 'drizzle-orm';
import { type Day, dayOf } from '#app/domain/days.ts';
import type { ListingEnd } from '#app/domain/listing-end.ts';
import { achievements, listings } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { type Listing, liveListingStates, moveListing } from './own-listing.server.ts';

interface SoldBy {
  readonly by: ListingEnd;
  /** The contract, where it is one that ends it. */
  readonly contractId?: string;
  readonly on?: Day;
}

/** A held listing ends as sold: its achievement stays public and is for trade no more. */
export async function concludeListing(
  tx: In<Context>,
  before: Listing,
  { by, contractId, on }: SoldBy,
): Promise<Listing> {
  const row = await moveListing(tx, before, 'conclude', {
    concludedBy: by,
    concludedContractId: contractId ?? null,
    concludedOn: on ?? dayOf(tx.now()),
  });
  await tellOfListing(tx, row, 'listing.conclude');
  return row;
}

/** The same for the listing that a trade or an auction sold; one that ended meanwhile stays as it ended. */
export async function concludeSoldListing(tx: In<Context>, listingId: string, by: ListingEnd): Promise<void> {
  const [row] = await tx.db.select().from(listings).where(eq(listings.id, listingId)).for('update');
  if (row !== undefined && liveListingStates.includes(row.state)) await concludeListing(tx, row, { by });
}

/** Tells the officers of the unit, naming the achievement. */
export async function tellOfListing(
  tx: In<Context>,
  row: Pick<Listing, 'achievementId' | 'orgId'>,
  kind: 'listing.conclude' | 'listing.ask' | 'listing.free',
): Promise<void> {
  const [named] = await tx.db
    .select({ title: achievements.name })
    .from(achievements)
    .where(eq(achievements.id, row.achievementId));
  const href = {
    'listing.conclude': '/desk/listings',
    'listing.ask': '/desk/listings?due=1',
    'listing.free': `/desk/achievements/${row.achievementId}/list`,
  }[kind];
  await notifyOrganisation(tx, row.orgId, ['officer'], { kind, params: { title: named?.title ?? '' }, href });
}
