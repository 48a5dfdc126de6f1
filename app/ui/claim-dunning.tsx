import { Link } from '@remix-run/react';
import { formatYuan } from '#app/domain/money.ts';
import { Amount } from './amount.tsx';
import type { ClaimShown, FormAnswer } from './claim-shown.ts';
import { DateText } from './date-text.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { IntentForm } from './intent-form.tsx';
import { Notice } from './notice.tsx';
import { SectionHead } from './section-head.tsx';
import { SubmitButton } from './submit-button.tsx';
import { type Column, Table } from './table.tsx';

const slipsOf = ({ receipts }: ClaimShown) =>
  receipts.filter(({ state }) => state === 'claimed' || state === 'checked');
const hasSlips = (obligation: ClaimShown): boolean => slipsOf(obligation).length > 0;

/** What the payer says is on its way, for the payee's finance to confirm. */
export function SlipsToCheck({ obligation }: { obligation: ClaimShown }) {
  if (!hasSlips(obligation)) return null;
  return (
    <Notice
      kind="attention"
      title={`${slipsOf(obligation).every(({ isSetOff }) => isSetOff) ? '保证金已登记抵作价款' : '付款方已传回单'}，等本单位财务核对并确认到账`}
    >
      <ul>
        {slipsOf(obligation).map(({ id, no, amountFen, paidOn, isSetOff }) => (
          <li key={id}>
            <Link to={`/desk/receipts/${id}`} className="link">
              核对收款单 {no}
            </Link>{' '}
            {formatYuan(amountFen)}，{isSetOff ? '保证金抵作价款' : '付款日'} {paidOn}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** What the payee can do while the other side has not paid. */
export function Dunning({
  obligation,
  today,
  reply,
}: {
  obligation: ClaimShown;
  today: string;
  reply?: FormAnswer | undefined;
}) {
  const error = reply?.intent === 'dun' ? Object.values(reply.errors).flat()[0] : undefined;
  const { mayDun, isDunnedToday, payableFen, dueOn, payer } = obligation;
  if (!mayDun) {
    if (hasSlips(obligation)) return null;
    return <Notice>等付款方付款。在线付款到账会自动入账；对公转账由本单位财务核对银行流水后确认。</Notice>;
  }
  return (
    <section>
      <SectionHead look="plain">催收</SectionHead>
      <ErrorSummary message={error} />
      <Notice
        kind={dueOn < today ? 'danger' : 'attention'}
        title={`${dueOn < today ? '已逾期' : '快到期了'}，还有 ${formatYuan(payableFen)} 没有付`}
        actions={
          isDunnedToday ? undefined : (
            <IntentForm intent="dun">
              <SubmitButton intent="dun">发催款通知</SubmitButton>
            </IntentForm>
          )
        }
      >
        {isDunnedToday
          ? '今天已经发过催款通知，每天最多发一次。'
          : `通知会发给${payer.name}的经办人和财务，每天最多一次，双方都能在这里看到记录。`}
      </Notice>
    </section>
  );
}

const dunningColumns: readonly Column<ClaimShown['dunnings'][number]>[] = [
  { key: 'on', head: '日期', phone: 'title', cell: (row) => <DateText value={row.sentOn} /> },
  { key: 'by', head: '发出', phone: 'state', cell: (row) => row.sender ?? '收款方' },
  { key: 'fen', head: '当时未付', phone: 'amount', cell: (row) => <Amount fen={row.outstandingFen} /> },
];

/** Reminders sent so far. */
export function Dunnings({ rows, isPayer }: { rows: ClaimShown['dunnings']; isPayer: boolean }) {
  return (
    <section>
      <SectionHead look="plain" note={isPayer ? '收款方发来' : '已发给付款方的经办人和财务'}>
        催款通知
      </SectionHead>
      <Table caption="催款通知" rows={rows} rowKey={(row) => row.id} columns={dunningColumns} />
    </section>
  );
}
