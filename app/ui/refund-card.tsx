import type { Fen } from '#app/domain/money.ts';
import { labelOf } from '#app/domain/machine.ts';
import { type RefundKind, refundKindLabels, refundMachine, type RefundState } from '#app/domain/refund.ts';
import { Amount } from './amount.tsx';
import { ButtonLink } from './button.tsx';
import { DateText } from './date-text.tsx';
import { Field } from './field.tsx';
import { IntentForm } from './intent-form.tsx';
import { StateMark } from './state-mark.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextInput } from './text-input.tsx';
import type { Tone } from './tone.ts';
import { useTyped } from './typed-value.ts';

interface Reply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

interface ShownRefund {
  readonly id: string;
  readonly kind: RefundKind;
  readonly method: 'card' | 'bank';
  readonly state: RefundState;
  readonly amountFen: Fen;
  readonly advanceFen: Fen;
  readonly reason: string;
  readonly bankSerial: string | null;
  readonly paidOn: string;
  readonly rejectReason: string | null;
  readonly voucher: { readonly id: string; readonly name: string } | null;
  readonly deeds: readonly string[];
}

const tones: Readonly<Record<RefundState, Tone>> = {
  asked: 'attention',
  open: 'gold',
  confirmed: 'neutral',
  rejected: 'danger',
  withdrawn: 'neutral',
  failed: 'danger',
};

interface RefundCardProps {
  refund: ShownRefund;
  receiptId: string;
  isPayee: boolean;
  isProved: boolean;
  reply?: Reply | undefined;
}

/** Money on its way back, or back: what it was, what it changes, and what this reader may do about it. */
export function RefundCard({ refund, receiptId, isPayee, isProved, reply }: RefundCardProps) {
  const { id, state, deeds, amountFen, advanceFen, voucher } = refund;
  const typed = useTyped(reply, 'rejectRefund');
  const which = <input type="hidden" name="refundId" value={id} />;
  const reopenedFen = amountFen - advanceFen;
  return (
    <article className="grid gap-3 rounded-lg border border-line bg-card px-5 py-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <p>
          <b>{refundKindLabels[refund.kind]}</b> <Amount fen={amountFen} bold />
        </p>
        <StateMark tone={tones[state]} shape={state === 'open' ? 'half' : undefined}>
          {labelOf(refundMachine, state)}
        </StateMark>
      </div>
      <p className="text-sm text-ink-soft">
        <DateText value={refund.paidOn} /> · {refund.method === 'card' ? '在线退款' : `回单 ${refund.bankSerial ?? ''}`}
        {voucher && (
          <>
            {' · '}
            <a href={`/files/${voucher.id}`} className="link-quiet">
              {voucher.name}
            </a>
          </>
        )}
      </p>
      <p>{refund.reason}</p>
      <p className="text-sm text-ink-soft">
        {reopenedFen > 0n && (
          <>
            应付款{state === 'confirmed' ? '已' : '将'}恢复未付 <Amount fen={reopenedFen} />
          </>
        )}
        {reopenedFen > 0n && advanceFen > 0n && '，'}
        {advanceFen > 0n && (
          <>
            预收减少 <Amount fen={advanceFen} />
          </>
        )}
        。
      </p>
      {refund.rejectReason && <p>付款方说明：{refund.rejectReason}</p>}
      {state === 'open' && refund.method === 'card' && (
        <p className="text-sm text-ink-soft">支付渠道还在办理，办成后自动入账，不用重复提交。</p>
      )}
      {state === 'asked' && !deeds.includes('approveRefund') && isPayee && (
        <p className="text-sm text-ink-soft">
          这笔收款由一个人退的钱加上这次，超过两人复核的限额，等另一位财务或者审批人复核以后才退。
        </p>
      )}
      {deeds.includes('approveRefund') && (
        <div className="border-t border-line pt-4">
          {isProved ? (
            <IntentForm intent="approveRefund">
              {which}
              <p className="mb-2 text-sm">核对金额和原因。复核以后从本单位的在线收款账户退回，不能撤回。</p>
              <SubmitButton intent="approveRefund">复核无误，开始退款</SubmitButton>
            </IntentForm>
          ) : (
            <ButtonLink
              look="primary"
              to={`/confirm-identity?next=${encodeURIComponent(`/desk/receipts/${receiptId}`)}`}
            >
              确认本人后复核
            </ButtonLink>
          )}
        </div>
      )}
      {deeds.includes('withdrawRefund') && (
        <IntentForm intent="withdrawRefund">
          {which}
          <SubmitButton look="secondary" intent="withdrawRefund">
            {state === 'asked' ? '不退了，撤回' : '登记错了，撤回'}
          </SubmitButton>
        </IntentForm>
      )}
      {deeds.includes('confirmRefund') && !isProved && (
        <div>
          <ButtonLink look="primary" to={`/confirm-identity?next=${encodeURIComponent(`/desk/receipts/${receiptId}`)}`}>
            核对银行流水，确认本人后办理
          </ButtonLink>
        </div>
      )}
      {deeds.includes('confirmRefund') && isProved && (
        <div className="grid gap-4 border-t border-line pt-4">
          <IntentForm intent="confirmRefund">
            {which}
            <p className="mb-2 text-sm">在本单位的银行流水上查到退回的款后再确认，确认后账上冲销。</p>
            <SubmitButton intent="confirmRefund">确认已收到退款</SubmitButton>
          </IntentForm>
          <IntentForm intent="rejectRefund" className="grid gap-3">
            {which}
            <Field
              name="reason"
              scope="rejectRefund"
              label="没有查到？写明原因"
              error={reply?.intent === 'rejectRefund' ? reply.errors.reason : undefined}
            >
              {(control) => <TextInput {...control} maxLength={200} defaultValue={typed('reason')} />}
            </Field>
            <div>
              <SubmitButton look="secondary" intent="rejectRefund">
                没有收到退款
              </SubmitButton>
            </div>
          </IntentForm>
        </div>
      )}
    </article>
  );
}
