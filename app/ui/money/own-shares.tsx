import type { DistributionState } from '#app/domain/distribution.ts';
import type { Fen } from '#app/domain/money.ts';
import { EmptyState } from '../empty-state.tsx';
import { type MoneyColumn, MoneyTable } from '../money-table.tsx';
import { DistributionMark } from '../receipt-mark.tsx';
import { SectionHead } from '../section-head.tsx';
import type { Column } from '../table.tsx';

export interface OwnShareShown {
  readonly id: string;
  readonly contractTitle: string;
  readonly receiptNo: string;
  readonly amountFen: Fen;
  readonly state: DistributionState;
}

const shareColumns: readonly (Column<OwnShareShown> | MoneyColumn<OwnShareShown>)[] = [
  { key: 'what', head: '来自', phone: 'title', cell: (row) => `${row.contractTitle} · ${row.receiptNo}` },
  { key: 'amount', head: '金额', phone: 'amount', fen: (row) => row.amountFen, tone: 'good' },
  { key: 'state', head: '状态', phone: 'state', cell: (row) => <DistributionMark state={row.state} /> },
];

/** What approved distributions give the reader himself. */
export function OwnShares({ shares }: { shares: readonly OwnShareShown[] }) {
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
