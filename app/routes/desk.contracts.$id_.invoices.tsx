import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { holds } from '#app/domain/access.ts';
import { IssueInvoiceInput, RedInvoiceInput } from '#app/domain/invoice-input.ts';
import { type Fen, formatYuan } from '#app/domain/money.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { getOwnContract } from '#app/services/contracts/own-contract.server.ts';
import { issueInvoice } from '#app/services/invoices/issue-invoice.server.ts';
import { invoicesPage } from '#app/services/invoices/queries.server.ts';
import { recordRedInvoice } from '#app/services/invoices/record-red-invoice.server.ts';
import { Amount } from '#app/ui/amount.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { FigureRow } from '#app/ui/figure-row.tsx';
import { IssueInvoiceForm } from '#app/ui/invoices/invoice-forms.tsx';
import { InvoiceList } from '#app/ui/invoices/invoice-list.tsx';
import { KeyValue } from '#app/ui/key-value.tsx';
import { type MoneyColumn, MoneyTable } from '#app/ui/money-table.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { ExportLinks } from '#app/ui/export-links.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import type { Column } from '#app/ui/table.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { fileDeed } from '#app/web/file-deed.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.contract.no ?? ''} 发票 · 成果通` }];

const maxBytes = 20 * 1_048_576;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() => invoicesPage(ctx, rowId(args.params)));
}

export const action = (args: ActionFunctionArgs) => {
  const back = () => redirect(`/desk/contracts/${rowId(args.params)}/invoices`);
  const see = (ctx: ActorContext) => getOwnContract(ctx, rowId(args.params));
  return handleUpload(args, { maxBytes, may: holds('finance'), see }, (upload) => ({
    issue: fileDeed(upload, '请选择发票文件', IssueInvoiceInput, async (ctx, { acknowledges, ...input }, paper) => {
      await issueInvoice(ctx, { ...input, isAcknowledged: acknowledges === 'on', paper });
      return back();
    }),
    red: fileDeed(upload, '请选择红字发票文件', RedInvoiceInput, async (ctx, input, paper) => {
      await recordRedInvoice(ctx, { ...input, paper });
      return back();
    }),
  }));
};

type Claim = ReturnType<typeof useLoaderData<typeof loader>>['claims'][number];

const some = (fen: Fen): Fen | null => (fen === 0n ? null : fen);

/** What no claim of the contract has is no column. */
const claimColumns = (claims: readonly Claim[]): readonly (Column<Claim> | MoneyColumn<Claim>)[] => {
  const where = (fen: (row: Claim) => Fen, column: Omit<MoneyColumn<Claim>, 'fen'>): MoneyColumn<Claim>[] =>
    claims.some((row) => fen(row) > 0n) ? [{ ...column, fen: (row) => some(fen(row)) }] : [];
  return [
    { key: 'label', head: '款项', phone: 'title', width: '13rem', cell: (row) => <ClaimCell claim={row} /> },
    { key: 'amount', head: '金额', phone: 'amount', fen: (row) => row.amountFen },
    ...where((row) => row.takenBackFen, { key: 'taken', head: '更正调低或免除' }),
    ...where((row) => row.waitingFen, { key: 'waiting', head: '等着抵的贷项' }),
    { key: 'due', head: '应开票', fen: (row) => row.dueFen },
    { key: 'billed', head: '已开票', fen: (row) => row.billedFen },
    { key: 'left', head: '还可开', fen: (row) => row.leftFen },
    ...where((row) => row.overFen, { key: 'over', head: '要开红字', tone: 'attention' }),
    { key: 'arrived', head: '已付待开票', fen: (row) => row.arrivedLeftFen },
  ];
};

/** What it is, and how it was paid: by what sums up to the amount. */
function ClaimCell({ claim }: { claim: Claim }) {
  const { id, label, dueOn, paidFen, creditedFen, waivedFen, outstandingFen } = claim;
  const parts = [
    `到账 ${formatYuan(paidFen)}`,
    creditedFen > waivedFen && `贷项已抵 ${formatYuan(creditedFen - waivedFen)}`,
    waivedFen > 0n && `收款方免除 ${formatYuan(waivedFen)}`,
    outstandingFen > 0n && `未付 ${formatYuan(outstandingFen)}`,
  ];
  return (
    <>
      <Link to={`/desk/obligations/${id}`} className="link-quiet">
        {label}
      </Link>
      <span className="block whitespace-nowrap text-ink-soft">{dueOn} 到期</span>
      {parts.map(
        (part) =>
          part && (
            <span key={part} className="block whitespace-nowrap text-ink-soft">
              {part}
            </span>
          ),
      )}
    </>
  );
}

