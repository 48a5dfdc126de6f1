import { DateText } from '../date-text.tsx';
import { SectionHead } from '../section-head.tsx';
import { type Column, Table } from '../table.tsx';

export interface UnreadPayment {
  readonly id: string;
  readonly sessionId: string | null;
  readonly account: string;
  readonly payer: string;
  readonly payee: string;
  readonly createdAt: Date;
  readonly askedAt: Date | null;
  readonly askFaults: number;
  readonly askFault: string | null;
}

const columns: readonly Column<UnreadPayment>[] = [
  {
    key: 'session',
    head: '会话编号',
    phone: 'title',
    cell: (row) => (
      <>
        <span className="nums break-all">{row.sessionId}</span>
        <span className="nums block text-sm text-ink-soft">{row.account}</span>
      </>
    ),
  },
  { key: 'parties', head: '付款方、收款方', phone: 'note', cell: (row) => `${row.payer} → ${row.payee}` },
  { key: 'made', head: '发起', phone: 'line', cell: (row) => <DateText value={row.createdAt} as="minute" /> },
  {
    key: 'asked',
    head: '最近查询',
    phone: 'line',
    cell: (row) => (row.askedAt ? <DateText value={row.askedAt} as="minute" /> : '—'),
  },
  { key: 'faults', head: '没有结果', phone: 'line', cell: (row) => `连续 ${row.askFaults} 次：${row.askFault ?? '—'}` },
];

/** Card payments that the provider does not answer about: looked up by hand at the provider. */
export function UnreadPayments({ payments }: { payments: readonly UnreadPayment[] }) {
  if (payments.length === 0) return null;
  return (
    <section>
      <SectionHead look="plain" note="系统每天还会再查；请到支付服务商后台按会话编号核对">
        查不到结果的在线支付
      </SectionHead>
      <Table caption="查不到结果的在线支付" columns={columns} rows={payments} rowKey={(row) => row.id} />
    </section>
  );
}
