import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { deductionLines } from '#app/domain/deduction-lines.ts';
import { labelOf } from '#app/domain/machine.ts';
import { fenFromJson, formatPpm } from '#app/domain/money.ts';
import { holds } from '#app/domain/access.ts';
import { FileStatementInput } from '#app/domain/money-input.ts';
import { periodLabel } from '#app/domain/period-label.ts';
import { royaltyStatementMachine } from '#app/domain/royalty-statement.ts';
import { fileStatement } from '#app/services/royalties/file-statement.server.ts';
import { statementOf } from '#app/services/royalties/queries.server.ts';
import { Amount } from '#app/ui/amount.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { FigureRow } from '#app/ui/figure-row.tsx';
import { type MoneyColumn, MoneyTable } from '#app/ui/money-table.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { StatementFlags } from '#app/ui/statement-flags.tsx';
import { StatementForm } from '#app/ui/statement-form.tsx';
import type { Column } from '#app/ui/table.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction = () => [{ title: '收入申报 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  const asked = new URL(args.request.url).searchParams.get('period');
  return page(async () => ({ ...(await statementOf(ctx, rowId(args.params), asked)), key: crypto.randomUUID() }));
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    file: deed(FileStatementInput, holds('officer', 'finance'), async (ctx, { gross, deductions, ...input }) => {
      const contractId = rowId(args.params);
      await fileStatement(ctx, { ...input, contractId, grossFen: gross, deductionsFen: deductions });
      return redirect(`/desk/contracts/${contractId}/statements`);
    }),
  });

type Data = ReturnType<typeof useLoaderData<typeof loader>>;
type Account = NonNullable<Data['account']>;

export default function Statements() {
  const { contract, account, statements, minima, returns, flags, filing, mayFile, mayReport, key } =
    useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': message, ...fields } = reply?.errors ?? {};
  return (
    <>
      <Breadcrumbs
        items={[
          { label: '合同', to: '/desk/contracts' },
          { label: contract.no, to: `/desk/contracts/${contract.id}` },
          { label: '收入申报' },
        ]}
      />
      <PageTitle meta={`${contract.no} ${contract.title}`}>收入申报</PageTitle>
      {account === null ? (
        <EmptyState title="这份合同不用申报收入">合同没有约定提成，或者还没有签署。</EmptyState>
      ) : (
        <div className="grid gap-8">
          <Cap account={account} />
          <ErrorSummary errors={fields} message={message?.[0]} scope="file" />
          <Next account={account} mayFile={mayFile} mayReport={mayReport} />
          {filing && (
            <StatementForm
              key={`${filing.period.key}${filing.isCorrection ? ' correction' : ''}`}
              filing={filing}
              royalty={account.royalty}
              replayKey={key}
              reply={reply}
            />
          )}
          <StatementFlags flags={flags} />
          <Filed statements={statements} royalty={account.royalty} mayReport={mayReport} />
          <Minima minima={minima} />
          <Returns returns={returns} />
        </div>
      )}
    </>
  );
}

function Cap({ account }: { account: Account }) {
  const { royalty, chargedFen } = account;
  const left = royalty.capFen === null ? null : royalty.capFen > chargedFen ? royalty.capFen - chargedFen : 0n;
  return (
    <>
      <FigureRow
        figures={[
          { label: '累计应付', value: <Amount fen={chargedFen} />, note: '里程碑款与提成', swatch: 'ink' },
          {
            label: '封顶',
            value: royalty.capFen === null ? '不封顶' : <Amount fen={royalty.capFen} />,
            swatch: 'gold',
          },
          {
            label: '距封顶',
            value: left === null ? '—' : <Amount fen={left} />,
            note: left === 0n ? '已到封顶' : undefined,
          },
          { label: '到账', value: <Amount fen={account.paidFen} />, note: '收款方已确认', swatch: 'accent' },
        ]}
      />
      {account.creditFen > 0n && (
        <Notice
          title={
            <>
              留有贷项 <Amount fen={account.creditFen} />
            </>
          }
        >
          更正或者退货多计的提成，抵这份合同下次到期的应付款，里程碑款和提成都可以抵；合同到头没有抵完的，由许可方退还。
        </Notice>
      )}
      {left === 0n && (
        <Notice kind="success" title="累计已到封顶，以后不再计提成">
          许可在期限内继续有效，仍请按期申报收入。
        </Notice>
      )}
    </>
  );
}

interface NextProps {
  account: Account;
  mayFile: boolean;
  mayReport: boolean;
}

function Next({ account: { next, dueOn, hasEnded, isOpen, isLicensee }, mayFile, mayReport }: NextProps) {
  if (next === null) return <Notice kind="success" title="各期都已申报" />;
  if (!isOpen) return <Notice title="合同已结清、期满或者解除，不再申报" />;
  return (
    <Notice
      kind={mayFile ? 'attention' : 'info'}
      title={
        <>
          下一期：{next.label}（{next.startOn} 至 {next.endOn}）
        </>
      }
    >
      {hasEnded ? '' : '本期还没有结束，结束后才能申报。'}
      {dueOn && (
        <>
          {hasEnded ? '' : '结束后'}请{isLicensee ? '你方' : '被许可方'}在 {dueOn} 前申报，没有销售也要报。
        </>
      )}
      {!hasEnded && mayReport && (
        <>
          {' '}
          <Link to={`?period=${next.key}`} className="link-quiet">
            先报预估数
          </Link>
        </>
      )}
    </Notice>
  );
}

