import type { ExportFormat } from '#app/domain/export-application.ts';
import { EmptyState } from '../empty-state.tsx';
import { SectionHead } from '../section-head.tsx';
import { type Column, Table } from '../table.tsx';
import { formatWords } from './export-form.tsx';

interface Line {
  readonly id: string;
  readonly at: string;
  readonly words: string;
  readonly format: ExportFormat;
  readonly sentRows: number;
  readonly rows: number;
  readonly finishedAt: Date | null;
}

const columns: Column<Line>[] = [
  { key: 'words', head: '范围', phone: 'title', cell: (row) => row.words },
  { key: 'at', head: '时间', phone: 'date', cell: (row) => <span className="nums">{row.at}</span> },
  { key: 'format', head: '格式', phone: 'state', cell: (row) => formatWords[row.format] },
  {
    key: 'rows',
    head: '条数',
    align: 'right',
    phone: 'amount',
    cell: (row) => (row.finishedAt === null ? `0 / ${row.rows}` : row.sentRows.toLocaleString('en-US')),
  },
];

/** Every export leaves its line here. */
export const ExportLog = ({ rows }: { rows: readonly Line[] }) => (
  <section className="mt-8">
    <SectionHead look="plain">我的导出记录</SectionHead>
    <Table
      caption="我的导出记录"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      empty={<EmptyState title="还没有导出过">每次导出的范围、时间和条数都记在这里。</EmptyState>}
    />
  </section>
);
