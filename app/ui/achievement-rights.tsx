import { DateText } from './date-text.tsx';
import { SectionHead } from './section-head.tsx';
import { type Column, Table } from './table.tsx';

/** A right with its kind and state in words. */
export interface RightInWords {
  readonly name: string;
  readonly type: string;
  readonly status: string;
  readonly number: string | null;
  readonly expiresOn: string | null;
}

const rightColumns: Column<RightInWords>[] = [
  { key: 'name', head: '名称', phone: 'title', cell: (row) => row.name },
  { key: 'type', head: '类型', phone: 'state', cell: (row) => `${row.type}，${row.status}` },
  { key: 'number', head: '编号', cell: (row) => row.number ?? '—' },
  {
    key: 'expires',
    head: '到期',
    align: 'right',
    cell: (row) => (row.expiresOn ? <DateText value={row.expiresOn} /> : '—'),
  },
];

/** What an achievement rests on. */
export function AchievementRights({ rights }: { rights: readonly RightInWords[] }) {
  if (rights.length === 0) return null;
  return (
    <section>
      <SectionHead note={`${rights.length} 件`}>知识产权</SectionHead>
      <Table
        caption="知识产权"
        look="open"
        columns={rightColumns}
        rows={rights}
        rowKey={(row) => `${row.name}${row.number ?? ''}`}
      />
    </section>
  );
}
