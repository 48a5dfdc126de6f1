import { Link } from '@remix-run/react';
import type { DistributionState } from '#app/domain/distribution.ts';
import type { Fen } from '#app/domain/money.ts';
import { moneyRecord, type RecordRow } from '#app/domain/money-record.ts';
import type { ReceiptState } from '#app/domain/payment-machine.ts';
import type { RefundKind } from '#app/domain/refund.ts';
import { DateText } from '../date-text.tsx';
import { type MoneyColumn, MoneyTable } from '../money-table.tsx';
import { PartyName } from '../party-name.tsx';
import { DistributionMark, ReceiptMark, RecordMark } from '../receipt-mark.tsx';
import { SectionHead } from '../section-head.tsx';
import type { Column } from '../table.tsx';

interface Party {
  readonly name: string;
  readonly isSample: boolean;
}

interface Movement {
  readonly id: string;
  readonly no: string;
  readonly label: string;
  readonly contractTitle: string;
  readonly paidOn: string;
  readonly isPayer: boolean;
  readonly payer: Party;
  readonly payee: Party;
  readonly amountFen: Fen;
}

export interface ReceiptShown extends Movement {
  readonly state: ReceiptState;
  /** Settles claims and is not shared. */
  readonly unsharedFen: Fen;
  readonly distribution: DistributionState | null;
}

export interface GivenBackShown extends Movement {
  readonly receiptId: string;
  readonly kind: RefundKind;
}

type ReceiptRow = ReceiptShown & { readonly isSharing: boolean };

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
    fen: (row) => (row.isSharing ? row.unsharedFen : row.amountFen),
    to: (row) => `/desk/receipts/${row.id}`,
  },
  {
    key: 'state',
    head: '状态',
    phone: 'state',
    cell: (row) => (row.isSharing ? <DistributionMark state={row.distribution} /> : <ReceiptMark state={row.state} />),
  },
];

type RecordLine = RecordRow<ReceiptShown, GivenBackShown>;

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

interface MoneyRecordProps {
  arrived: readonly ReceiptShown[];
  givenBack: readonly GivenBackShown[];
  /** How many rows were asked for: so many and no more are here. */
  limit: number;
}

/** What arrived less what went back, each side by itself, so that its total is the figure above. */
export function MoneyRecord({ arrived, givenBack, limit }: MoneyRecordProps) {
  const sides = [
    { isPayer: false, title: '收款记录' },
    { isPayer: true, title: '付款记录' },
  ];
  return sides.map(({ isPayer, title }) => {
    const own = <Row extends { isPayer: boolean }>(rows: readonly Row[]) =>
      rows.filter((row) => row.isPayer === isPayer);
    const refunds = own(givenBack);
    const { counts, rest } = moneyRecord(own(arrived), refunds);
    if (counts.length + rest.length === 0) return null;
    const isAll = arrived.length < limit && givenBack.length < limit;
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
  rows: readonly ReceiptShown[];
  isSharing?: boolean;
}

/** Receipts that wait for something. */
export function Receipts({ title, note, rows, isSharing = false }: ReceiptsProps) {
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
