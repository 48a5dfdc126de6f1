import { Link } from '@remix-run/react';
import type { Fen } from '#app/domain/money.ts';
import { type MoneyColumn, MoneyTable } from '../money-table.tsx';
import { PartyName } from '../party-name.tsx';
import { SectionHead } from '../section-head.tsx';
import type { Column } from '../table.tsx';

export interface UninvoicedClaim {
  readonly id: string;
  readonly label: string;
  readonly contractId: string;
  readonly contractTitle: string;
  readonly payer: { readonly name: string; readonly isSample: boolean };
  readonly paidFen: Fen;
  readonly billedFen: Fen;
  readonly leftFen: Fen;
}

const columns: readonly (Column<UninvoicedClaim> | MoneyColumn<UninvoicedClaim>)[] = [
  {
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
  },
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
