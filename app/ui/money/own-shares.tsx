import { Link } from '@remix-run/react';
import type { DistributionState } from '#app/domain/distribution.ts';
import type { Fen } from '#app/domain/money.ts';
import { type OwnShareStep, ownShareStep } from '#app/domain/own-share.ts';
import { Amount } from '../amount.tsx';
import { EmptyState } from '../empty-state.tsx';
import { ExportLinks } from '../export-links.tsx';
import { FigureRow } from '../figure-row.tsx';
import { type MoneyColumn, MoneyTable, totalFen } from '../money-table.tsx';
import { SectionHead } from '../section-head.tsx';
import type { Column } from '../table.tsx';
import { ShareMark } from './share-mark.tsx';

export interface OwnShareShown {
  readonly id: string;
  readonly kind: string;
  readonly contractNo: string;
  readonly contractTitle: string;
  readonly receiptNo: string;
  readonly amountFen: Fen;
  readonly state: DistributionState;
  readonly paidOn: string | null;
}

const shareColumns: readonly (Column<OwnShareShown> | MoneyColumn<OwnShareShown>)[] = [
  { key: 'what', head: '来自', phone: 'title', cell: (row) => <Source share={row} /> },
  { key: 'amount', head: '金额', phone: 'amount', fen: (row) => row.amountFen },
  {
    key: 'paid',
    head: '发放日',
    phone: 'date',
    phoneLabel: '发放日',
    cell: (row) => <span className="nums">{row.paidOn ?? '—'}</span>,
  },
  { key: 'state', head: '状态', phone: 'state', cell: (row) => <ShareMark share={row} /> },
];

/** A commission has no page of its own: its broker reads it in his statement. */
function Source({ share }: { share: OwnShareShown }) {
  const to = share.kind === 'person' ? `/desk/shares/${share.id}` : '/desk/mandates#commission';
  return (
    <>
      <Link to={to} className="link-quiet inline-flex min-h-11 items-center sm:min-h-6">
        {share.contractTitle}
      </Link>
      <span className="nums block text-sm text-ink-soft">
        {share.contractNo}，到账 {share.receiptNo}
      </span>
    </>
  );
}

/** What approved distributions give the reader himself, and how much of it was paid to him. */
export function OwnShares({ shares }: { shares: readonly OwnShareShown[] }) {
  const sumOf = (step: OwnShareStep) =>
    totalFen(
      shares.filter((share) => ownShareStep(share) === step),
      ({ amountFen }) => amountFen,
    );
  return (
    <section>
      <SectionHead
        look="plain"
        note="分配方案批准后显示"
        action={shares.length > 0 && <ExportLinks to="/desk/shares/export" />}
      >
        我的份额
      </SectionHead>
      {shares.length > 0 && (
        <div className="mb-4">
          <FigureRow
            figures={[
              {
                label: '已发放',
                value: <Amount fen={sumOf('paid')} tone="good" />,
                note: '税前，按发放凭证',
                swatch: 'accent',
              },
              {
                label: '已入账，待发放',
                value: <Amount fen={sumOf('entered')} />,
                note: '已记到你名下',
                swatch: 'gold',
              },
              { label: '已批准，待入账', value: <Amount fen={sumOf('decided')} />, note: '公示期满后由财务入账' },
            ]}
          />
        </div>
      )}
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
