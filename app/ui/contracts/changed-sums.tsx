import type { ChangedSum } from '#app/domain/changed-sums.ts';
import { Table } from '../table.tsx';

interface ChangedSumsProps {
  sums: readonly ChangedSum[];
  /** What the earlier column is called: 现行 until the change counts. */
  nowWord: string;
}

/** Sums and rates of a change, those that counted beside those that are to count; nothing where none changed. */
export function ChangedSums({ sums, nowWord }: ChangedSumsProps) {
  if (sums.length === 0) return null;
  return (
    <Table
      caption="变更前后的金额和比例"
      rows={sums}
      rowKey={(row) => row.label}
      columns={[
        { key: 'label', head: '项目', cell: (row) => row.label, phone: 'title' },
        { key: 'was', head: nowWord, cell: (row) => unbroken(row.was), phone: 'line' },
        {
          key: 'now',
          head: '改为',
          cell: (row) => unbroken(row.isSame ? `照旧，${row.now}` : row.now),
          phone: 'line',
        },
      ]}
    />
  );
}

/** A sum breaks over no line; rates in words may. */
const unbroken = (text: string) => (text.startsWith('¥') ? <span className="whitespace-nowrap">{text}</span> : text);
