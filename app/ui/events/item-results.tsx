import { formatWan } from '#app/domain/money.ts';
import { EmptyState } from '../empty-state.tsx';
import { SectionHead } from '../section-head.tsx';
import { type Column, Table } from '../table.tsx';

interface ItemResultRow {
  readonly no: string;
  readonly title: string;
  readonly meetings: number;
  readonly intents: number;
  readonly deals: number;
  readonly contracts: number;
  readonly paid: number;
  readonly signedFen: string | null;
  readonly receivedFen: string | null;
}

const count = (key: 'meetings' | 'intents' | 'deals', head: string): Column<ItemResultRow> => ({
  key,
  head,
  align: 'right',
  phone: 'line',
  cell: (row) => <span className="nums">{row[key]}</span>,
});
const sum = (n: number, fen: string | null): string =>
  n === 0 ? '0' : fen === null || fen === '0' ? `${n} 份` : `${n} 份，${formatWan(BigInt(fen))}`;

const columns: Column<ItemResultRow>[] = [
  {
    key: 'title',
    head: '成果或需求',
    phone: 'title',
    cell: (row) => (
      <>
        <b>{row.title}</b> <span className="nums text-sm text-ink-soft">{row.no}</span>
      </>
    ),
  },
  count('meetings', '洽谈'),
  count('intents', '意向'),
  count('deals', '对接'),
  {
    key: 'signed',
    head: '签约',
    align: 'right',
    phone: 'line',
    cell: (row) => <span className="nums">{sum(row.contracts, row.signedFen)}</span>,
  },
  {
    key: 'received',
    head: '到账',
    align: 'right',
    phone: 'line',
    cell: (row) => <span className="nums">{sum(row.paid, row.receivedFen)}</span>,
  },
];

/** What came of each achievement and demand that was shown. */
export function ItemResults({ rows }: { rows: readonly ItemResultRow[] }) {
  return (
    <section id="items" className="grid gap-3">
      <SectionHead look="plain" note="一场会面可以同时算在成果和需求名下；金额满三份合同才汇总">
        逐项成效
      </SectionHead>
      <Table
        caption="逐项成效"
        rows={rows}
        rowKey={(row) => row.no}
        columns={columns}
        empty={<EmptyState title="议程里还没有成果和需求">邀请单位展示，成效会按项记在这里。</EmptyState>}
      />
    </section>
  );
}
