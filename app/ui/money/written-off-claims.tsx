import { Link } from '@remix-run/react';
import type { Fen } from '#app/domain/money.ts';
import { DateText } from '../date-text.tsx';
import { type MoneyColumn, MoneyTable } from '../money-table.tsx';
import { PartyName } from '../party-name.tsx';
import { SectionHead } from '../section-head.tsx';
import type { Column } from '../table.tsx';

export interface WrittenOffClaim {
  readonly id: string;
  readonly label: string;
  readonly contractTitle: string;
  readonly dueOn: string;
  readonly payer: { readonly name: string; readonly isSample: boolean };
  readonly writtenOffFen: Fen;
}

const columns: readonly (Column<WrittenOffClaim> | MoneyColumn<WrittenOffClaim>)[] = [
  { key: 'due', head: '最晚付款日', phone: 'date', cell: (row) => <DateText value={row.dueOn} /> },
  {
    key: 'what',
    head: '事项',
    phone: 'title',
    cell: (row) => (
      <>
        <Link to={`/desk/obligations/${row.id}/write-off`} className="link-quiet">
          {row.label}
        </Link>
        <span className="block text-ink-soft">
          {row.contractTitle} · <PartyName org={row.payer} />
        </span>
      </>
    ),
  },
  { key: 'fen', head: '已核销', phone: 'amount', fen: (row) => row.writtenOffFen },
];

/** Claims out of the book and kept on record: the debt stands, and what arrives is booked. */
export function WrittenOffClaims({ rows }: { rows: readonly WrittenOffClaim[] }) {
  return (
    <section>
      <SectionHead look="plain" note="账销案存：债权仍在，收到照常入账；只有本单位看得到">
        已核销
      </SectionHead>
      <MoneyTable
        caption="已核销的应收款"
        rows={rows}
        rowKey={(row) => row.id}
        totalLabel={`合计 ${rows.length} 笔`}
        columns={columns}
      />
    </section>
  );
}
