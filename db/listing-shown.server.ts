import { and, eq, isNotNull, or } from 'drizzle-orm';
import { organisations } from './schema/index.ts';

/** `isListingShown` of the domain as a condition on a joined organisation: what it published is public. */
export const listingShown = or(
  eq(organisations.state, 'verified'),
  and(eq(organisations.state, 'submitted'), isNotNull(organisations.verifiedAt)),
);
