import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { isSupplier } from '#app/domain/access.ts';
import { dayOf } from '#app/domain/days.ts';
import { type DistributionState, enteredDistributionStates } from '#app/domain/distribution.ts';
import { statesOf } from '#app/domain/machine.ts';
import { moneyRecord, type RecordRow } from '#app/domain/money-record.ts';
import { receiptMachine, receiptStatesUnderWay } from '#app/domain/payment-machine.ts';
import { mayDoMoney } from '#app/domain/receipt-deeds.ts';
import { findOwnCommission } from '#app/services/brokers/mandate-queries.server.ts';
import { listOwnShares } from '#app/services/distributions/queries.server.ts';
import { maySeeMoney } from '#app/services/payments/money-access.server.ts';
import { moneyOverview } from '#app/services/payments/money-overview.server.ts';
import { listGivenBack } from '#app/services/payments/list-given-back.server.ts';
import { listOpenObligations } from '#app/services/payments/queries.server.ts';
import { listReceipts } from '#app/services/payments/receipt-queries.server.ts';
import { Amount } from '#app/ui/amount.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { claimWords } from '#app/ui/claim-words.ts';
import { Clock } from '#app/ui/clock.tsx';
import { CommissionFigures } from '#app/ui/commission-figures.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { FigureRow } from '#app/ui/figure-row.tsx';
import { type MoneyColumn, MoneyTable } from '#app/ui/money-table.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { PartyName } from '#app/ui/party-name.tsx';
import { DistributionMark, ReceiptMark, RecordMark } from '#app/ui/receipt-mark.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import type { Column } from '#app/ui/table.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '收付与分配 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const today = dayOf(ctx.now());
    const shares = await listOwnShares(ctx);
    const commission = await findOwnCommission(ctx);
    const { org } = ctx.actor;
    if (org === null || !maySeeMoney(ctx)) return { today, shares, commission, book: null };
    const [overview, open, claimed, arrived, givenBack] = await Promise.all([
      moneyOverview(ctx, org.orgId),
      listOpenObligations(ctx),
      listReceipts(ctx, receiptStatesUnderWay),
      listReceipts(ctx, answeredStates),
      listGivenBack(ctx, { limit: rowsOfRecord }),
    ]);
    return {
      today,
      shares,
      commission,
      book: {
        overview,
        open,
        claimed,
        arrived,
        givenBack,
        kind: org.kind,
        isFinance: mayDoMoney(ctx.actor, 'confirm'),
      },
    };
  });
}

const rowsOfRecord = 200;
const answeredStates = statesOf(receiptMachine).filter((state) => !receiptStatesUnderWay.includes(state));

type Data = ReturnType<typeof useLoaderData<typeof loader>>;
type Book = NonNullable<Data['book']>;

export default function Money() {
  const { today, shares, commission, book } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle
        aside={`截至 ${today}`}
        actions={
          book && (
            <>
              {book.isFinance && <ButtonLink to="/desk/money/bank">银行流水对账</ButtonLink>}
              <ButtonLink to="/desk/money/ageing">账龄与到期</ButtonLink>
              <ButtonLink to="/desk/ledger">账簿</ButtonLink>
              <ButtonLink to="/desk/money/export" reloadDocument>
                导出 CSV
              </ButtonLink>
            </>
          )
        }
      >
        收付与分配
      </PageTitle>
      <div className="grid gap-8">
        {commission && <CommissionFigures commission={commission} />}
        {book && <Organisation book={book} today={today} isBroker={commission !== null} />}
        {(shares.length > 0 || book === null) && <OwnShares shares={shares} />}
      </div>
    </>
  );
}

const isEntered = (state: DistributionState | null): boolean =>
  state !== null && enteredDistributionStates.includes(state);

function Organisation({ book, today, isBroker }: { book: Book; today: string; isBroker: boolean }) {
  const { open, claimed, arrived, overview } = book;
  const toPay = open.filter((row) => row.isPayer);
  const toReceive = open.filter((row) => !row.isPayer);
  const toShare = arrived.filter((row) => !row.isPayer && row.left.allocatedFen > 0n && !isEntered(row.distribution));
  const isPayee = isSupplier(book.kind) || overview.asPayee.dueFen > 0n;
  const isPayer = book.kind === 'enterprise' || overview.asPayer.dueFen > 0n;
  const isCommissionAll = isBroker && book.kind === 'broker_agency';
  return (
    <>
      {isPayee && <Figures side="payee" figures={overview.asPayee} />}
      {isPayer && <Figures side="payer" figures={overview.asPayer} />}
      {!isCommissionAll && open.length + claimed.length + arrived.length === 0 && (
        <EmptyState title="还没有收付" action={<ButtonLink to="/desk/contracts">看合同</ButtonLink>}>
          里程碑验收通过、收入申报之后，应收应付会出现在这里。
        </EmptyState>
      )}
      {toPay.length > 0 && <Obligations isPayer title="待付" rows={toPay} today={today} />}
      {toReceive.length > 0 && <Obligations title="待收" rows={toReceive} today={today} />}
      {claimed.length > 0 && (
        <Receipts title="待确认到账" note="付款方已传回单，收款方财务核对银行流水后确认" rows={claimed} />
      )}
      {toShare.length > 0 && <Receipts title="待分配" note="到账才分配" rows={toShare} isSharing />}
      <Record book={book} />
    </>
  );
}

