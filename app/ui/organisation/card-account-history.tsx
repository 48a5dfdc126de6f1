import { cardAccountMachine } from '#app/domain/card-account.ts';
import { labelOf } from '#app/domain/machine.ts';
import { DateText } from '../date-text.tsx';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';
import { type Column, Table } from '../table.tsx';
import type { CardAccountShown } from './card-account-shown.ts';

const columns: readonly Column<CardAccountShown>[] = [
  {
    key: 'account',
    head: '账户',
    phone: 'title',
    cell: (row) => (
      <>
        {row.name || '没有开成'}
        {row.accountEnd && <span className="nums block text-sm text-ink-soft">{row.accountEnd}</span>}
      </>
    ),
  },
  { key: 'from', head: '申请', cell: (row) => <DateText value={row.proposedAt} /> },
  { key: 'people', head: '经办', cell: (row) => [row.proposer, row.approver].filter(Boolean).join('、') || '—' },
  { key: 'to', head: '停用', phone: 'date', cell: (row) => (row.endedAt ? <DateText value={row.endedAt} /> : '—') },
  {
    key: 'state',
    head: '结果',
    phone: 'state',
    cell: (row) => (
      <>
        <StateMark tone="neutral">{labelOf(cardAccountMachine, row.state)}</StateMark>
        {row.endNote && <span className="block text-sm text-ink-soft">{row.endNote}</span>}
      </>
    ),
  },
];

/** Card accounts that were in use or tried before. */
export function CardAccountHistory({ accounts }: { accounts: readonly CardAccountShown[] }) {
  if (accounts.length === 0) return null;
  return (
    <section>
      <SectionHead look="plain">以前的账户</SectionHead>
      <Table caption="以前的在线收款账户" columns={columns} rows={accounts} rowKey={(row) => row.id} />
    </section>
  );
}
