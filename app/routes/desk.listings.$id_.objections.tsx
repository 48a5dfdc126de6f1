import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { listingMachine, pricingLabels } from '#app/domain/listing.ts';
import { labelOf } from '#app/domain/machine.ts';
import { DecideObjection, ObjectionId } from '#app/domain/objection-input.ts';
import { decideListingObjection, withdrawListingObjection } from '#app/services/listings/object-to-listing.server.ts';
import { liveListingStates, mayDecideObjection } from '#app/services/listings/own-listing.server.ts';
import { listingObjectionsPage } from '#app/services/listings/objection-queries.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { KeyValue } from '#app/ui/key-value.tsx';
import { listingPrice } from '#app/ui/listings/listing-words.ts';
import { Objections } from '#app/ui/objections.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction = () => [{ title: '对挂牌的异议 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { listing, ...rest } = await listingObjectionsPage(ctx, rowId(args.params));
    return { listing, ...rest, isLive: liveListingStates.includes(listing.state) };
  });
}

/** What was said against a listing is answered here, too, where the listing has ended and its page is gone. */
export const action = async (args: ActionFunctionArgs) => {
  const id = await page(async () => rowId(args.params));
  const back = (search = '') => redirect(`/desk/listings/${id}/objections${search}`);
  return handleForm(args, {
    decide: deed(DecideObjection, mayDecideObjection, async (ctx, input) => {
      await decideListingObjection(ctx, { ...input, listingId: id });
      return back(`?answered=${input.objectionId}`);
    }),
    withdraw: deed(ObjectionId, async (ctx, input) => {
      await withdrawListingObjection(ctx, { ...input, listingId: id });
      return back();
    }),
  });
};

export default function ListingObjections() {
  const { listing, no, name, objections, isUnit, mayDecide, isLive } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <>
      {isUnit && <Breadcrumbs items={[{ label: '挂牌', to: '/desk/listings' }, { label: '异议' }]} />}
      <PageTitle meta={isLive ? undefined : '这项挂牌已经结束：异议照样答复，记录在案。'}>对挂牌的异议</PageTitle>
      <div className="grid max-w-4xl gap-6">
        <KeyValue
          items={[
            {
              label: '成果',
              value: (
                <Link to={`/achievements/${no}`} className="link">
                  {name}
                </Link>
              ),
            },
            { label: '挂牌', value: labelOf(listingMachine, listing.state) },
            { label: '价格', value: `${listingPrice(listing)}，${pricingLabels[listing.pricing]}` },
          ]}
        />
        <ErrorSummary message={reply?.errors['']?.[0]} />
        <Objections
          subject={isLive ? 'listing' : 'ended_listing'}
          objections={objections}
          mayDecide={mayDecide}
          reply={reply}
        />
      </div>
    </>
  );
}