function Figures({ side, figures }: { side: 'payee' | 'payer'; figures: Book['overview']['asPayee'] }) {
  const isPayee = side === 'payee';
  const yuan = (fen: bigint) => <Amount fen={fen} />;
  return (
    <FigureRow
      figures={[
        { label: '合同额', value: yuan(figures.contractFen), note: '已签合同的里程碑款，提成另计', swatch: 'gold' },
        {
          label: claimWords[side].due,
          value: yuan(figures.dueFen),
          note: '条件已成就，累计，含提成',
          swatch: 'ink',
        },
        {
          label: isPayee ? '到账' : '已付并确认',
          value: yuan(figures.receivedFen),
          note: '收款方已确认',
          swatch: 'accent',
        },
        {
          label: claimWords[side].open,
          value: yuan(figures.outstandingFen),
          note: openNote(side, figures),
        },
      ]}
    />
  );
}

/** What an open sum consists of: money that waits for the payee's word, and money that nobody sent yet. */
function openNote(side: 'payee' | 'payer', figures: Book['overview']['asPayee']) {
  const { awaitedFen, outstandingFen, undistributedFen } = figures;
  const words = claimWords[side];
  const parts = awaitedFen > 0n && (
    <>
      {words.awaited} <Amount fen={awaitedFen} />，{words.left} <Amount fen={outstandingFen - awaitedFen} />
    </>
  );
  if (side === 'payer') return parts || '以收款方确认为准';
  return (
    <>
      {parts}
      {parts && '；'}待分配 <Amount fen={undistributedFen} />
    </>
  );
}

type ClaimWords = (typeof claimWords)['payer' | 'payee'];
type OpenRow = Book['open'][number] & { readonly today: string };

const otherSide = (row: OpenRow) => (row.isPayer ? row.payee : row.payer);

const obligationColumns = (words: ClaimWords): readonly (Column<OpenRow> | MoneyColumn<OpenRow>)[] => [
  {
    key: 'due',
    head: words.dueOn,
    phone: 'date',
    cell: (row) => <Clock dueOn={row.dueOn} today={row.today} />,
  },
  {
    key: 'what',
    head: '事项',
    phone: 'title',
    cell: (row) => (
      <>
        <Link to={`/desk/obligations/${row.id}`} className="link-quiet">
          {row.label}
        </Link>
        <span className="block text-ink-soft">
          {row.contractTitle} · <PartyName org={otherSide(row)} />
        </span>
      </>
    ),
  },
  { key: 'amount', head: words.amount, fen: (row) => row.amountFen },
  { key: 'paid', head: '到账', fen: (row) => row.paidFen, tone: 'good' },
  { key: 'claimed', head: words.awaited, fen: (row) => row.awaitedFen },
  { key: 'left', head: words.left, fen: (row) => row.payableFen },
  {
    key: 'open',
    head: words.open,
    phone: 'amount',
    fen: (row) => row.outstandingFen,
    to: (row) => `/desk/obligations/${row.id}`,
  },
];

interface ObligationsProps {
  title: string;
  rows: Book['open'];
  today: string;
  isPayer?: boolean;
}

function Obligations({ title, rows, today, isPayer = false }: ObligationsProps) {
  return (
    <section>
      <SectionHead look="plain">{title}</SectionHead>
      <MoneyTable
        caption={title}
        rows={rows.map((row) => ({ ...row, today }))}
        rowKey={(row) => row.id}
        totalLabel={`合计 ${rows.length} 笔`}
        columns={obligationColumns(claimWords[isPayer ? 'payer' : 'payee'])}
      />
    </section>
  );
}

type ReceiptRow = Book['arrived'][number] & { readonly isSharing: boolean };

