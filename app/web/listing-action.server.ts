import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { WithdrawObjectionInput } from '#app/domain/contract-deed-input.ts';
import { AppError } from '#app/domain/errors.ts';
import { DecideListingObjection, ListingObjection } from '#app/domain/listing-input.ts';
import { getPublicAchievement } from '#app/services/achievements/queries.server.ts';
import {
  decideListingObjection,
  objectToListing,
  withdrawListingObjection,
} from '#app/services/listings/object-to-listing.server.ts';
import { mayDecideObjection } from '#app/services/listings/own-listing.server.ts';
import { findLiveListing } from '#app/services/listings/queries.server.ts';
import { deed, handleForm } from './form.server.ts';

/** Objections to a listing on the page of its achievement. */
export const listingAction = (args: ActionFunctionArgs) => {
  const no = args.params.no ?? '';
  const back = () => redirect(`/achievements/${encodeURIComponent(no)}#notice`);
  return handleForm(args, {
    object: deed(ListingObjection, async (ctx, input) => {
      const { id } = await getPublicAchievement(ctx, no);
      const listing = await findLiveListing(ctx, id);
      if (listing === null) throw new AppError('state_changed');
      await objectToListing(ctx, { ...input, listingId: listing.id });
      return back();
    }),
    withdraw: deed(WithdrawObjectionInput, async (ctx, input) => {
      await withdrawListingObjection(ctx, input);
      return back();
    }),
    decide: deed(DecideListingObjection, mayDecideObjection, async (ctx, input) => {
      await decideListingObjection(ctx, input);
      return back();
    }),
  });
};
