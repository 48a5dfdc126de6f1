import { ButtonLink } from '../button.tsx';
import { DateText } from '../date-text.tsx';
import { Notice } from '../notice.tsx';
import { SectionHead } from '../section-head.tsx';
import { type Column, Table } from '../table.tsx';

export interface LoadReply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
  readonly loaded?: Loaded;
}

interface Loaded {
  readonly looked: number;
  readonly stored: number;
  readonly added: number;
  readonly foreign: readonly string[];
  readonly stopped: number;
  readonly faults: readonly { readonly rowNo: number; readonly says: string }[];
}

const shown = 50;

/** What a load of patent data came to, with every line that was not taken. */
export function LoadedReport({ loaded, isUnit }: { loaded: Loaded; isUnit: boolean }) {
  const { looked, stored, added, foreign, stopped, faults } = loaded;
  const left = [
    ...faults.map(({ rowNo, says }) => `第 ${rowNo} 行：${says}`),
    ...foreign.map((line) => `不是本单位的：${line}`),
  ];
  return (
    <Notice
      kind={faults.length > 0 ? 'attention' : 'success'}
      live="polite"
      title={`看了 ${looked} 行，更新 ${stored} 件${isUnit ? `，其中 ${added} 件新加进清单` : ''}。`}
      actions={isUnit && <ButtonLink to="/desk/patents">看专利清单</ButtonLink>}
    >
      {foreign.length > 0 && <p>{foreign.length} 件登记在别家名下，没有收。</p>}
      {stopped > 0 && <p>{stopped} 件的名称被涉密筛查拦下，没有存。</p>}
      {stored < looked - faults.length - foreign.length - stopped && <p>已有更新日期的数据，旧的不覆盖新的。</p>}
      {left.length > 0 && (
        <ul aria-label="没有收的行" className="mt-1 grid gap-1">
          {left.slice(0, shown).map((line) => (
            <li key={line} className="break-words">
              {line}
            </li>
          ))}
          {left.length > shown && <li>还有 {left.length - shown} 行。</li>}
        </ul>
      )}
    </Notice>
  );
}

interface Source {
  readonly source: string;
  readonly rows: number;
  readonly asOf: string | null;
  readonly at: Date | null;
}

const columns: Column<Source>[] = [
  { key: 'source', head: '来源', phone: 'title', cell: (row) => row.source },
  { key: 'rows', head: '件数', align: 'right', phone: 'amount', cell: (row) => row.rows },
  { key: 'asOf', head: '数据日期', align: 'right', phone: 'date', cell: (row) => row.asOf ?? '—' },
  {
    key: 'at',
    head: '导入时间',
    align: 'right',
    phone: 'line',
    cell: (row) => (row.at === null ? '—' : <DateText value={row.at} as="minute" />),
  },
];

/** Where the data came from so far. */
export function PatentSources({ sources }: { sources: readonly Source[] }) {
  if (sources.length === 0) return null;
  return (
    <section>
      <SectionHead look="plain">已导入的数据</SectionHead>
      <Table caption="已导入的数据" columns={columns} rows={sources} rowKey={(row) => row.source} />
    </section>
  );
}
