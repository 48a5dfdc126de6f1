import { Link } from '@remix-run/react';
import { bankStatementMachine, type BankStatementState } from '#app/domain/bank-row.ts';
import { labelOf } from '#app/domain/machine.ts';
import { DateText } from '../date-text.tsx';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';
import { type Column, Table } from '../table.tsx';

interface Statement {
  readonly id: string;
  readonly bankName: string;
  readonly accountNo: string;
  readonly state: BankStatementState;
  readonly rowsNew: number;
  readonly rowsKnown: number;
  readonly faults: readonly unknown[];
  readonly firstOn: string | null;
  readonly lastOn: string | null;
  readonly createdAt: Date;
  readonly by: string;
}

const columns: readonly Column<Statement>[] = [
  {
    key: 'what',
    head: '流水',
    phone: 'title',
    cell: (row) => (
      <>
        <Link to={`/desk/money/bank/${row.id}`} className="link-quiet">
          {row.bankName}
        </Link>{' '}
        <span className="nums text-sm text-ink-soft">{row.accountNo}</span>
      </>
    ),
  },
  { key: 'span', head: '日期', cell: (row) => (row.firstOn ? `${row.firstOn} 至 ${row.lastOn}` : '—') },
  { key: 'new', head: '新增', align: 'right', cell: (row) => row.rowsNew },
  { key: 'known', head: '已有', align: 'right', cell: (row) => row.rowsKnown },
  { key: 'faults', head: '读不出', align: 'right', cell: (row) => row.faults.length },
  {
    key: 'by',
    head: '上传',
    phone: 'date',
    cell: (row) => (
      <>
        <DateText value={row.createdAt} /> {row.by}
      </>
    ),
  },
  {
    key: 'state',
    head: '状态',
    phone: 'state',
    cell: (row) => (
      <StateMark tone={row.state === 'stored' ? 'good' : row.state === 'mapping' ? 'attention' : 'neutral'}>
        {labelOf(bankStatementMachine, row.state)}
      </StateMark>
    ),
  },
];

/** What was uploaded so far. */
export function BankStatements({ statements }: { statements: readonly Statement[] }) {
  if (statements.length === 0) return null;
  return (
    <section>
      <SectionHead look="plain">上传记录</SectionHead>
      <Table caption="上传的银行流水" columns={columns} rows={statements} rowKey={(row) => row.id} />
    </section>
  );
}
