import type { DistributionState } from '#app/domain/distribution.ts';
import type { Fen } from '#app/domain/money.ts';
import { ExportLinks } from '../export-links.tsx';
import { type MoneyColumn, MoneyTable } from '../money-table.tsx';
import { ShareMark } from '../money/share-mark.tsx';
import { DistributionMark } from '../receipt-mark.tsx';
import { SectionHead } from '../section-head.tsx';
import type { Column } from '../table.tsx';

interface ReceiptShared {
  readonly id: string;
  readonly no: string;
  readonly paidOn: string;
  readonly amountFen: Fen;
  readonly distribution: {
    readonly id: string;
    readonly state: DistributionState;
    readonly netFen: Fen;
    readonly teamFen: Fen;
  } | null;
}

interface OwnShare {
  readonly id: string;
  readonly no: string;
  readonly kind: string;
  readonly amountFen: Fen;
  readonly state: DistributionState;
  readonly paidOn: string | null;
}

interface ContractDistributionsProps {
  contractId: string;
  /** Null for who is none of the payee's people of money. */
  ofReceipts: readonly ReceiptShared[] | null;
  own: readonly OwnShare[];
}

const receiptColumns: readonly (Column<ReceiptShared> | MoneyColumn<ReceiptShared>)[] = [
  { key: 'paid', head: '到账日', phone: 'date', width: '7rem', cell: (row) => row.paidOn },
  { key: 'no', head: '收款单', phone: 'title', cell: (row) => row.no },
  {
    key: 'received',
    head: '到账',
    fen: (row) => row.amountFen,
    to: (row) => `/desk/receipts/${row.id}`,
    tone: 'good',
    phone: 'amount',
  },
  { key: 'net', head: '净收入', fen: (row) => row.distribution?.netFen ?? null, phone: 'hide' },
  {
    key: 'team',
    head: '分给个人',
    fen: (row) => row.distribution?.teamFen ?? null,
    to: (row) => row.distribution && `/desk/distributions/${row.distribution.id}`,
  },
  {
    key: 'state',
    head: '状态',
    phone: 'state',
    cell: (row) => <DistributionMark state={row.distribution?.state ?? null} />,
  },
];

const ownColumns: readonly (Column<OwnShare> | MoneyColumn<OwnShare>)[] = [
  { key: 'no', head: '我的份额，收款单', phone: 'title', cell: (row) => row.no },
  {
    key: 'amount',
    head: '金额',
    fen: (row) => row.amountFen,
    to: (row) => `/desk/shares/${row.id}`,
    phone: 'amount',
  },
  { key: 'state', head: '状态', phone: 'state', cell: (row) => <ShareMark share={row} /> },
];

/** 收益分配 of a contract: each receipt and how far its sharing has come; and what the reader has of it himself. */
export function ContractDistributions({ contractId, ofReceipts, own }: ContractDistributionsProps) {
  const hasReceipts = ofReceipts !== null && ofReceipts.length > 0;
  if (!hasReceipts && own.length === 0) return null;
  return (
    <section aria-labelledby="shared">
      <SectionHead
        look="plain"
        id="shared"
        note="到账以后才分配"
        action={hasReceipts && <ExportLinks to={`/desk/contracts/${contractId}/distributions/export`} />}
      >
        收益分配
      </SectionHead>
      <div className="grid gap-4">
        {hasReceipts && (
          <MoneyTable<ReceiptShared>
            caption="各笔到账的分配"
            rows={ofReceipts}
            rowKey={(row) => row.id}
            totalLabel={`到账 ${ofReceipts.length} 笔`}
            columns={receiptColumns}
          />
        )}
        {own.length > 0 && (
          <MoneyTable<OwnShare>
            caption="我的份额"
            rows={own}
            rowKey={(row) => row.id}
            totalLabel={`我的份额 ${own.length} 笔`}
            columns={ownColumns}
          />
        )}
      </div>
    </section>
  );
}
