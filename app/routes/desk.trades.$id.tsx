import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { NoInput } from '#app/domain/form-input.ts';
import type { GivenMode } from '#app/domain/listing-end.ts';
import { labelOf } from '#app/domain/machine.ts';
import { formatWan } from '#app/domain/money.ts';
import { DecideObjection } from '#app/domain/objection-input.ts';
import { mayDecideSale } from '#app/domain/sale-request.ts';
import {
  EndDepositInput,
  NoteDepositInput,
  QualifyInput,
  RefuseInput,
  SaleGrantInput,
  SaleRefuseInput,
  SaleRequestDeed,
  TradeEndInput,
  TradePerformInput,
  UndoDepositInput,
} from '#app/domain/trade-input.ts';
import { isGathering, isSingleResult, resultTradeStates, shownPrice, tradeMachine } from '#app/domain/trade.ts';
import { mayDecideObjection } from '#app/services/listings/own-listing.server.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import type { Received } from '#app/services/files/keep-file.server.ts';
import { askEndOfSale } from '#app/services/trades/ask-end-of-sale.server.ts';
import { grantSaleRequest } from '#app/services/trades/grant-sale-request.server.ts';
import { recallSaleRequest } from '#app/services/trades/recall-sale-request.server.ts';
import { refuseSaleRequest } from '#app/services/trades/refuse-sale-request.server.ts';
import { qualifyApplication, refuseApplication } from '#app/services/trades/decide-application.server.ts';
import { endDeposit, noteDeposit } from '#app/services/trades/keep-deposit.server.ts';
import { decideTradeObjection } from '#app/services/trades/object-to-trade.server.ts';
import { mayRunTrade, requireOwnTrade } from '#app/services/trades/own-trade.server.ts';
import { getOwnTrade } from '#app/services/trades/queries.server.ts';
import { undoDepositEnd } from '#app/services/trades/undo-deposit-end.server.ts';
import { withdrawTrade } from '#app/services/trades/withdraw-trade.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { KeyValue } from '#app/ui/key-value.tsx';
import { LivePage } from '#app/ui/live-page.tsx';
import { Objections } from '#app/ui/objections.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { ApplicantList } from '#app/ui/trades/applicant-list.tsx';
import { lateBiddingRows } from '#app/ui/trades/late-bidding-rows.tsx';
import { TradeBids } from '#app/ui/trades/trade-bids.tsx';
import { TradeSale } from '#app/ui/trades/trade-sale.tsx';
import { TradeClock } from '#app/ui/trades/trade-clock.tsx';
import { nextMoment, tradeTones } from '#app/ui/trades/trade-words.ts';
import { TradeWithdrawn, WithdrawTrade } from '#app/ui/trades/withdraw-trade.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { fileDeed } from '#app/web/file-deed.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { isUpload } from '#app/web/is-upload.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `挂牌交易：${data?.achievement.name ?? ''} · 成果通` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => ({ ...(await getOwnTrade(ctx, rowId(args.params))), now: ctx.now() }));
}

export const action = async (args: ActionFunctionArgs) => {
  const tradeId = await page(async () => rowId(args.params));
  const back = async (work: Promise<unknown>, search = '') => {
    await work;
    return redirect(`/desk/trades/${tradeId}${search}`);
  };
  if (isUpload(args.request)) return papers(args, tradeId, back);
  return handleForm(args, {
    grantSale: deed(SaleGrantInput, mayDecideSale, (ctx, { requestId }) =>
      back(grantSaleRequest(ctx, { tradeId, requestId })),
    ),
    refuseSale: deed(SaleRefuseInput, mayDecideSale, (ctx, input) =>
      back(refuseSaleRequest(ctx, { tradeId, ...input })),
    ),
    recallSale: deed(SaleRequestDeed, mayRunTrade, (ctx, input) => back(recallSaleRequest(ctx, { tradeId, ...input }))),
    qualify: deed(QualifyInput, mayRunTrade, (ctx, { depositOn, ...input }) =>
      back(qualifyApplication(ctx, { tradeId, ...input, depositOn: depositOn || null })),
    ),
    refuse: deed(RefuseInput, mayRunTrade, (ctx, input) => back(refuseApplication(ctx, { tradeId, ...input }))),
    noteDeposit: deed(NoteDepositInput, mayRunTrade, (ctx, input) => back(noteDeposit(ctx, { tradeId, ...input }))),
    endDeposit: deed(EndDepositInput, mayRunTrade, (ctx, { endedOn, ...input }) =>
      back(endDeposit(ctx, { tradeId, ...input, on: endedOn })),
    ),
    undoDeposit: deed(UndoDepositInput, mayRunTrade, (ctx, input) => back(undoDepositEnd(ctx, { tradeId, ...input }))),
    withdraw: deed(NoInput, mayRunTrade, (ctx) => back(withdrawTrade(ctx, { tradeId }), '?withdrawn')),
    decide: deed(DecideObjection, mayDecideObjection, (ctx, input) =>
      back(decideTradeObjection(ctx, { tradeId, ...input }), `?answered=${input.objectionId}`),
    ),
  });
};

function papers(args: ActionFunctionArgs, tradeId: string, back: (work: Promise<unknown>) => Promise<Response>) {
  const gate = { maxBytes: 20 * 1_048_576, may: mayRunTrade };
  type Ended = { reason: string; given?: GivenMode | undefined };
  const end = (kind: 'dissolve' | 'perform') => (ctx: ActorContext, input: Ended, file: Received) =>
    back(askEndOfSale(ctx, { tradeId, kind, ...input, file }));
  return handleUpload(args, { ...gate, see: (ctx) => requireOwnTrade(ctx, tradeId) }, (upload) => ({
    dissolve: fileDeed(upload, '请上传成交方没有签约或者履行的凭据。', TradeEndInput, end('dissolve')),
    perform: fileDeed(upload, '请上传双方的合同和履行的凭据。', TradePerformInput, end('perform')),
  }));
}

