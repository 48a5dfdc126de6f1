import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { isProofFresh } from '#app/domain/access.ts';
import { dayOf } from '#app/domain/days.ts';
import { proposeWriteOffInput, ReturnWriteOffInput, WriteOffIdInput } from '#app/domain/money-input.ts';
import { mayDecideWriteOff, mayProposeWriteOff } from '#app/domain/write-off.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { approveWriteOff } from '#app/services/write-offs/approve-write-off.server.ts';
import { proposeWriteOff } from '#app/services/write-offs/propose-write-off.server.ts';
import { getWriteOffs } from '#app/services/write-offs/queries.server.ts';
import { returnWriteOff } from '#app/services/write-offs/return-write-off.server.ts';
import { withdrawWriteOff } from '#app/services/write-offs/withdraw-write-off.server.ts';
import { Amount } from '#app/ui/amount.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { Clock } from '#app/ui/clock.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { FigureRow } from '#app/ui/figure-row.tsx';
import { WriteOffCards } from '#app/ui/money/write-off-cards.tsx';
import { WriteOffForm } from '#app/ui/money/write-off-form.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { PartyName } from '#app/ui/party-name.tsx';
import { ProofNotice } from '#app/ui/proof-notice.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm, judgedDeed } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { isUpload } from '#app/web/is-upload.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { requiredFile } from '#app/web/upload.server.ts';
import { fileFault } from '#app/web/voucher.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `核销 ${data?.claim.label ?? '应收款'} · 成果通` },
];

const noDocument = '请选择核销批件。';
const maxDocumentBytes = 10 * 1_048_576;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => ({
    ...(await getWriteOffs(ctx, rowId(args.params))),
    today: dayOf(ctx.now()),
    isProved: isProofFresh(ctx.actor, ctx.now()),
    key: crypto.randomUUID(),
  }));
}

export const action = (args: ActionFunctionArgs) => {
  if (isUpload(args.request)) return propose(args);
  const back = async (work: Promise<unknown>) => {
    await work;
    return redirect(`/desk/obligations/${rowId(args.params)}/write-off`);
  };
  return handleForm(args, {
    approve: deed(WriteOffIdInput, mayDecideWriteOff, (ctx, input) => back(approveWriteOff(ctx, input))),
    return: deed(ReturnWriteOffInput, mayDecideWriteOff, (ctx, input) => back(returnWriteOff(ctx, input))),
    withdraw: deed(WriteOffIdInput, mayProposeWriteOff, (ctx, input) => back(withdrawWriteOff(ctx, input))),
  });
};

const propose = (args: ActionFunctionArgs) => {
  const see = (ctx: ActorContext) => getWriteOffs(ctx, rowId(args.params));
  return handleUpload(args, { maxBytes: maxDocumentBytes, may: mayProposeWriteOff, see }, (received) => ({
    propose: judgedDeed(
      mayProposeWriteOff,
      () => Promise.resolve(proposeWriteOffInput(fileFault(received, noDocument))),
      async (ctx, input) => {
        const obligationId = rowId(args.params);
        const document = requiredFile(received, noDocument);
        await proposeWriteOff(ctx, { ...input, obligationId, document });
        return redirect(`/desk/obligations/${obligationId}/write-off`);
      },
    ),
  }));
};

export default function WriteOff() {
  const { claim, writeOffs, collected, isUnderWay, mayPropose, today, isProved, key } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': message, ...errors } = reply?.errors ?? {};
  const here = `/desk/obligations/${claim.id}/write-off`;
  const collectedFen = collected.reduce((sum, row) => sum + row.amountFen, 0n);
  return (
    <>
      <Breadcrumbs
        items={[
          { label: '收付与分配', to: '/desk/money' },
          { label: claim.label, to: `/desk/obligations/${claim.id}` },
          { label: '核销' },
        ]}
      />
      <PageTitle
        meta={
          <>
            {claim.contract.no} {claim.contract.title} · <PartyName org={claim.payer} />
          </>
        }
      >
        应收款核销
      </PageTitle>
      <div className="grid gap-8">
        {reply?.intent === 'propose' && <ErrorSummary errors={errors} message={message?.[0]} />}
        <FigureRow
          figures={[
            { label: '应收', value: <Amount fen={claim.amountFen} />, swatch: 'ink' },
            {
              label: '对方还欠',
              value: <Amount fen={claim.outstandingFen} />,
              note: <Clock dueOn={claim.dueOn} today={today} />,
              swatch: 'gold',
            },
            {
              label: '账上未收',
              value: <Amount fen={claim.inBookFen} />,
              note: '还在应收账款里',
            },
            {
              label: '已核销',
              value: <Amount fen={claim.writtenOffFen} />,
              note: collectedFen > 0n ? '核销后又收回的已减去' : '账销案存，债权仍在',
            },
          ]}
        />
        <Notice title="核销只改本单位的账">
          核销不等于免除：对方仍欠这笔款，以后收到多少就入账多少。只有本单位看得到，对方不会收到通知。
        </Notice>
        {!isProved && writeOffs.some((row) => row.mayDecide) && (
          <ProofNotice next={here}>批准核销前要短信或动态码验证，5 分钟内有效。</ProofNotice>
        )}
        {isUnderWay && <Notice kind="attention" title="有一笔付款正在办理，等有了结果再核销" />}
        {mayPropose && <WriteOffForm amountFen={claim.inBookFen} replayKey={key} reply={reply} />}
        {writeOffs.length > 0 ? (
          <section>
            <SectionHead look="plain">核销记录</SectionHead>
            <WriteOffCards rows={writeOffs} reply={reply} />
          </section>
        ) : (
          !mayPropose && <EmptyState title="没有核销">逾期的款，由财务凭批件申请，另一人审批。</EmptyState>
        )}
        {collected.length > 0 && (
          <section>
            <SectionHead look="plain">核销后收回</SectionHead>
            <ul className="grid gap-1 text-sm">
              {collected.map((row) => (
                <li key={row.id} className="flex justify-between gap-4">
                  <DateText value={row.at} />
                  <Amount fen={row.amountFen} />
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </>
  );
}
