import { labelOf } from '#app/domain/machine.ts';
import { payeeAccountMachine } from '#app/domain/payee-account.ts';
import { DateText } from '../date-text.tsx';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';
import { type Column, Table } from '../table.tsx';
import type { AccountShown } from './account-shown.ts';

const columns: readonly Column<AccountShown>[] = [
  {
    key: 'account',
    head: '账户',
    phone: 'title',
    cell: (row) => (
      <>
        {row.bankName} <span className="nums">{row.accountNo}</span>
        <span className="block text-sm text-ink-soft">{row.accountName}</span>
      </>
    ),
  },
  { key: 'from', head: '填写', cell: (row) => <DateText value={row.proposedAt} /> },
  { key: 'people', head: '经办', cell: (row) => [row.proposer, row.approver].filter(Boolean).join('、') || '—' },
  { key: 'to', head: '停用', phone: 'date', cell: (row) => (row.endedAt ? <DateText value={row.endedAt} /> : '—') },
  {
    key: 'state',
    head: '结果',
    phone: 'state',
    cell: (row) => (
      <>
        <StateMark tone={row.state === 'failed' ? 'danger' : 'neutral'}>
          {labelOf(payeeAccountMachine, row.state)}
        </StateMark>
        {row.endNote && <span className="block text-sm text-ink-soft">{row.endNote}</span>}
      </>
    ),
  },
];

/** What was in use or tried before. Nothing of it is ever removed. */
export function AccountHistory({ accounts }: { accounts: readonly AccountShown[] }) {
  if (accounts.length === 0) return null;
  return (
    <section>
      <SectionHead look="plain">以前的账户</SectionHead>
      <Table caption="以前的收款账户" columns={columns} rows={accounts} rowKey={(row) => row.id} />
    </section>
  );
}
