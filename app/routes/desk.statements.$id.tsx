import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { labelOf } from '#app/domain/machine.ts';
import { periodLabel } from '#app/domain/period-label.ts';
import { royaltyStatementMachine } from '#app/domain/royalty-statement.ts';
import { StatementPaperInput } from '#app/domain/statement-query-input.ts';
import { mayAnswerStatement } from '#app/domain/statement-query.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { addStatementPaper } from '#app/services/royalties/add-statement-paper.server.ts';
import { statementPage } from '#app/services/royalties/statement-page.server.ts';
import { Amount } from '#app/ui/amount.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { KeyValue } from '#app/ui/key-value.tsx';
import { Overcharges } from '#app/ui/money/overcharges.tsx';
import { InvoiceList } from '#app/ui/money/invoice-list.tsx';
import { ReportLines } from '#app/ui/money/report-lines.tsx';
import { StatementPapers } from '#app/ui/money/statement-papers.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { requiredFile } from '#app/web/upload.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? periodLabel(data.statement.period) : ''} 收入申报 · 成果通` },
];

const maxBytes = 10 * 1_048_576;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() => statementPage(ctx, rowId(args.params)));
}

export const action = (args: ActionFunctionArgs) => {
  const statementId = () => rowId(args.params);
  const see = (ctx: ActorContext) => statementPage(ctx, statementId());
  return handleUpload(args, { maxBytes, may: mayAnswerStatement, see }, (upload) => ({
    addPaper: deed(StatementPaperInput, async (ctx, { kind }) => {
      const paper = requiredFile(upload, '请选择文件');
      await addStatementPaper(ctx, { statementId: statementId(), kind, paper });
      return redirect(`/desk/statements/${statementId()}`);
    }),
  }));
};

export default function Statement() {
  const { contract, licensee, statement, royalty, rates, steps, papers, invoices, isLicensee, mayAdd, overcharges } =
    useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': message, ...fields } = reply?.errors ?? {};
  return (
    <div className="grid max-w-form grid-cols-1 gap-8">
      <div>
        <Breadcrumbs
          items={[
            { label: '合同', to: '/desk/contracts' },
            { label: contract.no, to: `/desk/contracts/${contract.id}` },
            { label: '收入申报', to: `/desk/contracts/${contract.id}/statements` },
            { label: periodLabel(statement.period) },
          ]}
        />
        <PageTitle
          marks={
            <StateMark tone={statement.state === 'settled' ? 'good' : 'attention'}>
              {labelOf(royaltyStatementMachine, statement.state)}
            </StateMark>
          }
          meta={`${contract.no} ${contract.title}`}
          actions={
            <ButtonLink to={`/desk/statements/${statement.id}/paper`} reloadDocument>
              下载申报表 PDF
            </ButtonLink>
          }
        >
          {periodLabel(statement.period)} 收入申报
        </PageTitle>
        <ErrorSummary errors={fields} message={message?.[0]} />
        <KeyValue
          items={[
            { label: '申报方', value: licensee.name },
            { label: '期间', value: `${statement.startsOn} 至 ${statement.endsOn}` },
            {
              label: '申报',
              value: (
                <>
                  {statement.filer} <DateText value={statement.filedAt} as="minute" />
                  {statement.basis === 'estimate' ? '，预估数' : statement.n > 1 && `，第 ${statement.n} 次`}
                </>
              ),
            },
            ...(statement.note ? [{ label: '说明', value: statement.note }] : []),
            { label: '适用的比例', value: rates },
            { label: '计提基数', value: <Amount fen={statement.baseFen} /> },
            ...statement.sums.map(([label, fen]) => ({ label, value: <Amount fen={fen} /> })),
            { label: '本次应付提成', value: <Amount fen={statement.dueFen} bold /> },
            ...statement.takenBack.map(({ period, fen }) => ({
              label: period === statement.period ? '更正调低，记为贷项' : `${periodLabel(period)}随之调低，记为贷项`,
              value: <Amount fen={fen} />,
            })),
          ]}
        />
      </div>
      <Overcharges rows={overcharges} isPayer={isLicensee} />
      <ReportLines statement={statement} royalty={royalty} steps={steps} />
      <section aria-labelledby="papers">
        <SectionHead look="plain" id="papers" note="后传的为准，先传的保留">
          盖章申报表与发票清单
        </SectionHead>
        <StatementPapers papers={papers} mayAdd={mayAdd} reply={reply} />
      </section>
      {invoices && <InvoiceList invoices={invoices} grossFen={statement.grossFen} isLicensee={isLicensee} />}
    </div>
  );
}
