import { and, eq, inArray } from 'drizzle-orm';
import { listings } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { liveListingStates } from './own-listing.server.ts';

/** Joins the live listing of an achievement, of which there is one at most. */
export const isLiveListing = inArray(listings.state, liveListingStates);

/** The terms that everybody reads of a listing. */
export const listedTermsColumns = {
  priceKind: listings.priceKind,
  minFen: listings.minFen,
  maxFen: listings.maxFen,
  formulaTerms: listings.formulaTerms,
  isPayLater: listings.isPayLater,
  modes: listings.modes,
  trialMonths: listings.trialMonths,
};

/** The terms on which an achievement is listed now; null where it is not. */
export async function listedTermsOf({ db }: Pick<Context, 'db'>, achievementId: string) {
  const [row] = await db
    .select(listedTermsColumns)
    .from(listings)
    .where(and(eq(listings.achievementId, achievementId), isLiveListing));
  return row ?? null;
}
