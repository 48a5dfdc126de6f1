import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { addDays, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { wanOf } from '#app/domain/achievement-money.ts';
import { openTradeInput } from '#app/domain/trade-input.ts';
import { loadOwnListing } from '#app/services/listings/own-listing.server.ts';
import { openTrade } from '#app/services/trades/open-trade.server.ts';
import { findRunningTrade, mayRunTrade } from '#app/services/trades/own-trade.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { TradeForm } from '#app/ui/trades/trade-form.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { handleForm, judgedDeed } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction = () => [{ title: '发布挂牌交易公告 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    if (!mayRunTrade(ctx.actor)) throw new AppError('forbidden');
    const { id, pricing, minFen } = await loadOwnListing(ctx, rowId(args.params));
    const running = await findRunningTrade(ctx, id);
    if (running !== null) throw redirect(`/desk/trades/${running}`);
    const today = dayOf(ctx.now());
    return {
      isExchange: pricing === 'exchange',
      usual: {
        ask: minFen === null ? '' : wanOf(String(minFen)),
        applyUntilOn: addDays(today, 10),
        biddingOn: addDays(today, 13),
        biddingTime: '09:30',
        minutes: '60',
        resultDays: '5',
      },
      key: crypto.randomUUID(),
    };
  });
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    open: judgedDeed(
      mayRunTrade,
      async (ctx) => openTradeInput(dayOf(ctx.now())),
      async (ctx, { key, ...terms }) => {
        const trade = await openTrade(ctx, { listingId: rowId(args.params), terms, key });
        return redirect(`/desk/trades/${trade.id}`);
      },
    ),
  });

export default function OpenTrade() {
  const { isExchange, usual, key } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <>
      <Breadcrumbs items={[{ label: '挂牌', to: '/desk/listings' }, { label: '挂牌交易公告' }]} />
      <PageTitle meta="公告发布后不能改，竞价开始前可以撤回。">发布挂牌交易公告</PageTitle>
      {isExchange ? (
        <TradeForm usual={usual} replayKey={key} reply={reply} />
      ) : (
        <p>这项挂牌的定价方式不是“挂牌交易”。要改定价方式，请先撤牌，再重新挂牌。</p>
      )}
    </>
  );
}
