import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { NoInput } from '#app/domain/form-input.ts';
import { AppError } from '#app/domain/errors.ts';
import { givenOf } from '#app/domain/listing-end.ts';
import { mayDecideSale, maySeeAuctions } from '#app/domain/sale-request.ts';
import {
  AuctionBuyerInput,
  AuctionCorrectInput,
  AuctionEndInput,
  AuctionInput,
  AuctionPerformInput,
  AuctionSoldInput,
  SaleGrantInput,
  SaleRefuseInput,
  SaleRequestDeed,
} from '#app/domain/trade-input.ts';
import { loadOwnListing } from '#app/services/listings/own-listing.server.ts';
import { listAuctions } from '#app/services/trades/auction-queries.server.ts';
import { announceAuction } from '#app/services/trades/announce-auction.server.ts';
import { askCorrection } from '#app/services/trades/ask-correction.server.ts';
import { askEndOfSale } from '#app/services/trades/ask-end-of-sale.server.ts';
import { beginAuctionDeal } from '#app/services/trades/begin-auction-deal.server.ts';
import { recordUnsold, withdrawAuction } from '#app/services/trades/end-auction.server.ts';
import { grantSaleRequest } from '#app/services/trades/grant-sale-request.server.ts';
import { mayRunTrade } from '#app/services/trades/own-trade.server.ts';
import { recallSaleRequest } from '#app/services/trades/recall-sale-request.server.ts';
import { recordSale } from '#app/services/trades/record-sale.server.ts';
import { refuseSaleRequest } from '#app/services/trades/refuse-sale-request.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { AuctionRecord, NewAuction } from '#app/ui/trades/auction-record.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { fileDeed } from '#app/web/file-deed.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { isUpload } from '#app/web/is-upload.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { optionalFile } from '#app/web/upload.server.ts';

export const meta: MetaFunction = () => [{ title: '拍卖 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    if (!maySeeAuctions(ctx.actor)) throw new AppError('forbidden');
    const listing = await loadOwnListing(ctx, rowId(args.params));
    const auctions = await listAuctions(ctx, listing.id);
    const mayRun = mayRunTrade(ctx.actor);
    return {
      auctions,
      givenModes: givenOf(listing.modes),
      mayRun,
      mayAnnounce:
        mayRun &&
        listing.pricing === 'auction' &&
        listing.endedAt === null &&
        !auctions.some((one) => one.state === 'announced'),
      key: crypto.randomUUID(),
    };
  });
}

export const action = async (args: ActionFunctionArgs) => {
  const listingId = await page(async () => rowId(args.params));
  const back = () => redirect(`/desk/listings/${listingId}/auction`);
  if (isUpload(args.request)) return papers(args, listingId, back);
  return handleForm(args, {
    unsold: deed(NoInput, mayRunTrade, async (ctx) => {
      await recordUnsold(ctx, { listingId });
      return back();
    }),
    begin: deed(AuctionBuyerInput, mayRunTrade, async (ctx, input) =>
      redirect(`/desk/deals/${await beginAuctionDeal(ctx, { listingId, ...input })}/contract`),
    ),
    grantSale: deed(SaleGrantInput, mayDecideSale, async (ctx, { requestId }) => {
      await grantSaleRequest(ctx, { listingId, requestId });
      return back();
    }),
    refuseSale: deed(SaleRefuseInput, mayDecideSale, async (ctx, input) => {
      await refuseSaleRequest(ctx, { listingId, ...input });
      return back();
    }),
    recallSale: deed(SaleRequestDeed, mayRunTrade, async (ctx, input) => {
      await recallSaleRequest(ctx, { listingId, ...input });
      return back();
    }),
    withdraw: deed(NoInput, mayRunTrade, async (ctx) => {
      await withdrawAuction(ctx, { listingId });
      return back();
    }),
  });
};

function papers(args: ActionFunctionArgs, listingId: string, back: () => Response) {
  const gate = { maxBytes: 20 * 1_048_576, may: mayRunTrade };
  return handleUpload(args, { ...gate, see: (ctx) => loadOwnListing(ctx, listingId) }, (upload) => ({
    announce: fileDeed(upload, '请上传拍卖公告。', AuctionInput, async (ctx, input, file) => {
      await announceAuction(ctx, { ...input, listingId, file });
      return back();
    }),
    sold: fileDeed(upload, '请上传成交确认书。', AuctionSoldInput, async (ctx, { price, ...input }, file) => {
      await recordSale(ctx, { ...input, listingId, priceFen: price, file });
      return back();
    }),
    correct: deed(AuctionCorrectInput, async (ctx, { price, ...input }) => {
      const file = optionalFile(upload).paper ?? null;
      await askCorrection(ctx, { ...input, listingId, priceFen: price, file });
      return back();
    }),
    dissolve: fileDeed(upload, '请上传买受人不履行的凭据。', AuctionEndInput, async (ctx, input, file) => {
      await askEndOfSale(ctx, { ...input, kind: 'dissolve', listingId, file });
      return back();
    }),
    perform: fileDeed(upload, '请上传双方的合同和履行的凭据。', AuctionPerformInput, async (ctx, input, file) => {
      await askEndOfSale(ctx, { ...input, kind: 'perform', listingId, file });
      return back();
    }),
  }));
}

export default function Auctions() {
  const { auctions, givenModes, mayRun, mayAnnounce, key } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <>
      <Breadcrumbs items={[{ label: '挂牌', to: '/desk/listings' }, { label: '拍卖' }]} />
      <PageTitle meta="拍卖由有资质的拍卖企业举行，这里登记它的公告和成交确认书。">拍卖</PageTitle>
      <div className="grid max-w-4xl gap-6">
        {auctions.map((one) => (
          <AuctionRecord key={one.id} auction={one} {...{ givenModes, mayRun, reply }} />
        ))}
        {mayAnnounce && <NewAuction replayKey={key} reply={reply} />}
        {auctions.length === 0 && !mayAnnounce && <p>这项挂牌的定价方式不是“拍卖”，或者已经成交、撤牌、摘牌。</p>}
      </div>
    </>
  );
}
