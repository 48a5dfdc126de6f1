import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { confirmableListingStates } from '#app/domain/listing.ts';
import type { ListingTerms } from '#app/domain/listing-input.ts';
import { restartsNotice } from '#app/domain/listing-terms.ts';
import { achievements } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { refuseInAuction, refuseInTrade } from '../trades/refuse-in-trade.server.ts';
import { noticeOf } from './list-achievement.server.ts';
import { findLiveListingOf, type Listing, mayList, moveListing } from './own-listing.server.ts';
import { columnsOf, writeListing } from './write-listing.server.ts';

/**
 * Other terms for what is listed: the terms that stood are kept as they were, the new ones live on in their place, confirmed today.
 * A price that changed stands open to objection anew; else the notice runs on. Not while an objection is open, or people bid.
 */
export async function changeTerms(
  ctx: ActorContext,
  { id, terms }: { readonly id: string; readonly terms: ListingTerms },
): Promise<Listing> {
  const { org } = ctx.actor;
  if (org === null || !mayList(ctx.actor)) throw new AppError('forbidden');
  const [achievement] = await ctx.db.select().from(achievements).where(eq(achievements.id, id));
  if (achievement === undefined || achievement.orgId !== org.orgId) throw new AppError('not_found');
  if (!org.verified) throw new AppError('organisation_unverified');
  await screenTexts(ctx, [terms.formulaTerms?.note ?? '', terms.payTrigger ?? '']);
  return inTransaction(ctx, async (tx) => {
    const before = await findLiveListingOf(tx, achievement.id);
    if (before === null || !confirmableListingStates.includes(before.state)) throw new AppError('state_changed');
    await refuseInTrade(tx, before.id);
    await refuseInAuction(tx, before.id);
    const columns = columnsOf(terms);
    const { noticeFirstOn, noticeLastOn, noticeEndsAt } = before;
    const notice = restartsNotice(before, columns)
      ? await noticeOf(tx, org.orgId, terms.pricing)
      : { noticeFirstOn, noticeLastOn, noticeEndsAt };
    await moveListing(tx, before, 'change');
    return writeListing(tx, achievement, { ...columns, ...notice });
  });
}
