import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { isProofFresh } from '#app/domain/access.ts';
import {
  IgnoreRowInput,
  MatchRowInput,
  ReturnRowInput,
  RowIdInput,
  UploadStatementInput,
} from '#app/domain/bank-input.ts';
import { labelOf } from '#app/domain/machine.ts';
import { formatYuan } from '#app/domain/money.ts';
import { receiptMachine } from '#app/domain/payment-machine.ts';
import { moneyGate } from '#app/domain/receipt-deeds.ts';
import { ignoreBankRow, reopenBankRow } from '#app/services/bank/ignore-bank-row.server.ts';
import { matchBankRow } from '#app/services/bank/match-bank-row.server.ts';
import {
  bankFigures,
  bankPageSize,
  type BankView,
  bankViews,
  findMatched,
  listBankRows,
  listMatchChoices,
  listStatements,
} from '#app/services/bank/queries.server.ts';
import { returnBankRow } from '#app/services/bank/return-bank-row.server.ts';
import { uploadStatement } from '#app/services/bank/upload-statement.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { BankFigures } from '#app/ui/money/bank-figures.tsx';
import { BankRows } from '#app/ui/money/bank-rows.tsx';
import { BankStatements } from '#app/ui/money/bank-statements.tsx';
import { BankUpload } from '#app/ui/money/bank-upload.tsx';
import { ExportLinks } from '#app/ui/export-links.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { ProofNotice } from '#app/ui/proof-notice.tsx';
import { SortTabs } from '#app/ui/sort-tabs.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { fileDeed } from '#app/web/file-deed.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { isUpload } from '#app/web/is-upload.ts';
import { isUuid, pageOf } from '#app/web/params.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '银行流水对账 · 成果通' }];

const here = '/desk/money/bank';
const maxBytes = 5 * 1_048_576;
const mayConfirm = moneyGate('confirm');

const viewOf = (params: URLSearchParams): BankView => bankViews.find((view) => view === params.get('view')) ?? 'open';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const params = new URL(args.request.url).searchParams;
    const [view, at] = [viewOf(params), pageOf(params)];
    const matched = params.get('matched') ?? undefined;
    return {
      ...(await listBankRows(ctx, { view, page: at })),
      ...(await listStatements(ctx)),
      figures: await bankFigures(ctx),
      choices: view === 'open' ? await listMatchChoices(ctx) : [],
      matched: isUuid(matched) ? await findMatched(ctx, matched) : null,
      view,
      at,
      pageSize: bankPageSize,
      isProved: isProofFresh(ctx.actor, ctx.now()),
      key: crypto.randomUUID(),
    };
  });
}

const back = async (work: Promise<unknown>) => {
  await work;
  return redirect(here);
};

export const action = (args: ActionFunctionArgs) => {
  if (isUpload(args.request)) return upload(args);
  return handleForm(args, {
    match: deed(MatchRowInput, mayConfirm, (ctx, { rowId, subject }) => {
      const [kind, id = ''] = subject.split(':');
      const named = kind === 'receipt' ? { receiptId: id } : { obligationId: id };
      return matchBankRow(ctx, { rowId, subject: named }).then((receipt) => redirect(`${here}?matched=${receipt.id}`));
    }),
    return: deed(ReturnRowInput, mayConfirm, (ctx, input) => back(returnBankRow(ctx, input))),
    ignore: deed(IgnoreRowInput, mayConfirm, (ctx, input) => back(ignoreBankRow(ctx, input))),
    reopen: deed(RowIdInput, mayConfirm, (ctx, input) => back(reopenBankRow(ctx, input))),
  });
};

const upload = (args: ActionFunctionArgs) =>
  handleUpload(args, { maxBytes, may: mayConfirm }, (received) => ({
    upload: fileDeed(received, '请选择流水文件。', UploadStatementInput, async (ctx, input, file) => {
      const statement = await uploadStatement(ctx, { ...input, file });
      return redirect(`${here}/${statement.id}`);
    }),
  }));

export default function Bank() {
  const { rows, total, view, at, pageSize, figures, choices, matched, isProved, key, ...kept } =
    useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': message, ...errors } = reply?.errors ?? {};
  const tabs: readonly (readonly [BankView, string])[] = [
    ['open', `待核对 ${figures.openIn.n + figures.openOut.n}`],
    ['done', `已核对 ${figures.matched.n + figures.returned.n}`],
    ['ignored', `不处理 ${figures.ignored.n}`],
  ];
  return (
    <>
      <Breadcrumbs items={[{ label: '收付与分配', to: '/desk/money' }, { label: '银行流水对账' }]} />
      <PageTitle actions={<ExportLinks to={`${here}/export?view=${view}`} />}>银行流水对账</PageTitle>
      <div className="grid gap-8">
        <ErrorSummary errors={reply?.intent === 'upload' ? errors : {}} message={message?.[0]} />
        {matched && (
          <Notice kind="success" title={`已登记到收款单 ${matched.no}，${formatYuan(matched.amountFen)}`}>
            {labelOf(receiptMachine, matched.state)}，流水移到“已核对”。
            <Link to={`/desk/receipts/${matched.id}`} className="link">
              看收款单
            </Link>
          </Notice>
        )}
        <BankFigures figures={figures} />
        <BankUpload
          banks={kept.banks}
          account={kept.account}
          replayKey={key}
          reply={reply}
          isFirst={kept.statements.length === 0}
        />
        {!isProved && view === 'open' && rows.length > 0 && (
          <ProofNotice next={here}>登记到账和退回前要短信或动态码验证，5 分钟内有效。</ProofNotice>
        )}
        <SortTabs
          label="流水"
          tabs={tabs.map(([key, label]) => ({ label, to: `?view=${key}`, current: key === view }))}
        />
        <BankRows rows={rows} view={view} choices={choices} reply={reply} />
        <Pagination
          page={at}
          pageSize={pageSize}
          total={total}
          noun="行"
          hrefFor={(n) => `${here}?${new URLSearchParams({ view, page: String(n) })}`}
        />
        <BankStatements statements={kept.statements} />
      </div>
    </>
  );
}
