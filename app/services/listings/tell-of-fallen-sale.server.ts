import { eq, sql } from 'drizzle-orm';
import { listings } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { noteSearchChange } from '../platform/note-search-change.server.ts';
import { tellOfListing } from './conclude-listing.server.ts';
import { lastTermsOf } from './last-terms.server.ts';
import { saleStands } from './standing-sale.server.ts';

interface Ended {
  readonly achievementId: string;
  /** Null where an auction was undone before its buyer's talk was opened. */
  readonly dealId: string | null;
  /** Null where no contract was signed. */
  readonly contractId: string | null;
  /** The trade or the auction that was undone. */
  readonly saleId?: string;
}

/**
 * What a record was sold by has just ended: if that was its last listing, it lies idle, and its owner is told that it can be listed
 * anew. Demands that it fits find it again.
 */
export async function tellOfFallenSale(tx: In<Context>, ended: Ended): Promise<void> {
  const { achievementId, dealId, contractId, saleId = null } = ended;
  const last = await lastTermsOf(tx, achievementId);
  if (last?.state !== 'concluded') return;
  const ofDeal = sql`exists (select from trades t where t.listing_id = ${last.id} and (t.deal_id = ${dealId} or t.id = ${saleId})
    union all select from auctions a where a.listing_id = ${last.id} and (a.deal_id = ${dealId} or a.id = ${saleId}))`;
  const [found] = await tx.db
    .select({ stands: saleStands('listings'), isOfDeal: sql<boolean>`${ofDeal}` })
    .from(listings)
    .where(eq(listings.id, last.id));
  const isItsOwn = found?.isOfDeal === true || (contractId !== null && last.concludedContractId === contractId);
  if (found === undefined || found.stands || !isItsOwn) return;
  await tellOfListing(tx, last, 'listing.free');
  await noteSearchChange(tx, 'achievement', achievementId);
}