const statementColumns: readonly (Column<Data['statements'][number]> | MoneyColumn<Data['statements'][number]>)[] = [
  {
    key: 'period',
    head: '期间',
    phone: 'title',
    cell: (row) => (
      <>
        {periodLabel(row.period)}
        {row.basis === 'estimate' && <span className="block text-sm text-attention">预估数，待报实际数</span>}
        {row.earlier.length > 0 && <span className="block text-sm text-ink-soft">已更正 {row.earlier.length} 次</span>}
      </>
    ),
  },
  { key: 'filed', head: '申报日', phone: 'date', cell: (row) => <DateText value={row.filedAt} /> },
  { key: 'gross', head: '收入', fen: (row) => row.grossFen },
  { key: 'base', head: '计提基数', fen: (row) => row.baseFen },
  {
    key: 'due',
    head: '应付提成',
    phone: 'amount',
    fen: (row) => row.dueFen,
    to: (row) => (row.claim ? `/desk/obligations/${row.claim.id}` : null),
  },
  { key: 'paid', head: '到账', fen: (row) => row.paidFen, tone: 'good' },
  { key: 'credited', head: '贷项抵减', fen: (row) => (row.creditedFen === 0n ? null : row.creditedFen) },
  {
    key: 'state',
    head: '状态',
    phone: 'state',
    cell: (row) => (
      <>
        <StateMark tone={row.state === 'settled' && !row.isOpen ? 'good' : 'attention'}>
          {row.dueFen === 0n ? '无应付' : row.isOpen ? '未付清' : labelOf(royaltyStatementMachine, row.state)}
        </StateMark>
        {row.capReached && <span className="block text-sm text-gold">已到封顶</span>}
      </>
    ),
  },
  {
    key: 'go',
    head: '付款',
    phone: 'evidence',
    cell: (row) =>
      row.claim && row.isOpen ? (
        <Link to={`/desk/obligations/${row.claim.id}`} className="link-quiet">
          未付清，去看
        </Link>
      ) : (
        '—'
      ),
  },
];

interface FiledProps {
  statements: Data['statements'];
  royalty: Account['royalty'];
}

function Minima({ minima }: { minima: Data['minima'] }) {
  if (minima.length === 0) return null;
  return (
    <section>
      <SectionHead look="plain">按最低提成产生的</SectionHead>
      <ul className="grid gap-1">
        {minima.map((claim) => (
          <li key={claim.id}>
            <Link to={`/desk/obligations/${claim.id}`} className="link-quiet">
              {claim.label}
            </Link>{' '}
            <Amount fen={claim.amountFen} />
            {claim.outstandingFen > 0n ? '，未付清' : '，已到账'}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the licensor repays, because nothing is left that it could be set against. */
function Returns({ returns }: { returns: Data['returns'] }) {
  if (returns.length === 0) return null;
  return (
    <section>
      <SectionHead look="plain">许可方应退还的</SectionHead>
      <ul className="grid gap-1">
        {returns.map((claim) => (
          <li key={claim.id}>
            <Link to={`/desk/obligations/${claim.id}`} className="link-quiet">
              {claim.label}
            </Link>{' '}
            <Amount fen={claim.amountFen} />
            {claim.outstandingFen > 0n ? '，还没有退' : claim.creditedFen > 0n ? '，被许可方已放弃' : '，已退还'}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Filed({ statements, royalty, mayReport }: FiledProps & { mayReport: boolean }) {
  return (
    <section>
      <SectionHead look="plain">已申报</SectionHead>
      <MoneyTable
        caption="已申报的各期收入"
        rows={statements}
        rowKey={(row) => row.id}
        totalLabel={`合计 ${statements.length} 期`}
        empty={<EmptyState title="还没有申报过">被许可方每期申报收入后，提成会按合同自动算出。</EmptyState>}
        columns={statementColumns}
      />
      <Cuts statements={statements} royalty={royalty} />
      <Corrections statements={statements} mayReport={mayReport} />
    </section>
  );
}

/** What the caps of deductions cut in each period, so that nothing is cut in silence. */
function Cuts({ statements, royalty }: FiledProps) {
  const cut = statements.flatMap((row) =>
    deductionLines(
      royalty,
      row.grossFen,
      row.deductions.map((item) => fenFromJson(item.amountFen)),
    )
      .filter((line) => line.cutFen > 0n)
      .map((line) => ({ ...line, key: `${row.id}-${line.name}`, period: periodLabel(row.period) })),
  );
  if (cut.length === 0) return null;
  return (
    <div className="mt-3 text-sm">
      <p className="font-bold">超过合同约定上限、没有扣除的</p>
      <ul className="mt-1">
        {cut.map((line) => (
          <li key={line.key}>
            {line.period} {line.name}：申报 <Amount fen={line.typedFen} />
            ，上限 {line.capPpm !== null && formatPpm(line.capPpm)}，扣了 <Amount fen={line.allowedFen} />
            ，没有扣的 <Amount fen={line.cutFen} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Reports that were corrected, as they were handed in, and the way to correct one. */
function Corrections({ statements, mayReport }: { statements: Data['statements']; mayReport: boolean }) {
  const corrected = statements.flatMap((row) => row.earlier);
  return (
    <>
      {mayReport && statements.length > 0 && (
        <p className="mt-3 text-sm">
          申报有误？更正：
          {statements.map((row) => (
            <Link key={row.id} to={`?period=${row.period}`} className="link-quiet mr-3">
              {periodLabel(row.period)}
              {row.basis === 'estimate' && '（报实际数）'}
            </Link>
          ))}
        </p>
      )}
      {corrected.length > 0 && (
        <details className="mt-3 text-sm">
          <summary className="font-bold">更正前的申报</summary>
          <ul className="mt-1">
            {corrected.map((row) => (
              <li key={row.id}>
                {periodLabel(row.period)}，<DateText value={row.filedAt} /> 申报：收入 <Amount fen={row.grossFen} />
                ，计提基数 <Amount fen={row.baseFen} />
                {row.note && `；${row.note}`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
