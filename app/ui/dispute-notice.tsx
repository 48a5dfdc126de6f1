import { disputeMachine, type DisputeState } from '#app/domain/card-dispute.ts';
import { labelOf } from '#app/domain/machine.ts';
import type { Fen } from '#app/domain/money.ts';
import { Amount } from './amount.tsx';
import { DateText } from './date-text.tsx';
import { Notice } from './notice.tsx';

interface DisputeNoticeProps {
  dispute: {
    readonly state: DisputeState;
    readonly amountFen: Fen;
    readonly reason: string;
    readonly openedAt: Date;
    readonly evidenceBy: Date | null;
  };
  isPayee: boolean;
}

/** The provider's codes in plain words; one that is not here is said to be another reason. */
const reasons: Readonly<Record<string, string>> = {
  product_not_received: '付款方称没有收到约定的交付',
  product_unacceptable: '付款方称交付不符合约定',
  fraudulent: '付款方称不是本人付款',
  duplicate: '付款方称重复付款',
  credit_not_processed: '付款方称应退的款没有退',
  unrecognized: '付款方不认得这笔付款',
};

/** A dispute of a card payment: how it stands, and what it stops. */
export function DisputeNotice({ dispute, isPayee }: DisputeNoticeProps) {
  const { state, amountFen, reason, openedAt, evidenceBy } = dispute;
  const isOpen = state === 'open';
  return (
    <Notice
      kind={isOpen ? 'danger' : state === 'lost' ? 'attention' : 'info'}
      title={
        <>
          {labelOf(disputeMachine, state)}，金额 <Amount fen={amountFen} />
        </>
      }
    >
      <DateText value={openedAt} /> 由付款方的银行提出：{reasons[reason] ?? '其他原因'}。
      {isOpen && '裁定之前，这笔款不能分配，也不能退款。'}
      {isOpen && isPayee && evidenceBy && (
        <>
          请在 <DateText value={evidenceBy} /> 前到支付渠道提交合同、验收记录等凭据。
        </>
      )}
    </Notice>
  );
}
