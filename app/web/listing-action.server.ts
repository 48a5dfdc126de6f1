import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { AppError } from '#app/domain/errors.ts';
import { DecideObjection, ObjectInput, ObjectionId } from '#app/domain/objection-input.ts';
import { getPublicAchievement } from '#app/services/achievements/queries.server.ts';
import {
  decideListingObjection,
  objectToListing,
  withdrawListingObjection,
} from '#app/services/listings/object-to-listing.server.ts';
import { listingObjectionsPage } from '#app/services/listings/objection-queries.server.ts';
import { liveListingStates, mayDecideObjection } from '#app/services/listings/own-listing.server.ts';
import { findLiveListing } from '#app/services/listings/queries.server.ts';
import { deed, handleForm } from './form.server.ts';

/** Objections to a listing on the page of its achievement. */
export const listingAction = (args: ActionFunctionArgs) => {
  const no = args.params.no ?? '';
  const back = (search = '') => redirect(`/achievements/${encodeURIComponent(no)}${search}#notice`);
  return handleForm(args, {
    object: deed(ObjectInput, async (ctx, input) => {
      const { id } = await getPublicAchievement(ctx, no);
      const listing = await findLiveListing(ctx, id);
      if (listing === null) throw new AppError('state_changed');
      await objectToListing(ctx, { ...input, listingId: listing.id });
      return back();
    }),
    withdraw: deed(ObjectionId, async (ctx, input) => {
      await withdrawListingObjection(ctx, input);
      return back();
    }),
    decide: deed(DecideObjection, mayDecideObjection, async (ctx, input) => {
      const { id, listingId, state } = await decideListingObjection(ctx, input);
      // A listing that was taken off is on its public page no more; one that had ended is not taken off.
      const { listing } = await listingObjectionsPage(ctx, listingId);
      if (liveListingStates.includes(listing.state)) return back(`?answered=${id}`);
      if (state === 'upheld' && listing.state === 'withdrawn') return redirect(`/desk/listings?upheld=${listingId}`);
      return redirect(`/desk/listings/${listingId}/objections?answered=${id}`);
    }),
  });
};
