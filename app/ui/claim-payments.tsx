import { moneyRecord, type RecordRow } from '#app/domain/money-record.ts';
import { formatYuan } from '#app/domain/money.ts';
import { withPlaced } from '#app/domain/placed-rows.ts';
import { recordWay } from '#app/domain/receipt-way.ts';
import { DateText } from './date-text.tsx';
import { ExportLinks } from './export-links.tsx';
import { type MoneyColumn, MoneyTable, totalFen } from './money-table.tsx';
import { RecordMark } from './receipt-mark.tsx';
import { SectionHead } from './section-head.tsx';
import type { Column } from './table.tsx';
import type { ClaimShown } from './claim-shown.ts';

type Paid = ClaimShown['receipts'][number] & { readonly receiptId?: string; readonly isPlaced?: boolean };
type PaidRow = RecordRow<Paid, ClaimShown['givenBack'][number]>;

const paidColumns: readonly (Column<PaidRow> | MoneyColumn<PaidRow>)[] = [
  { key: 'no', head: '收款单', phone: 'title', cell: (row) => (row.back ? `${row.no} 退回` : row.no) },
  { key: 'on', head: '日期', phone: 'date', cell: (row) => <DateText value={row.paidOn} /> },
  {
    key: 'method',
    head: '方式',
    cell: recordWay,
  },
  {
    key: 'fen',
    head: '金额',
    phone: 'amount',
    fen: (row) => row.amountFen,
    to: (row) => `/desk/receipts/${row.receiptId}`,
  },
  { key: 'state', head: '状态', phone: 'state', cell: (row) => <RecordMark row={row} /> },
];

/** What was paid on a claim, and what of it went back. */
export function ClaimPayments({ obligation }: { obligation: ClaimShown }) {
  const { counts, rest } = moneyRecord<Paid, ClaimShown['givenBack'][number]>(
    withPlaced(obligation.receipts, obligation.placed),
    obligation.givenBack,
  );
  const advanceFen = totalFen(counts, (row) => row.amountFen) - obligation.paidFen;
  return (
    <section>
      <SectionHead
        look="plain"
        action={<ExportLinks to={`/desk/obligations/${obligation.id}/export`} />}
        note={advanceFen > 0n && `其中 ${formatYuan(advanceFen)} 是多付的，记为预收，没有抵这笔应付款`}
      >
        已付的款
      </SectionHead>
      <MoneyTable
        caption="已付的款"
        rows={counts}
        rowKey={(row) => row.key}
        totalLabel={obligation.givenBack.length > 0 ? '已到账合计，已减退款' : '已到账合计'}
        after={{ title: '没有到账或者待确认，不计入合计', rows: rest }}
        columns={paidColumns}
      />
    </section>
  );
}
