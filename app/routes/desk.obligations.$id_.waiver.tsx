import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { isProofFresh } from '#app/domain/access.ts';
import { dayOf } from '#app/domain/days.ts';
import { waiveCreditInput, waivePenaltyInput } from '#app/domain/money-input.ts';
import { formatYuan } from '#app/domain/money.ts';
import { mayWaivePenalty } from '#app/domain/penalty-waiver.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { waiveCredit } from '#app/services/credits/waive-credit.server.ts';
import { getWaivers } from '#app/services/penalties/queries.server.ts';
import { waivePenalty } from '#app/services/penalties/waive-penalty.server.ts';
import { Amount } from '#app/ui/amount.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { Clock } from '#app/ui/clock.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { FigureRow } from '#app/ui/figure-row.tsx';
import { PenaltyWaiverForm } from '#app/ui/money/penalty-waiver-form.tsx';
import { WaivedRows } from '#app/ui/money/waived-rows.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { PartyName } from '#app/ui/party-name.tsx';
import { ProofNotice } from '#app/ui/proof-notice.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { judgedDeed } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { askedFenOf } from '#app/web/asked-fen.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { requiredFile } from '#app/web/upload.server.ts';
import { fileFault } from '#app/web/voucher.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.isCredit ? '放弃退还' : '免除'} ${data?.claim.label ?? ''} · 成果通` },
];

const waiverWords =
  '和核销不同：核销只改本单位的账，债权仍在；免除的双方账上都减去，付款方会收到通知，不能撤回。先免除没有付的；贷项已抵的免除以后贷项恢复，抵别的应付款或者退还。计收的天数算过了，以后不会再计收。已经开了发票的，要按免除的金额开红字发票。';
const noDocument = '请选择本单位的批件。';
const maxDocumentBytes = 10 * 1_048_576;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => ({
    ...(await getWaivers(ctx, rowId(args.params))),
    today: dayOf(ctx.now()),
    isProved: isProofFresh(ctx.actor, ctx.now()),
    key: crypto.randomUUID(),
    askedFen: askedFenOf(args.request),
  }));
}

export const action = (args: ActionFunctionArgs) => {
  const obligationId = rowId(args.params);
  const see = (ctx: ActorContext) => getWaivers(ctx, obligationId);
  return handleUpload(args, { maxBytes: maxDocumentBytes, may: mayWaivePenalty, see }, (received) => ({
    waive: judgedDeed(
      mayWaivePenalty,
      async (ctx) => waivePenaltyInput((await see(ctx)).mostFen, fileFault(received, noDocument)),
      async (ctx, { amount: amountFen, ...input }) => {
        const document = requiredFile(received, noDocument);
        await waivePenalty(ctx, { ...input, amountFen, obligationId, document });
        return redirect(`/desk/obligations/${obligationId}`);
      },
    ),
    waiveCredit: judgedDeed(
      mayWaivePenalty,
      async () => waiveCreditInput(fileFault(received, noDocument)),
      async (ctx, input) => {
        await waiveCredit(ctx, { ...input, obligationId, document: requiredFile(received, noDocument) });
        return redirect(`/desk/obligations/${obligationId}`);
      },
    ),
  }));
};

export default function PenaltyWaiver() {
  const { claim, isCredit, waived, mostFen, mayWaive, today, isProved, key, askedFen } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': message, ...errors } = reply?.errors ?? {};
  return (
    <>
      <Breadcrumbs
        items={[
          { label: '收付与分配', to: '/desk/money' },
          { label: claim.label, to: `/desk/obligations/${claim.id}` },
          { label: isCredit ? '放弃退还' : '免除' },
        ]}
      />
      <PageTitle
        meta={
          <>
            {claim.contract.no} {claim.contract.title} · <PartyName org={claim.payer} />
          </>
        }
      >
        {isCredit ? '放弃退还的款' : '免除违约金'}
      </PageTitle>
      <div className="grid gap-8">
        <ErrorSummary errors={errors} message={message?.[0]} />
        <FigureRow
          figures={[
            { label: isCredit ? '要退还' : '计收', value: <Amount fen={claim.amountFen} />, swatch: 'ink' },
            {
              label: '到账',
              value: <Amount fen={claim.paidFen} />,
              note: isCredit
                ? '已经退还的不用放弃'
                : claim.setOffFen > 0n
                  ? `另有贷项已抵 ${formatYuan(claim.setOffFen)}，可以免除，免除后贷项恢复`
                  : '付了的不能免除，走退款',
              swatch: 'accent',
            },
            {
              label: isCredit ? '已放弃' : '已免除',
              value: <Amount fen={claim.waivedFen} />,
              note: '双方账上都已减去',
            },
            {
              label: isCredit ? '还能放弃' : '还能免除',
              value: <Amount fen={mostFen} />,
              note:
                claim.awaitedFen > 0n ? (
                  isCredit ? (
                    '对方说已经退出，先核对到账'
                  ) : (
                    '付款方说已经付出的不在内'
                  )
                ) : (
                  <Clock dueOn={claim.dueOn} today={today} />
                ),
              swatch: 'gold',
            },
          ]}
        />
        <Notice title={isCredit ? '放弃以后对方不再欠这笔款' : '免除以后付款方不再欠这部分'}>
          {isCredit ? '还没有退还的全部放弃，双方账上都减去，对方会收到通知，不能撤回。' : waiverWords}
        </Notice>
        {mayWaive &&
          (isProved ? (
            <PenaltyWaiverForm
              isCredit={isCredit}
              mostFen={mostFen}
              askedFen={askedFen}
              replayKey={key}
              reply={reply}
            />
          ) : (
            <ProofNotice next={`/desk/obligations/${claim.id}/waiver`}>
              {`${isCredit ? '放弃' : '免除'}要短信或动态码验证，5 分钟内有效。`}
            </ProofNotice>
          ))}
        {waived.length > 0 ? (
          <section>
            <SectionHead look="plain">{isCredit ? '放弃记录' : '免除记录'}</SectionHead>
            <WaivedRows rows={waived} isCredit={isCredit} />
          </section>
        ) : (
          !mayWaive && (
            <EmptyState title={isCredit ? '没有放弃过' : '没有免除过'}>
              {isCredit
                ? '对方要退还的款，由本单位审批人或者管理员凭批件放弃。'
                : '没有付的违约金，由本单位审批人或者管理员凭批件免除。'}
            </EmptyState>
          )
        )}
      </div>
    </>
  );
}
