import type { Fen } from '#app/domain/money.ts';
import { Amount } from './amount.tsx';
import { ButtonLink } from './button.tsx';
import { Field } from './field.tsx';
import { IntentForm } from './intent-form.tsx';
import { Notice } from './notice.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextInput } from './text-input.tsx';
import { useTyped } from './typed-value.ts';

interface Reply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

interface ReceiptDeedsProps {
  receiptId: string;
  amountFen: Fen;
  /** What this actor may do. */
  deeds: readonly string[];
  /** What exceeds the claim. */
  excessFen: Fen;
  isAdvanceMeant: boolean;
  isProved: boolean;
  /** One person has looked; another one confirms. */
  isChecked: boolean;
  /** This person's word does not suffice. */
  needsSecond: boolean;
  reply?: Reply | undefined;
}

/** Confirm or reject for the payee's finance, withdraw for the payer. */
export function ReceiptDeeds({
  receiptId,
  amountFen,
  deeds,
  isProved,
  isChecked,
  needsSecond,
  reply,
  ...excess
}: ReceiptDeedsProps) {
  const typed = useTyped(reply, 'reject');
  if (deeds.includes('withdraw')) {
    return (
      <Notice
        kind="attention"
        title="等收款方财务确认"
        actions={
          <IntentForm intent="withdraw">
            <SubmitButton look="secondary" intent="withdraw">
              撤回这张回单
            </SubmitButton>
          </IntentForm>
        }
      >
        传错了可以撤回，撤回后同一张回单可以重新登记。
      </Notice>
    );
  }
  if (isChecked && !deeds.includes('confirm')) {
    return (
      <Notice title="一人已核对，等另一位财务或者审批人复核">大额转账要两个人都在银行流水上查到，才算到账。</Notice>
    );
  }
  if (!deeds.includes('confirm')) return null;
  if (!isProved) {
    return (
      <Notice
        kind="attention"
        title="请先核对银行流水，再确认是你本人"
        actions={
          <ButtonLink look="primary" to={`/confirm-identity?next=${encodeURIComponent(`/desk/receipts/${receiptId}`)}`}>
            确认本人后办理
          </ButtonLink>
        }
      >
        确认或退回到账都要短信或动态码验证，5 分钟内有效。
      </Notice>
    );
  }
  return (
    <div className="grid gap-6 rounded-lg border border-line bg-card px-5 py-4">
      <IntentForm intent="confirm">
        <p className="mb-3">
          银行流水上查到这笔 <Amount fen={amountFen} bold /> 后再确认。确认后入账，不能改，只能冲销。
        </p>
        <Excess {...excess} />
        {needsSecond && (
          <p className="mb-3 text-sm text-ink-soft">金额大，你核对以后，还要另一位财务或者审批人复核，才算到账。</p>
        )}
        <SubmitButton intent="confirm">
          {needsSecond ? '核对无误，交另一人复核' : isChecked ? '复核无误，确认到账' : '确认到账'}
        </SubmitButton>
      </IntentForm>
      {deeds.includes('reject') && (
        <IntentForm intent="reject" className="grid gap-3 border-t border-line pt-4">
          <Field
            name="reason"
            scope="reject"
            label="没有查到？写明原因"
            error={reply?.intent === 'reject' ? reply.errors.reason : undefined}
          >
            {(control) => <TextInput {...control} maxLength={200} defaultValue={typed('reason')} />}
          </Field>
          <div>
            <SubmitButton look="danger" intent="reject">
              退回，未到账
            </SubmitButton>
          </div>
        </IntentForm>
      )}
    </div>
  );
}

/** Said before the money is booked: part of it settles nothing. */
function Excess({ excessFen, isAdvanceMeant }: Pick<ReceiptDeedsProps, 'excessFen' | 'isAdvanceMeant'>) {
  if (excessFen <= 0n) return null;
  return (
    <p className="mb-3 border-l-[3px] border-gold pl-3">
      这笔比应付款多 <Amount fen={excessFen} bold />，
      {isAdvanceMeant ? '付款方注明「多付，作为预付款」' : '付款方没有说明多付的原因，请先问清楚'}
      。多出的部分记为预收款，不参与分配；不该收的，确认后可以退款。
    </p>
  );
}
