import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { DeclareTaxInput, PayOutInput, RecordTeamInput } from '#app/domain/distribution-input.ts';
import { dayOf } from '#app/domain/days.ts';
import { moneyGate } from '#app/domain/receipt-deeds.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { declareTax, payOut } from '#app/services/distributions/pay-out.server.ts';
import { recordTeam } from '#app/services/distributions/record-team.server.ts';
import { distributionPage } from '#app/services/distributions/steps-queries.server.ts';
import { Amount } from '#app/ui/amount.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { DeclareTaxForm, PayOutForm, RecordTeamForm } from '#app/ui/distributions/pay-out-form.tsx';
import { RewardConditions } from '#app/ui/distributions/reward-conditions.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Fingerprint } from '#app/ui/fingerprint.tsx';
import { KeyValue } from '#app/ui/key-value.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { DistributionMark } from '#app/ui/receipt-mark.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { requiredFile } from '#app/web/upload.server.ts';

export const meta: MetaFunction = () => [{ title: '收益分配 · 成果通' }];

const maxBytes = 20 * 1_048_576;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() => distributionPage(ctx, rowId(args.params)));
}

export const action = (args: ActionFunctionArgs) => {
  const id = () => rowId(args.params);
  const back = () => redirect(`/desk/distributions/${id()}`);
  if (args.request.headers.get('content-type')?.startsWith('multipart/form-data')) {
    const see = (ctx: ActorContext) => distributionPage(ctx, id());
    return handleUpload(args, { maxBytes, may: moneyGate('propose'), see }, (upload) => ({
      recordTeam: deed(RecordTeamInput, async (ctx, { note }) => {
        await recordTeam(ctx, { id: id(), note, paper: requiredFile(upload, '请选择签字的分配表') });
        return back();
      }),
    }));
  }
  return handleForm(args, {
    payOut: deed(PayOutInput, moneyGate('payOut'), async (ctx, input) => {
      await payOut(ctx, { id: id(), ...input });
      return back();
    }),
    declareTax: deed(DeclareTaxInput, moneyGate('declareTax'), async (ctx, input) => {
      await declareTax(ctx, { id: id(), ...input });
      return back();
    }),
  });
};

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Distribution() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': message, ...errors } = reply?.errors ?? {};
  const { all, publicity } = data;
  return (
    <div className="grid max-w-form gap-8">
      <div>
        <Breadcrumbs
          items={[
            { label: '收付与分配', to: '/desk/money' },
            ...(all ? [{ label: data.receiptNo, to: `/desk/receipts/${all.receiptId}` }] : []),
            { label: '分配' },
          ]}
        />
        <PageTitle marks={<DistributionMark state={data.state} />} meta={`${data.contractNo} ${data.title}`}>
          收益分配 {data.receiptNo}
        </PageTitle>
        <ErrorSummary errors={errors} message={message?.[0]} />
      </div>
      {publicity?.startedAt && <Publicity publicity={publicity} state={data.state} />}
      {all && (
        <section aria-labelledby="team">
          <SectionHead look="plain" id="team" note="每个人确认后才送审批">
            完成人确认
          </SectionHead>
          <Team team={all.team} />
          {all.mayRecord && (
            <div className="mt-4">
              <RecordTeamForm
                names={all.team.filter(({ outcome }) => outcome === null).map(({ label }) => label)}
                reply={reply}
              />
            </div>
          )}
        </section>
      )}
      {all && all.team.length > 0 && (
        <section aria-labelledby="pay">
          <SectionHead look="plain" id="pay" note="财税〔2018〕58号">
            发放与个税
          </SectionHead>
          <div className="grid gap-4">
            <RewardConditions conditions={all.conditions} />
            {all.payout && (
              <KeyValue
                items={[
                  { label: '凭证号', value: all.payout.voucherNo },
                  { label: '发放日期', value: all.payout.paidOn },
                  { label: '应发', value: <Amount fen={all.payout.grossFen} /> },
                  { label: '代扣个税', value: <Amount fen={all.payout.taxFen} /> },
                  { label: '实发', value: <Amount fen={all.payout.grossFen - all.payout.taxFen} bold /> },
                  { label: '计税', value: all.payout.taxNote },
                  ...(all.payout.taxDeclaredOn
                    ? [{ label: '个税申报', value: `${all.payout.taxDeclaredOn}，${all.payout.taxSerial ?? ''}` }]
                    : []),
                ]}
              />
            )}
            {all.mayPayOut && <PayOutForm team={all.team} today={data.today} reply={reply} />}
            {all.mayDeclare && <DeclareTaxForm today={data.today} reply={reply} />}
            {!all.payout && !all.mayPayOut && (
              <p className="text-sm text-ink-soft">分配入账之后，由财务录入发放凭证和代扣个税。</p>
            )}
          </div>
        </section>
      )}
    </div>
  );
}

function Team({ team }: { team: NonNullable<Data['all']>['team'] }) {
  if (team.length === 0) return <p className="text-sm text-ink-soft">这次没有分给完成人的份额。</p>;
  return (
    <ul className="rounded-lg border border-line bg-card text-sm">
      {team.map((line) => (
        <li key={line.id} className="grid gap-1 border-b border-line px-4 py-3 last:border-b-0">
          <p className="flex flex-wrap justify-between gap-x-4">
            <b>{line.label}</b>
            <Amount fen={line.amountFen} bold />
          </p>
          <p className="text-ink-soft">
            {line.outcome === null ? (
              '待确认'
            ) : (
              <>
                {line.outcome === 'agreed' ? (line.fileId ? '已在纸上签字，' : '本人确认，') : '不同意，'}
                {line.answeredBy} <DateText value={line.answeredAt ?? new Date(0)} as="minute" />
                {line.note && `：${line.note}`}
                {line.fileId && (
                  <a href={`/files/${line.fileId}`} className="link ml-3 inline-flex min-h-11 items-center sm:min-h-6">
                    看签字表
                  </a>
                )}
              </>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Publicity({ publicity, state }: { publicity: NonNullable<Data['publicity']>; state: Data['state'] }) {
  const notice = publicity.notice as { net?: string; people?: { name: string; amount: string }[] } | null;
  return (
    <section aria-labelledby="publicity">
      <SectionHead look="plain" id="publicity" note={`${publicity.workingDays} 个工作日`}>
        现金奖励名单公示
      </SectionHead>
      <Notice
        kind={state === 'publicity' ? 'attention' : 'info'}
        title={state === 'publicity' ? '正在本单位公示' : '公示已结束'}
      >
        {publicity.startedAt && <DateText value={publicity.startedAt} />} 起
        {publicity.endsAt && `，至 ${dayOf(publicity.endsAt)}`}。有异议请联系：{publicity.contact}
      </Notice>
      <ul className="mt-3 rounded-lg border border-line bg-card text-sm">
        {(notice?.people ?? []).map((person) => (
          <li
            key={person.name}
            className="flex justify-between gap-x-4 border-b border-line px-4 py-2.5 last:border-b-0"
          >
            <span>{person.name}</span>
            <b className="nums">{person.amount}</b>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-sm text-ink-soft">
        净收入 {notice?.net}。
        {publicity.sha256 && (
          <>
            公示内容指纹 <Fingerprint sha256={publicity.sha256} />
          </>
        )}
      </p>
    </section>
  );
}
