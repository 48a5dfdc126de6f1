import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { AppError } from '#app/domain/errors.ts';
import { labelOf } from '#app/domain/machine.ts';
import { formatWan } from '#app/domain/money.ts';
import { ObjectInput, ObjectionId } from '#app/domain/objection-input.ts';
import { ApplicationDeed, ApplyInput, BidInput, ClaimDepositInput } from '#app/domain/trade-input.ts';
import { isSingleResult, isTradeObjectable, shownPrice, tradeMachine } from '#app/domain/trade.ts';
import { applyToTrade, withdrawApplication } from '#app/services/trades/apply-to-trade.server.ts';
import { claimDeposit } from '#app/services/trades/keep-deposit.server.ts';
import { objectToTrade, withdrawTradeObjection } from '#app/services/trades/object-to-trade.server.ts';
import { mayBid } from '#app/services/trades/own-trade.server.ts';
import { placeBid } from '#app/services/trades/place-bid.server.ts';
import { findTradeId, publicTrade } from '#app/services/trades/queries.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { LivePage } from '#app/ui/live-page.tsx';
import { ObjectionEntry } from '#app/ui/objection-entry.tsx';
import { Objections } from '#app/ui/objections.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Sample } from '#app/ui/sample.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { TradeBids } from '#app/ui/trades/trade-bids.tsx';
import { TradeClock } from '#app/ui/trades/trade-clock.tsx';
import { TradeNotice } from '#app/ui/trades/trade-notice.tsx';
import { TradePart } from '#app/ui/trades/trade-part.tsx';
import { nextMoment, tradeTones } from '#app/ui/trades/trade-words.ts';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { objectingReader } from '#app/web/objecting-reader.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `挂牌交易：${data?.trade.achievementName ?? ''} · 成果通` },
];

const noOf = (no: string | undefined): string => {
  if (!/^JY-\d{4}-\d{5,9}$/.test(no ?? '')) throw new AppError('not_found');
  return no ?? '';
};

export const handle = { isRecord: true };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    return {
      trade: await publicTrade(ctx, noOf(args.params.no)),
      now: ctx.now(),
      isSignedIn: ctx.actor !== null,
      reader: await objectingReader(ctx),
      applyKey: crypto.randomUUID(),
      bidKey: crypto.randomUUID(),
      objectKey: crypto.randomUUID(),
    };
  });
}

export const action = (args: ActionFunctionArgs) => {
  const back = (hash = '') => redirect(`/trades/${encodeURIComponent(args.params.no ?? '')}${hash}`);
  const idFor = (ctx: Parameters<typeof findTradeId>[0]) => findTradeId(ctx, noOf(args.params.no));
  return handleForm(args, {
    apply: deed(ApplyInput, mayBid, async (ctx, input) => {
      await applyToTrade(ctx, { tradeId: await idFor(ctx), ...input });
      return back();
    }),
    leave: deed(ApplicationDeed, mayBid, async (ctx, input) => {
      await withdrawApplication(ctx, { tradeId: await idFor(ctx), ...input });
      return back();
    }),
    bid: deed(BidInput, mayBid, async (ctx, { amount, isMeant, key }) => {
      await placeBid(ctx, { tradeId: await idFor(ctx), amountFen: amount, isMeant: isMeant === 'on', key });
      return back();
    }),
    claimDeposit: deed(ClaimDepositInput, mayBid, async (ctx, input) => {
      await claimDeposit(ctx, { tradeId: await idFor(ctx), ...input });
      return back();
    }),
    object: deed(ObjectInput, async (ctx, input) => {
      await objectToTrade(ctx, { tradeId: await idFor(ctx), ...input });
      return back('#objections');
    }),
    withdraw: deed(ObjectionId, async (ctx, input) => {
      await withdrawTradeObjection(ctx, input);
      return back('#objections');
    }),
  });
};

export default function Trade() {
  const { trade, now, isSignedIn, applyKey, bidKey } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const moment = nextMoment(trade, now);
  const price = shownPrice(trade);
  return (
    <>
      {isSignedIn && trade.endedAt === null && <LivePage from={`/trades/${trade.no}/live`} />}
      <Breadcrumbs items={[{ label: '首页', to: '/' }, { label: '挂牌交易', to: '/trades' }, { label: trade.no }]} />
      <PageTitle
        marks={
          <StateMark tone={tradeTones[trade.state]} boxed>
            {labelOf(tradeMachine, trade.state)}
          </StateMark>
        }
        meta={
          <p className="flex flex-wrap gap-x-4">
            <span>
              {trade.orgName} {trade.isSample && <Sample />}
            </span>
            <Link to={`/achievements/${trade.achievementNo}`} className="link-quiet">
              成果 {trade.achievementNo}，第 {trade.versionN} 版
            </Link>
          </p>
        }
      >
        {trade.achievementName}
      </PageTitle>
      <div className="grid gap-x-6 gap-y-10 pb-14 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <aside aria-label="现在" className="lg:order-last lg:sticky lg:top-6 lg:self-start">
          <div className="grid gap-4 rounded-lg border border-line bg-card px-5 py-5">
            <p>
              <span className="block text-sm text-ink-soft">{price.label}</span>
              <b className="nums text-2xl">{formatWan(price.fen)}</b>
            </p>
            {moment && <TradeClock label={moment.label} to={moment.at} now={now} />}
            {trade.winner && (
              <p>
                受让方：<b>{trade.winner.name}</b>（{trade.winner.n} 号竞买人）
              </p>
            )}
            {trade.undoneAt !== null && trade.endedAt !== null && (
              <p>
                <DateText value={trade.endedAt} /> 成交，
                <DateText value={trade.undoneAt} /> 解除。
              </p>
            )}
            {trade.state === 'performed' && <p className="text-sm">挂牌单位登记：双方已在平台外签约履行。</p>}
            <TradePart trade={trade} now={now} reply={reply} {...{ isSignedIn, applyKey, bidKey }} />
          </div>
        </aside>
        <div className="grid min-w-0 gap-10">
          <TradeNotice trade={trade} />
          <section>
            <SectionHead note={trade.extensions > 0 ? `已延时 ${trade.extensions} 次` : '每口价以服务器收到的时间为准'}>
              报价
            </SectionHead>
            <TradeBids bids={trade.bids} own={trade.application?.n ?? null} isSingle={isSingleResult(trade)} />
          </section>
          <Disputes />
        </div>
      </div>
    </>
  );
}

function Disputes() {
  const { trade, now, reader, objectKey } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const isOpen = isTradeObjectable(trade, now);
  if (!isOpen && trade.objections.length === 0) return null;
  return (
    <section id="objections">
      <SectionHead note="公告和结果公示期间实名提出，答复前不开始竞价、不成交">异议</SectionHead>
      {trade.objections.length > 0 && (
        <div className="mt-4">
          <Objections subject="trade" objections={trade.objections} mayDecide={false} reply={reply} />
        </div>
      )}
      {trade.objections.length === 0 && <p className="mt-4 text-ink-soft">还没有人提出异议。</p>}
      {isOpen && !trade.isUnit && (
        <div className="mt-3">
          <ObjectionEntry
            subject="trade"
            at={`/trades/${trade.no}`}
            summary="对这项交易有异议"
            objections={trade.objections}
            replayKey={objectKey}
            {...{ reader, reply }}
          />
        </div>
      )}
    </section>
  );
}
