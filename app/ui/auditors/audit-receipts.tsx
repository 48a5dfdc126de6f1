import { labelOf } from '#app/domain/machine.ts';
import type { Fen } from '#app/domain/money.ts';
import { receiptMachine, type ReceiptState } from '#app/domain/payment-machine.ts';
import { receiptWay } from '#app/domain/receipt-way.ts';
import { type RefundKind, refundKindLabels } from '#app/domain/refund.ts';
import { claimReasons } from '../claim-reasons.ts';
import { DateText } from '../date-text.tsx';
import { EmptyState } from '../empty-state.tsx';
import { type MoneyColumn, MoneyTable } from '../money-table.tsx';
import { SectionHead } from '../section-head.tsx';
import type { Column } from '../table.tsx';

interface Claim {
  readonly id: string;
  readonly kind: keyof typeof claimReasons;
  readonly label: string;
  readonly amountFen: Fen;
  readonly dueOn: string;
  readonly paidFen: Fen;
  readonly creditedFen: Fen;
  /** Waived by the payee. */
  readonly waivedFen: Fen;
  readonly outstandingFen: Fen;
}

interface Movement {
  readonly id: string;
  readonly no: string;
  readonly paidOn: string;
  readonly amountFen: Fen;
  readonly what: string;
  readonly state: string;
}

export interface ReceiptsShown {
  readonly claims: readonly Claim[];
  readonly arrived: readonly {
    readonly id: string;
    readonly no: string;
    readonly label: string;
    readonly method: 'card' | 'bank';
    readonly depositApplicationId: string | null;
    readonly state: ReceiptState;
    readonly amountFen: Fen;
    readonly paidOn: string;
  }[];
  readonly back: readonly {
    readonly id: string;
    readonly no: string;
    readonly kind: RefundKind;
    readonly amountFen: Fen;
    readonly paidOn: string;
  }[];
}

const claimColumns: readonly (Column<Claim> | MoneyColumn<Claim>)[] = [
  { key: 'due', head: '最晚付款', phone: 'date', cell: (row) => <DateText value={row.dueOn} /> },
  {
    key: 'what',
    head: '事项',
    phone: 'title',
    cell: (row) => (
      <>
        {row.label}
        <span className="block text-ink-soft">{claimReasons[row.kind]}</span>
      </>
    ),
  },
  { key: 'amount', head: '应付', phone: 'amount', fen: (row) => row.amountFen },
  { key: 'paid', head: '到账', fen: (row) => row.paidFen, tone: 'good' },
  { key: 'credited', head: '贷项抵减', fen: (row) => (row.creditedFen === 0n ? null : row.creditedFen) },
  { key: 'waived', head: '免除', fen: (row) => (row.waivedFen === 0n ? null : row.waivedFen) },
  { key: 'open', head: '未付清', fen: (row) => row.outstandingFen },
];

const movementColumns: readonly (Column<Movement> | MoneyColumn<Movement>)[] = [
  { key: 'on', head: '日期', phone: 'date', cell: (row) => <DateText value={row.paidOn} /> },
  { key: 'what', head: '收款单', phone: 'title', cell: (row) => `${row.no} ${row.what}` },
  { key: 'amount', head: '金额', phone: 'amount', fen: (row) => row.amountFen },
  { key: 'state', head: '状态', phone: 'state', cell: (row) => row.state },
];

/** What fell due under the contract, and the money that arrived less what went back. */
export function AuditReceipts({ receipts }: { receipts: ReceiptsShown }) {
  const { claims, arrived, back } = receipts;
  const movements: Movement[] = [
    ...arrived.map((row) => ({
      ...row,
      what: row.label,
      state: `${receiptWay(row)}，${labelOf(receiptMachine, row.state)}`,
    })),
    ...back.map((row) => ({
      ...row,
      amountFen: -row.amountFen,
      what: '退回',
      state: refundKindLabels[row.kind],
    })),
  ].sort((a, b) => a.paidOn.localeCompare(b.paidOn));
  return (
    <div className="grid gap-8">
      <section>
        <SectionHead look="plain">应付</SectionHead>
        <MoneyTable
          caption="合同下的应付款"
          rows={claims}
          rowKey={(row) => row.id}
          totalLabel={`合计 ${claims.length} 笔`}
          columns={claimColumns}
          empty={<EmptyState title="还没有应付款">里程碑验收、收入申报之后产生。</EmptyState>}
        />
      </section>
      <section>
        <SectionHead look="plain" note="只列收款方确认的到账，已减退回">
          到账
        </SectionHead>
        <MoneyTable
          caption="到账与退回"
          rows={movements}
          rowKey={(row) => row.id}
          totalLabel={`合计 ${movements.length} 笔`}
          columns={movementColumns}
          empty={<EmptyState title="还没有到账">付款到账后列在这里。</EmptyState>}
        />
      </section>
    </div>
  );
}
