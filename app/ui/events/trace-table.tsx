import { dealMachine, type DealState } from '#app/domain/deal.ts';
import { labelOf } from '#app/domain/machine.ts';
import { DateText } from '../date-text.tsx';
import { EmptyState } from '../empty-state.tsx';
import { SectionHead } from '../section-head.tsx';
import { type Column, Table } from '../table.tsx';

interface TraceRow {
  readonly dealId: string;
  readonly dealNo: string;
  readonly state: DealState;
  readonly title: string;
  readonly licensor: string;
  readonly licensee: string | null;
  readonly isMet: boolean;
  readonly contractNo: string | null;
  readonly signedAt: Date | null;
  readonly hasReceived: boolean;
}

const columns: Column<TraceRow>[] = [
  {
    key: 'title',
    head: '项目',
    phone: 'title',
    cell: (row) => (
      <>
        <b>{row.title}</b>
        <span className="block text-sm text-ink-soft">
          {row.licensor} → {row.licensee ?? '匿名企业'}
        </span>
      </>
    ),
  },
  {
    key: 'deal',
    head: '对接',
    phone: 'evidence',
    cell: (row) => (
      <>
        <span className="nums">{row.dealNo}</span>
        <span className="block text-sm text-ink-soft">{row.isMet ? '一对一洽谈' : '现场对接'}</span>
      </>
    ),
  },
  { key: 'state', head: '进展', phone: 'state', cell: (row) => labelOf(dealMachine, row.state) },
  {
    key: 'signed',
    head: '签约',
    phone: 'date',
    cell: (row) =>
      row.signedAt === null ? (
        '未签'
      ) : (
        <>
          {row.contractNo} <DateText value={row.signedAt} />
        </>
      ),
  },
  { key: 'received', head: '到账', phone: 'line', cell: (row) => (row.hasReceived ? '● 已到账' : '未到账') },
];

/** From the room to the cash, deal by deal. What a contract costs is the parties' own: only that money came is said. */
export function TraceTable({ rows }: { rows: readonly TraceRow[] }) {
  return (
    <section id="trace" className="grid gap-3">
      <SectionHead look="plain" note="单份合同的金额只有双方知道">
        从会面到到账
      </SectionHead>
      <Table
        caption="从会面到到账"
        rows={rows}
        rowKey={(row) => `${row.dealId} ${row.contractNo ?? ''}`}
        empty={<EmptyState title="还没有对接">双方在会后都选“意向”，洽谈室打开，这里就有一行。</EmptyState>}
        columns={columns}
      />
    </section>
  );
}
