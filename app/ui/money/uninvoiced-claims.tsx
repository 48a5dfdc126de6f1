import { Link } from '@remix-run/react';
import type { Fen } from '#app/domain/money.ts';
import { type MoneyColumn, MoneyTable } from '../money-table.tsx';
import { PartyName } from '../party-name.tsx';
import { SectionHead } from '../section-head.tsx';
import type { Column } from '../table.tsx';

interface InvoicedClaim {
  readonly id: string;
  readonly label: string;
  readonly contractId: string;
  readonly contractTitle: string;
  readonly payer: { readonly name: string; readonly isSample: boolean };
  readonly billedFen: Fen;
}

export interface UninvoicedClaim extends InvoicedClaim {
  readonly paidFen: Fen;
  readonly leftFen: Fen;
}

export interface OverInvoicedClaim extends InvoicedClaim {
  /** What of it may stand invoiced. */
  readonly billableFen: Fen;
  readonly overFen: Fen;
}

const what: Column<InvoicedClaim> = {
  key: 'what',
  head: '事项',
  phone: 'title',
  cell: (row) => (
    <>
      <Link to={`/desk/contracts/${row.contractId}/invoices`} className="link-quiet">
        {row.label}
      </Link>
      <span className="block text-ink-soft">
        {row.contractTitle} · <PartyName org={row.payer} />
      </span>
    </>
  ),
};

const overColumns: readonly (Column<OverInvoicedClaim> | MoneyColumn<OverInvoicedClaim>)[] = [
  what,
  { key: 'billed', head: '已开票', fen: (row) => row.billedFen },
  { key: 'billable', head: '应开票', fen: (row) => row.billableFen },
  { key: 'over', head: '要开红字', phone: 'amount', fen: (row) => row.overFen },
];

const columns: readonly (Column<UninvoicedClaim> | MoneyColumn<UninvoicedClaim>)[] = [
  what,
  { key: 'paid', head: '到账', fen: (row) => row.paidFen, tone: 'good' },
  { key: 'billed', head: '已开票', fen: (row) => row.billedFen },
  { key: 'left', head: '待开票', phone: 'amount', fen: (row) => row.leftFen },
];

interface UninvoicedClaimsProps {
  rows: readonly UninvoicedClaim[];
  /** How many rows were asked for: so many and no more are here, the oldest. */
  limit: number;
}

/** Money that arrived and for which the payer still waits for his invoice. */
export function UninvoicedClaims({ rows, limit }: UninvoicedClaimsProps) {
  const isAll = rows.length < limit;
  return (
    <section>
      <SectionHead
        look="plain"
        note={`到账了还没有开票的，点进去录入发票${isAll ? '' : `；这里是到期最早的 ${limit} 笔，全部见导出`}`}
      >
        待开票
      </SectionHead>
      <MoneyTable
        caption="到账待开票"
        rows={rows}
        rowKey={(row) => row.id}
        totalLabel={`${isAll ? '' : '最早'}合计 ${rows.length} 笔`}
        columns={columns}
      />
    </section>
  );
}

/** Invoices that stand above what credits and repayments left of a claim. */
export function OverInvoicedClaims({ rows }: { rows: readonly OverInvoicedClaim[] }) {
  return (
    <section>
      <SectionHead look="plain" note="更正以后贷项抵减或者退还了的，发票还没有冲红；点进去录入红字发票">
        要开红字发票
      </SectionHead>
      <MoneyTable
        caption="要开红字发票"
        rows={rows}
        rowKey={(row) => row.id}
        totalLabel={`合计 ${rows.length} 笔`}
        columns={overColumns}
      />
    </section>
  );
}