/** Deeds whose form shows its own errors. */
const ownForms: ReadonlySet<string> = new Set([
  'decide',
  'dissolve',
  'perform',
  'grantSale',
  'refuseSale',
  'recallSale',
]);

export default function OwnTrade() {
  const { trade, achievement, deal, standing, requests, applications, bids, objections, ...rest } =
    useLoaderData<typeof loader>();
  const { reach, floor, contractNos, setOffClaims, givenModes, signBy, isOfficer, mayDecide, now } = rest;
  const isWhole = reach !== 'deposits';
  const reply = useActionData<FormReply>();
  const moment = nextMoment(trade, now);
  const hasMinutes = resultTradeStates.includes(trade.state) || trade.state === 'dissolved';
  const winner = applications.find(({ id }) => id === trade.winnerId) ?? null;
  const sale = <TradeSale {...{ trade, deal, standing, requests, givenModes, winner, isOfficer, reply }} />;
  // While the contract is drafted the ways out of it stand below.
  const isSaleNews = standing !== 'draft' || requests.length > 0;
  const isApplicant = typeof reply?.values.applicationId === 'string';
  return (
    <>
      {trade.endedAt === null && <LivePage from={`/trades/${trade.no}/live`} />}
      <Breadcrumbs items={[{ label: '挂牌交易', to: '/desk/trades' }, { label: trade.no }]} />
      <PageTitle
        marks={
          <StateMark tone={tradeTones[trade.state]} boxed>
            {labelOf(tradeMachine, trade.state)}
          </StateMark>
        }
        actions={
          <>
            <ButtonLink to={`/trades/${trade.no}`}>公告页</ButtonLink>
            {hasMinutes && (
              <ButtonLink to={`/desk/trades/${trade.id}/minutes`} reloadDocument>
                交易纪要 PDF
              </ButtonLink>
            )}
            {deal && trade.state === 'concluded' && standing === 'draft' && (
              <ButtonLink look="primary" to={`/desk/deals/${deal.id}/contract`}>
                起草合同
              </ButtonLink>
            )}
          </>
        }
      >
        {achievement.name}
      </PageTitle>
      {!isApplicant && !ownForms.has(reply?.intent ?? '') && (
        <ErrorSummary message={Object.values(reply?.errors ?? {})[0]?.[0]} />
      )}
      <div className="grid max-w-4xl gap-8">
        {isSaleNews && sale}
        {trade.state === 'withdrawn' && <TradeWithdrawn applicants={applications} trade={trade.state} />}
        <section className="rounded-lg border border-line bg-card px-4 py-4 sm:px-6">
          {moment && <TradeClock label={moment.label} to={moment.at} now={now} />}
          <KeyValue
            items={[
              { label: '挂牌价', value: formatWan(trade.askFen) },
              { label: '加价幅度', value: formatWan(trade.stepFen) },
              { label: '保证金', value: formatWan(trade.depositFen) },
              ...(floor === null
                ? []
                : [{ label: '保留价', value: floor.fen === null ? '没有设' : `${formatWan(floor.fen)}，不公开` }]),
              ...(trade.priceFen === null
                ? []
                : [
                    {
                      label: trade.state === 'dissolved' ? '解除前的成交价' : shownPrice(trade).label,
                      value: formatWan(trade.priceFen),
                      strong: true,
                    },
                  ]),
              { label: '登记截止', value: <DateText value={trade.applyUntil} as="minute" /> },
              { label: '竞价', value: <DateText value={trade.openedAt ?? trade.biddingAt} as="minute" /> },
              { label: '竞价截止', value: <DateText value={trade.closesAt} as="minute" /> },
              ...(signBy === null
                ? []
                : [{ label: '签合同', value: `${signBy} 以前（平台默认，公告另有约定的从其约定）` }]),
              ...lateBiddingRows(trade),
            ]}
          />
          {isOfficer && isGathering(trade, now) && (
            <WithdrawTrade applicants={applications} trade={trade.state} isOpen={reply?.intent === 'withdraw'} />
          )}
        </section>
        {!isSaleNews && sale}
        <section>
          <SectionHead look="plain" note={isWhole ? '竞价开始后不能再增减' : '付过保证金的意向方，由经办人登记和退还'}>
            {isWhole ? '意向方' : '保证金'}
          </SectionHead>
          <ApplicantList
            applicants={applications}
            mayDecide={isOfficer && isGathering(trade, now)}
            trade={trade.state}
            winnerId={trade.winnerId}
            contractNos={contractNos}
            setOffClaims={setOffClaims}
            isOfficer={isOfficer}
            empty={isWhole ? '还没有企业登记意向。' : '还没有保证金到账。'}
            asksDeposit={trade.depositFen > 0n}
            reply={reply}
          />
        </section>
        {objections.length > 0 && (
          <section>
            <SectionHead look="plain">异议</SectionHead>
            <Objections subject="trade" objections={objections} mayDecide={mayDecide} reply={reply} />
          </section>
        )}
        {isWhole && (
          <section>
            <SectionHead look="plain">报价</SectionHead>
            <TradeBids bids={bids} own={null} isSingle={isSingleResult(trade)} />
          </section>
        )}
      </div>
    </>
  );
}
