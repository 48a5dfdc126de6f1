import { IntentForm } from '../intent-form.tsx';
import { Sample } from '../sample.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { type Column, Table } from '../table.tsx';
import { coverWords } from './cover-words.ts';

interface CoverageRow {
  readonly orgId: string;
  readonly name: string;
  readonly region: string;
  readonly reason: string;
  readonly isSample: boolean;
  readonly by: readonly { readonly name: string; readonly as: 'mandate' | 'served' }[];
  readonly specialists: readonly string[];
}

const columns: readonly Column<CoverageRow>[] = [
  {
    key: 'name',
    head: '单位',
    phone: 'title',
    cell: (row) => (
      <>
        {row.name} {row.isSample && <Sample />}
        {row.reason && <span className="block text-sm text-ink-soft">{row.reason}</span>}
      </>
    ),
  },
  { key: 'region', head: '地区', phone: 'note', cell: (row) => row.region },
  {
    key: 'by',
    head: '技术经纪人',
    phone: 'state',
    cell: (row) =>
      row.by.length === 0 ? (
        <StateMark tone="attention">未覆盖</StateMark>
      ) : (
        <StateMark tone="good">{row.by.map(coverWords).join('、')}</StateMark>
      ),
  },
  {
    key: 'specialists',
    head: '特派员、专员',
    cell: (row) => (row.specialists.length > 0 ? row.specialists.join('、') : '—'),
  },
  {
    key: 'remove',
    head: '名单',
    phone: 'evidence',
    cell: (row) => (
      <IntentForm intent="remove">
        <input type="hidden" name="orgId" value={row.orgId} />
        <SubmitButton look="quiet" intent="remove" pendingText="正在移出…">
          移出<span className="sr-only">：{row.name}</span>
        </SubmitButton>
      </IntentForm>
    ),
  },
];

/** Key units, the uncovered ones first. */
export function CoverageTable({ rows }: { rows: readonly CoverageRow[] }) {
  return <Table caption="重点创新主体和覆盖情况" columns={columns} rows={rows} rowKey={(row) => row.orgId} />;
}
