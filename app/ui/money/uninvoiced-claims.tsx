import { Link } from '@remix-run/react';
import type { Fen } from '#app/domain/money.ts';
import { DateText } from '../date-text.tsx';
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
  readonly dueOn: string;
  readonly amountFen: Fen;
  readonly billedFen: Fen;
}

export interface UninvoicedClaim extends InvoicedClaim {
  /** Credits set off, repaid, or waiting. */
  readonly takenOffFen: Fen;
  readonly dueFen: Fen;
  readonly paidFen: Fen;
  readonly leftFen: Fen;
}

export interface OverInvoicedClaim extends InvoicedClaim {
  readonly creditedFen: Fen;
  readonly repaidFen: Fen;
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

const amount: MoneyColumn<InvoicedClaim> = { key: 'amount', head: '金额', fen: (row) => row.amountFen };

const overColumns: readonly (Column<OverInvoicedClaim> | MoneyColumn<OverInvoicedClaim>)[] = [
  what,
  amount,
  { key: 'credited', head: '贷项抵减', fen: (row) => (row.creditedFen === 0n ? null : row.creditedFen) },
  { key: 'repaid', head: '退还', fen: (row) => (row.repaidFen === 0n ? null : row.repaidFen) },
  { key: 'billed', head: '已开票', fen: (row) => row.billedFen },
  { key: 'over', head: '要开红字', phone: 'amount', fen: (row) => row.overFen },
];

const columns: readonly (Column<UninvoicedClaim> | MoneyColumn<UninvoicedClaim>)[] = [
  what,
  { key: 'dueOn', head: '付款期限', phone: 'date', cell: (row) => <DateText value={row.dueOn} /> },
  amount,
  { key: 'off', head: '减贷项', fen: (row) => (row.takenOffFen === 0n ? null : row.takenOffFen) },
  { key: 'due', head: '应开票', fen: (row) => row.dueFen },
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
        note={`应开票（金额减抵掉、退还和等着抵的贷项）与到账取小的，减已开票；点进去录入${isAll ? '' : `；这里是到期最早的 ${limit} 笔，全部见导出`}`}
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
      <SectionHead look="plain" note="已开票减去金额扣除贷项抵减、退还后的余数；点进去录入红字发票">
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
