import type { Fen } from '#app/domain/money.ts';
import { MoneyTable } from '../money-table.tsx';

interface Arrival {
  readonly id: string;
  readonly label: string;
  readonly paidFen: Fen;
}

/** What arrived, claim by claim: a broker's commission is counted on it. The rest of the payments is the parties' own. */
export function ContractArrivals({ arrivals }: { arrivals: readonly Arrival[] }) {
  if (arrivals.length === 0) return <p className="text-sm text-ink-soft">还没有到账的款项。</p>;
  return (
    <MoneyTable<Arrival>
      caption="到账明细"
      rows={arrivals}
      rowKey={(row) => row.id}
      totalLabel={`到账 ${arrivals.length} 笔`}
      columns={[
        { key: 'what', head: '事项', phone: 'title', cell: (row) => row.label },
        { key: 'received', head: '到账', fen: (row) => row.paidFen, tone: 'good', phone: 'amount' },
      ]}
    />
  );
}
