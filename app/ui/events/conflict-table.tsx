import { type CheckInDeed, type CheckInOutcome, checkInOutcomeWords } from '#app/domain/check-in.ts';
import { DateText } from '../date-text.tsx';
import { EmptyState } from '../empty-state.tsx';
import { SectionHead } from '../section-head.tsx';
import { type Column, Table } from '../table.tsx';

interface Conflict {
  readonly id: string;
  readonly name: string;
  readonly deed: CheckInDeed;
  readonly outcome: CheckInOutcome;
  readonly at: Date;
  readonly receivedAt: Date;
  readonly by: string;
  readonly earlier: Date | null;
}

const columns: Column<Conflict>[] = [
  { key: 'name', head: '姓名', phone: 'title', cell: (row) => <b>{row.name}</b> },
  { key: 'says', head: '情况', phone: 'state', cell: (row) => checkInOutcomeWords[row.outcome] },
  { key: 'by', head: '在哪里', phone: 'evidence', cell: (row) => row.by },
  { key: 'at', head: '扫码', phone: 'date', cell: (row) => <DateText value={row.at} as="minute" /> },
  {
    key: 'earlier',
    head: '先前签到',
    cell: (row) => (row.earlier === null ? '' : <DateText value={row.earlier} as="minute" />),
  },
  { key: 'got', head: '收到', cell: (row) => <DateText value={row.receivedAt} as="minute" /> },
];

/** Scans that need a look: the same ticket at two doors, somebody out who never came in. */
export function ConflictTable({ rows }: { rows: readonly Conflict[] }) {
  if (rows.length === 0) return null;
  return (
    <section id="conflicts" className="grid gap-3 print:hidden">
      <SectionHead look="plain" note="以较早的一次为准">
        要核对的扫码
      </SectionHead>
      <Table
        caption="要核对的扫码"
        rows={rows}
        rowKey={(row) => row.id}
        empty={<EmptyState title="没有">扫码都正常。</EmptyState>}
        columns={columns}
      />
    </section>
  );
}
