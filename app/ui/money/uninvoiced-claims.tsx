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
  /** Taken back by reports, waiting credits included, or waived. */
  readonly takenOffFen: Fen;
  readonly dueFen: Fen;
  /** Of what is due, paid by money or a credit. */
  readonly arrivedFen: Fen;
  readonly arrivedLeftFen: Fen;
}

export interface OverInvoicedClaim extends InvoicedClaim {
  /** Taken back by reports, and set off or repaid; or waived. */
  readonly takenBackFen: Fen;
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
  { key: 'taken', head: '更正调低或免除', fen: (row) => row.takenBackFen },
  { key: 'billable', head: '更正或免除以后', fen: (row) => row.billableFen },
  { key: 'billed', head: '已开票', fen: (row) => row.billedFen },
  { key: 'over', head: '要开红字', phone: 'amount', fen: (row) => row.overFen },
];

const columns: readonly (Column<UninvoicedClaim> | MoneyColumn<UninvoicedClaim>)[] = [
  what,
  { key: 'dueOn', head: '付款期限', phone: 'date', cell: (row) => <DateText value={row.dueOn} /> },
  amount,
  { key: 'off', head: '更正和贷项', fen: (row) => (row.takenOffFen === 0n ? null : row.takenOffFen) },
  { key: 'due', head: '应开票', fen: (row) => row.dueFen },
  { key: 'paid', head: '其中已付', fen: (row) => row.arrivedFen, tone: 'good' },
  { key: 'billed', head: '已开票', fen: (row) => row.billedFen },
  { key: 'left', head: '待开票', phone: 'amount', fen: (row) => row.arrivedLeftFen },
];

interface UninvoicedClaimsProps {
  rows: readonly UninvoicedClaim[];
  /** How many rows were asked for: so many and no more are here, the oldest. */
  limit: number;
}

/** What was paid and for which the payer still waits for his invoice. */
export function UninvoicedClaims({ rows, limit }: UninvoicedClaimsProps) {
  const isAll = rows.length < limit;
  return (
    <section aria-labelledby="uninvoiced">
      <SectionHead
        look="plain"
        id="uninvoiced"
        note={`更正和贷项：更正调低或者免除的，加等着抵的贷项；应开票＝金额－更正和贷项；待开票＝其中已付（到账，或者贷项已抵）－已开票；点进去录入${isAll ? '' : `；这里是到期最早的 ${limit} 笔，全部见导出`}`}
      >
        待开票
      </SectionHead>
      <MoneyTable
        caption="已付待开票"
        rows={rows}
        rowKey={(row) => row.id}
        totalLabel={`${isAll ? '' : '最早'}合计 ${rows.length} 笔`}
        columns={columns}
      />
    </section>
  );
}

/** Invoices that stand above what corrected reports, or a waiver, left of a claim. */
export function OverInvoicedClaims({ rows }: { rows: readonly OverInvoicedClaim[] }) {
  return (
    <section>
      <SectionHead
        look="plain"
        note="更正或免除以后＝金额－更正调低或免除；要开红字＝已开票－更正或免除以后。红字开给调低或者免除的那一笔，不开给贷项抵了的；点进去录入"
      >
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