const receiptColumns: readonly (Column<ReceiptRow> | MoneyColumn<ReceiptRow>)[] = [
  { key: 'paid', head: '付款日', phone: 'date', cell: (row) => <DateText value={row.paidOn} /> },
  {
    key: 'what',
    head: '收款单',
    phone: 'title',
    cell: (row) => (
      <>
        <Link to={`/desk/receipts/${row.id}`} className="link-quiet">
          {row.no} {row.label}
        </Link>
        <span className="block text-ink-soft">
          {row.contractTitle} · {row.isPayer ? '付给 ' : '来自 '}
          <PartyName org={row.isPayer ? row.payee : row.payer} />
        </span>
      </>
    ),
  },
  {
    key: 'amount',
    head: '金额',
    phone: 'amount',
    fen: (row) => (row.isSharing ? row.left.allocatedFen : row.amountFen),
    to: (row) => `/desk/receipts/${row.id}`,
  },
  {
    key: 'state',
    head: '状态',
    phone: 'state',
    cell: (row) => (row.isSharing ? <DistributionMark state={row.distribution} /> : <ReceiptMark state={row.state} />),
  },
];

type RecordLine = RecordRow<Book['arrived'][number], Book['givenBack'][number]>;

const recordColumns: readonly (Column<RecordLine> | MoneyColumn<RecordLine>)[] = [
  { key: 'paid', head: '日期', phone: 'date', cell: (row) => <DateText value={row.paidOn} /> },
  {
    key: 'what',
    head: '收款单',
    phone: 'title',
    cell: (row) => (
      <>
        <Link to={`/desk/receipts/${row.receiptId}`} className="link-quiet">
          {row.no} {row.back && '退回 '}
          {row.label}
        </Link>
        <span className="block text-ink-soft">
          {row.contractTitle} · {row.isPayer === (row.back === null) ? '付给 ' : '来自 '}
          <PartyName org={row.isPayer ? row.payee : row.payer} />
        </span>
      </>
    ),
  },
  {
    key: 'amount',
    head: '金额',
    phone: 'amount',
    fen: (row) => row.amountFen,
    to: (row) => `/desk/receipts/${row.receiptId}`,
  },
  { key: 'state', head: '状态', phone: 'state', cell: (row) => <RecordMark row={row} /> },
];

/** What arrived less what went back, each side by itself, so that its total is the figure above. */
function Record({ book }: { book: Book }) {
  const sides = [
    { isPayer: false, title: '收款记录' },
    { isPayer: true, title: '付款记录' },
  ];
  return sides.map(({ isPayer, title }) => {
    const own = <Row extends { isPayer: boolean }>(rows: readonly Row[]) =>
      rows.filter((row) => row.isPayer === isPayer);
    const refunds = own(book.givenBack);
    const { counts, rest } = moneyRecord(own(book.arrived), refunds);
    if (counts.length + rest.length === 0) return null;
    const isAll = book.arrived.length < rowsOfRecord && book.givenBack.length < rowsOfRecord;
    return (
      <section key={title}>
        <SectionHead look="plain">{title}</SectionHead>
        <MoneyTable
          caption={title}
          rows={counts}
          rowKey={(row) => row.key}
          totalLabel={`${isAll ? '' : '最近'}合计 ${counts.length} 笔${refunds.length > 0 ? '，已减退款' : ''}`}
          after={{ title: '没有到账，不计入合计', rows: rest }}
          columns={recordColumns}
        />
      </section>
    );
  });
}

interface ReceiptsProps {
  title: string;
  note?: string;
  rows: Book['arrived'];
  isSharing?: boolean;
}

function Receipts({ title, note, rows, isSharing = false }: ReceiptsProps) {
  return (
    <section>
      <SectionHead look="plain" note={note}>
        {title}
      </SectionHead>
      <MoneyTable
        caption={title}
        rows={rows.map((row) => ({ ...row, isSharing }))}
        rowKey={(row) => row.id}
        totalLabel={`合计 ${rows.length} 笔`}
        columns={receiptColumns}
      />
    </section>
  );
}

const shareColumns: readonly (Column<Data['shares'][number]> | MoneyColumn<Data['shares'][number]>)[] = [
  { key: 'what', head: '来自', phone: 'title', cell: (row) => `${row.contractTitle} · ${row.receiptNo}` },
  { key: 'amount', head: '金额', phone: 'amount', fen: (row) => row.amountFen, tone: 'good' },
  { key: 'state', head: '状态', phone: 'state', cell: (row) => <DistributionMark state={row.state} /> },
];

function OwnShares({ shares }: { shares: Data['shares'] }) {
  return (
    <section>
      <SectionHead look="plain" note="分配方案批准后显示">
        我的份额
      </SectionHead>
      <MoneyTable
        caption="我的份额"
        rows={shares}
        rowKey={(row) => row.id}
        totalLabel={`合计 ${shares.length} 笔`}
        empty={<EmptyState title="还没有你的份额">成果有收入到账并批准分配后，你的一份会写在这里。</EmptyState>}
        columns={shareColumns}
      />
    </section>
  );
}