export default function Invoices() {
  const { contract, claims, invoices, sums, mayIssue, today, ...data } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': message, ...errors } = reply?.errors ?? {};
  const open = claims.filter((row) => row.leftFen > 0n);
  const over = claims.filter((row) => row.overFen > 0n);
  return (
    <div className="grid grid-cols-1 gap-8">
      <div>
        <Breadcrumbs
          items={[
            { label: '合同', to: '/desk/contracts' },
            { label: contract.no, to: `/desk/contracts/${contract.id}` },
            { label: '发票' },
          ]}
        />
        <PageTitle meta={contract.title}>发票</PageTitle>
        <ErrorSummary errors={errors} message={message?.[0]} scope={reply?.intent} />
        {data.order === 'invoice_first' ? (
          <Notice title="先票后款">付款期限从收到发票起算；没有开票的应付款，到期自动顺延，不算逾期。</Notice>
        ) : (
          <Notice title="先款后票">付款期限照合同，不等发票；收款后开票。</Notice>
        )}
      </div>
      <FigureRow
        figures={[
          { label: '已开票', value: <Amount fen={sums.netFen} />, note: '蓝字减红字', swatch: 'primary' },
          { label: '蓝字', value: <Amount fen={sums.blueFen} /> },
          { label: '红字', value: <Amount fen={sums.redFen} /> },
        ]}
      />
      <section aria-labelledby="claims">
        <SectionHead look="plain" id="claims">
          各笔款项的开票
        </SectionHead>
        <MoneyTable
          caption="各笔款项的开票"
          rows={claims}
          rowKey={(row) => row.id}
          totalLabel={`合计 ${claims.length} 笔`}
          empty={<EmptyState title="还没有要开票的款项">里程碑验收或者提成申报之后，会列在这里。</EmptyState>}
          columns={claimColumns(claims)}
        />
        {claims.length > 0 && (
          <p className="mt-2 text-sm text-ink-soft">
            金额＝到账＋贷项已抵＋免除＋未付；应开票＝金额－更正调低或免除－等着抵的贷项；还可开＝应开票－已开票；要开红字＝已开票－（金额－更正调低或免除）；已付待开票＝应开票里付了的（到账，或者贷项已抵）－已开票，“收付”页的待开票就是它。不足零的记零。贷项抵了哪一笔，是那一笔的付款方式，照样足额开票；红字开给更正调低的那一笔。等着抵的贷项现在不开票，已经开了的也先不冲红，抵掉或者退还以后再算。
          </p>
        )}
        {over.length > 0 && (
          <div className="mt-4">
            <Notice kind="attention" title="发票开得比应收款多">
              <ul className="list-disc pl-5">
                {over.map((row) => (
                  <li key={row.id}>
                    {row.label}：已开票 <Amount fen={row.billedFen} /> －（金额 <Amount fen={row.amountFen} /> －
                    {row.kind === 'interest' ? '免除' : '更正调低'} <Amount fen={row.takenBackFen} />
                    ）＝ 要开红字 <Amount fen={row.overFen} />
                    。请收款方开红字发票，在这里录入。
                  </li>
                ))}
              </ul>
            </Notice>
          </div>
        )}
      </section>
      {invoices.length > 0 && (
        <section aria-labelledby="list">
          <SectionHead
            look="plain"
            id="list"
            action={<ExportLinks to={`/desk/contracts/${contract.id}/invoices/export`} />}
          >
            发票
          </SectionHead>
          <InvoiceList
            invoices={invoices}
            isRegistered={data.isRegistered}
            isWorkAlone={data.isWorkAlone}
            labelOf={(id) => claims.find((row) => row.id === id)?.label ?? ''}
            mayIssue={mayIssue}
            today={today}
            reply={reply}
          />
        </section>
      )}
      <section aria-labelledby="buyer" className="max-w-form">
        <SectionHead look="plain" id="buyer">
          购买方开票信息
        </SectionHead>
        <KeyValue
          items={[
            { label: '名称', value: data.licensee.name },
            { label: '税号', value: <span className="nums">{data.licensee.uscc}</span> },
            {
              label: '地址电话',
              value: `${data.profile?.address ?? ''} ${data.profile?.phone ?? ''}`.trim() || '没有填',
            },
            {
              label: '开户行',
              value: `${data.profile?.bankName ?? ''} ${data.profile?.accountNo ?? ''}`.trim() || '没有填',
            },
            { label: '收票邮箱', value: data.profile?.email ?? '没有填' },
          ]}
        />
        {data.side === 'licensee' && (
          <p className="mt-2 text-sm">
            <Link to="/desk/organisation/invoicing" className="link">
              {data.profile ? '修改本单位开票信息' : '填写本单位开票信息'}
            </Link>
          </p>
        )}
      </section>
      {mayIssue && open.length > 0 && (
        <section aria-labelledby="issue" className="max-w-form">
          <SectionHead look="plain" id="issue" note="发票由税务系统开，这里录入">
            录入开出的发票
          </SectionHead>
          <IssueInvoiceForm
            claims={open}
            treatments={data.treatments}
            isRegistered={data.isRegistered}
            isWorkAlone={data.isWorkAlone}
            today={today}
            reply={reply}
          />
        </section>
      )}
    </div>
  );
}
