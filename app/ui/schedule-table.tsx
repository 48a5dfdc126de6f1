import type { ScheduleRow } from '#app/domain/schedule.ts';
import { Amount } from './amount.tsx';
import { type Column, Table } from './table.tsx';

const columns: readonly Column<ScheduleRow>[] = [
  { key: 'label', head: '事项与条件', phone: 'title', cell: (row) => <What row={row} /> },
  {
    key: 'amount',
    head: '金额',
    align: 'right',
    phone: 'amount',
    cell: (row) => (row.amountFen === null ? '按申报计算' : <Amount fen={row.amountFen} />),
  },
  { key: 'due', head: '什么时候付', phone: 'note', phoneLabel: '付款', cell: (row) => <When row={row} /> },
];

function What({ row }: { row: ScheduleRow }) {
  return (
    <>
      <span className="block">{row.label}</span>
      <span className="block text-ink-soft">{row.condition}</span>
    </>
  );
}

function When({ row }: { row: ScheduleRow }) {
  return (
    <>
      <span className="nums block">
        {row.latestDueOn === null ? `最早 ${row.earliestDueOn}` : `最迟 ${row.latestDueOn}`}
      </span>
      <span className="block text-ink-soft">{row.dueRule}</span>
    </>
  );
}

/** What the terms make due, on which condition, when: bounds, no promises. */
export function ScheduleTable({ rows, caption = '应付安排' }: { rows: readonly ScheduleRow[]; caption?: string }) {
  return (
    <Table
      caption={caption}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.key}
      empty={<p className="text-sm text-ink-soft">没有要付的款项。</p>}
    />
  );
}
